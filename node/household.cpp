#include "node/household.hpp"

#include <utility>
#include <vector>

namespace waarmerk::node {

Household::Household(actions::Ports& ports, ops::Log& log, FindWhom find_whom)
    : ports_(ports), log_(log), room_(ports.records.feeds, ports.self.feed) {
  room_.keep([&ports, find_whom = std::move(find_whom)] {
    return actions::find_kept_feeds(ports.records.store, find_whom());
  });
}

void Household::make_room(actions::Exchange& exchange, actions::MeshLinks& mesh) {
  auto feeds = room_.find_to_forget(ports_.clock.now());
  for (const auto& feed : feeds) mesh.forget(feed);
  std::erase_if(
      feeds, [this](const auto& feed) { return ports_.records.feeds.size_of(feed).has_value(); });
  if (feeds.empty()) return;
  log_.info("feeds_forgotten", {{"feeds", static_cast<std::int64_t>(feeds.size())}});
  exchange.forgot(std::move(feeds));
}

}  // namespace waarmerk::node
