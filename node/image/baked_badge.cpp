#include "node/image/baked_badge.hpp"

namespace waarmerk::node::image {

Result<BakedBadge> choose_badge(std::vector<BakedBadge> found) {
  BakedBadge* chosen = nullptr;
  for (auto& badge : found) {
    if (chosen == nullptr || badge.edition > chosen->edition) {
      chosen = &badge;
    } else if (badge.edition == chosen->edition && badge.text != chosen->text) {
      return fail(two_badges, "The image carries two badges that differ.");
    }
  }
  if (chosen == nullptr) return fail(no_badge, "The image carries no badge.");
  return std::move(*chosen);
}

}  // namespace waarmerk::node::image
