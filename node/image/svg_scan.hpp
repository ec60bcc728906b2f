// What an SVG image says about badges, and at which bytes; read by expat.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/image/baked_badge.hpp"

namespace waarmerk::node::image {

inline constexpr std::size_t svg_depth_max = 256;
inline constexpr std::size_t svg_badges_max = 16;

inline constexpr std::string_view svg_prefix = "openbadges";
inline constexpr std::string_view svg_namespace = "https://purl.imsglobal.org/ob/v3p0";
inline constexpr std::string_view svg_namespace_of_2 = "http://openbadges.org";

/// Bytes of the image, the end not included.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct SvgBadge {
  BakedBadge badge;
  Stretch element;
};

struct SvgScan {
  std::string root_name;  ///< as it is written, `svg` or `svg:svg`
  Stretch root_tag;
  bool is_root_empty = false;        ///< `<svg …/>`
  std::string badge_namespace = {};  ///< what the prefix `openbadges` stands for at the root
  std::vector<SvgBadge> badges = {};
};

/// Reads the whole image. A document type without declarations may be there, as many programs write
/// one, and is never fetched; one with declarations is refused, so no entity can grow or reach
/// outside. Fails with image.malformed, image.too_large or image.unsafe_xml.
Result<SvgScan> scan_svg(std::string_view image);

}  // namespace waarmerk::node::image
