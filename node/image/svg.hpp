// Badges in SVG images: one element below `<svg>` (Open Badges 3.0 docformat, SVG).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "node/image/baked_badge.hpp"

namespace waarmerk::node::image {

/// Reads `<openbadges:credential>`, or `<openbadges:assertion>` of Open Badges 2.0. Fails with
/// image.malformed, image.too_large, image.unsafe_xml, image.no_badge or image.two_badges.
Result<BakedBadge> unbake_svg(std::string_view image);

/// The image with `text` in a credential element right behind its `<svg>`, in place of any that it
/// had: a compact JWS in `verify`, JSON in CDATA. Every other byte stays. Fails with
/// image.malformed, image.too_large or image.unsafe_xml.
Result<std::string> bake_svg(std::string_view image, std::string_view text);

}  // namespace waarmerk::node::image
