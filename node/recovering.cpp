#include "node/recovering.hpp"

#include "node/actions/recover_feed.hpp"
#include "node/records/organisation.hpp"

namespace waarmerk::node {

std::vector<std::string> urls_of(const std::vector<actions::PeerState>& peers) {
  std::vector<std::string> urls;
  for (const auto& peer : peers) urls.push_back(peer.dialled);
  return urls;
}

Task<bool> Recovering::run() {
  const auto& publisher = ways_.ports.publisher;
  if (is_running_ || publisher.standing() == feed::Standing::safe) co_return false;
  is_running_ = true;
  const auto fetch_own_feed = [this](bool is_wanted) {
    ways_.exchange.recover_own_feed(is_wanted);
    if (is_wanted) ways_.exchange.sync_now();
  };
  const auto met_others = records::has_met_others(ways_.ports.records.store);
  const bool was_alone = met_others && !*met_others;
  actions::RecoveryOptions options{
      .peers = [this] { return urls_of(ways_.exchange.peers()); },
      .wait = ways_.wait,
      .fetch_own_feed = fetch_own_feed,
      .ask_links = [this](bool is_wanted) { ways_.mesh.recover_own_feed(is_wanted); },
      .alone_ms = was_alone ? 0 : actions::alone_wait_ms,
      .is_ordinary_start = !std::exchange(is_restored_, true)};
  co_await actions::recover_feed(ways_.ports, std::move(options));
  is_running_ = false;
  co_return publisher.standing() == feed::Standing::safe;
}

/// What is on its way to the disk by HTTP comes first: the links are asked again.
void Recovering::hear(const mesh::OwnFeedStands& said) {
  const auto& ports = ways_.ports;
  if (!is_running_ || ports.records.feeds.is_expected(ports.self.feed)) return;
  const bool is_final =
      said.standing == feed::Standing::safe || said.standing == feed::Standing::forked;
  if (!is_final) return;
  if (said.standing == feed::Standing::safe) ways_.ports.publisher.confirm();
  ways_.ports.publisher.stand(said.standing);
}

}  // namespace waarmerk::node
