#include "node/seeking.hpp"

#include <algorithm>
#include <utility>

#include "node/actions/find_node.hpp"
#include "node/net/timer.hpp"
#include "node/net/txt_lookup.hpp"

namespace waarmerk::node {
namespace {

/// Remembered addresses are dialled at once, and have answered by the second time that we look.
constexpr std::int64_t look_every_ms = minute_ms;

}  // namespace

bool is_alone(const std::vector<actions::PeerState>& peers, std::size_t links) {
  const bool is_heard = std::ranges::any_of(peers, [](const actions::PeerState& peer) {
    return peer.report.last_ok && peer.report.failures == 0;
  });
  return links == 0 && !is_heard;
}

Seeking::Seeking(Ways ways, std::vector<std::string> seeds, did::ResolutionOptions resolution,
                 std::unique_ptr<fetch::TxtRecords> names)
    : ways_(ways), seeds_(std::move(seeds)), resolution_(resolution), names_(std::move(names)) {}

Seeking::Seeking(Ways ways, std::vector<std::string> seeds, did::ResolutionOptions resolution)
    : Seeking(ways, std::move(seeds), resolution, std::make_unique<net::TxtLookup>()) {}

Task<void> Seeking::look() {
  const bool is_so = is_alone(ways_.exchange.peers(), ways_.mesh.links());
  const bool was_so = std::exchange(was_alone_, is_so);
  if (seeds_.empty() || !is_so || !was_so) co_return;
  const auto& seed = seeds_[next_++ % seeds_.size()];
  auto resolution = resolution_;
  resolution.now = ways_.ports.clock.now();
  const auto found =
      co_await actions::find_node(seed, {ways_.ports.fetcher, names_.get(), resolution});
  if (!found) {
    ways_.log.warning("seed_not_found", {{"seed", seed}, {"detail", found.error().detail}});
    co_return;
  }
  ways_.log.info("seed_found", {{"url", found->url}, {"by", actions::print_found_by(found->by)}});
  ways_.mesh.know({found->url});
}

Task<void> Seeking::run() {
  for (;;) {
    co_await look();
    co_await net::sleep_ms(look_every_ms);
  }
}

}  // namespace waarmerk::node
