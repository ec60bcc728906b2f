// Baking: a badge file put into an image and taken out of it (Open Badges 3.0 docformat), or out of
// a PDF of ours.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "node/image/baked_badge.hpp"

namespace waarmerk::node::image {

enum class Format { png, svg, pdf };

/// By the first bytes alone: the signature of a PNG or a PDF, or an XML document.
std::optional<Format> format_of(std::string_view image);

/// Fails with image.unknown_format, image.malformed, image.too_large, image.unsafe_xml,
/// image.no_badge or image.two_badges.
Result<BakedBadge> unbake(std::string_view image);

/// The image with the badge in it, a JSON object or a compact JWS, in place of one that it had;
/// pixels and all else stay as they were. A PDF is never made. Fails with image.bad_text,
/// image.unknown_format, image.malformed, image.too_large or image.unsafe_xml.
Result<std::string> bake(std::string_view image, std::string_view badge);

}  // namespace waarmerk::node::image
