// BakedBadge: what an image carries, and under which name (Open Badges 3.0 docformat).
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/image/error_codes.hpp"

namespace waarmerk::node::image {

inline constexpr std::size_t image_bytes_max = 16 << 20;
inline constexpr std::size_t text_bytes_max = 4 << 20;

/// Which keyword or element the badge stood under. The text itself may still be of another edition.
enum class Edition {
  open_badges_2,  ///< `openbadges`, `<openbadges:assertion>`
  open_badges_3,  ///< `openbadgecredential`, `<openbadges:credential>`
};

struct BakedBadge {
  Edition edition;
  std::string text;  ///< JSON, a compact JWS, or, under the old keyword, a URL
};

/// The one badge among those found: of the newest edition there is. The specification has readers
/// take the first of several; where these differ we refuse. Fails with image.no_badge or
/// image.two_badges.
Result<BakedBadge> choose_badge(std::vector<BakedBadge> found);

}  // namespace waarmerk::node::image
