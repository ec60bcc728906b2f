// Badges in PNG images: one iTXt chunk (Open Badges 3.0 docformat, PNG).
#pragma once

#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "node/image/baked_badge.hpp"

namespace waarmerk::node::image {

/// Reads the keyword `openbadgecredential` in an iTXt, or `openbadges` of Open Badges 2.0 in an
/// iTXt, tEXt or zTXt. Fails with image.malformed, image.too_large, image.no_badge or
/// image.two_badges.
Result<BakedBadge> unbake_png(ByteView image);

/// The image with `text` in an uncompressed iTXt `openbadgecredential` before the picture, in place
/// of any that it had. Every other byte stays. Fails with image.malformed or image.too_large.
Result<Bytes> bake_png(ByteView image, std::string_view text);

}  // namespace waarmerk::node::image
