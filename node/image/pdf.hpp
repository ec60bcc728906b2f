// PDF: the badge that is attached to one of ours (spec/paper.md 6).
#pragma once

#include <string_view>

#include "crypto/base/result.hpp"
#include "node/image/baked_badge.hpp"

namespace waarmerk::node::image {

inline constexpr std::size_t pdf_badges_max = 16;

/// By its first bytes.
bool is_pdf(std::string_view file);

/// Found by its own words, without reading what else a PDF can be: an attachment of the type
/// application/vc that is not compressed. Fails with image.no_badge, image.two_badges or
/// image.malformed.
Result<BakedBadge> unbake_pdf(std::string_view pdf);

}  // namespace waarmerk::node::image
