#include "node/actions/dependencies.hpp"

namespace waarmerk::node::actions {

Dependencies dependencies_of(const records::Records& records, const trust::Answer& answer) {
  Dependencies named{.is_cut_short = answer.region.is_crowded ||
                                     answer.depends_on.size() > Dependencies::named_max};
  for (const auto& feed : answer.depends_on) {
    if (named.feeds.size() == Dependencies::named_max) break;
    Dependency one{.feed = feed};
    if (const auto head = records.feeds.head(feed)) one.newest = {head->epoch, head->seq};
    named.feeds.push_back(one);
  }
  return named;
}

}  // namespace waarmerk::node::actions
