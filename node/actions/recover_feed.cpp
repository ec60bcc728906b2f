#include "node/actions/recover_feed.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "node/actions/commit.hpp"
#include "node/actions/mirrors.hpp"
#include "node/feed/feed_head.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/feed/head_recovery.hpp"
#include "node/gossip/serve.hpp"
#include "node/records/organisation.hpp"
#include "node/task/await_call.hpp"
#include "node/task/beside.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::int64_t round_gap_ms = 2 * second_ms;

Task<void> ask_peer(Ports& ports, feed::HeadRecovery& recovery, std::size_t peer, std::string url) {
  auto fetched = co_await ports.fetcher.fetch(
      {.url = gossip::endpoint_at(url) + gossip::head_path(ports.self.feed),
       .accept = "application/octet-stream"});
  if (!fetched || (fetched->status != 200 && fetched->status != 404)) {
    recovery.supply_silence(peer);
    co_return;
  }
  const auto bytes = bytes_of(fetched->body);
  auto header = bytes.size() < feed::header_bytes || fetched->status == 404
                    ? Result<feed::Header>(fail(feed::malformed, "No head."))
                    : feed::decode_header(bytes.first(feed::header_bytes));
  if (header) recovery.supply(peer, *header);
  if (!header && fetched->status == 404) recovery.supply(peer, std::nullopt);
  if (!header && fetched->status == 200) recovery.supply_silence(peer);
}

using Heads = std::vector<feed::Header>;

/// What mirrors show that are asked at once, so that those that are dead cost no more than one.
struct Look {
  std::size_t left;
  Heads shown = {};
  std::optional<Done<Heads>> done = {};
};

Task<void> look_at(fetch::Fetcher& fetcher, std::string mirror, feed::FeedId feed,
                   feed::SignatureCheck is_ours, std::shared_ptr<Look> look) {
  const auto head = co_await get_head_of_mirror(fetcher, std::move(mirror), feed, is_ours);
  if (head) look->shown.push_back(*head);
  if (--look->left == 0 && look->done) (*look->done)(std::move(look->shown));
}

Task<Heads> look_at_all(fetch::Fetcher& fetcher, std::vector<std::string> mirrors,
                        feed::FeedId feed, feed::SignatureCheck is_ours) {
  auto look = std::make_shared<Look>(mirrors.size());
  for (auto& mirror : mirrors)
    co_await beside(look_at(fetcher, std::move(mirror), feed, is_ours, look));
  if (look->left == 0) co_return std::move(look->shown);
  // Those who look hold on to it from here: where all ends before they do, so does who waits.
  auto& shared = *look;
  look.reset();
  co_return co_await await_call<Heads>(
      [&shared](Done<Heads> done) { shared.done = std::move(done); });
}

/// What a mirror shows of our feed is there; that it shows no more says nothing, for it is as old
/// as its files are.
Task<void> look_at_mirrors(Ports& ports, feed::HeadRecovery& recovery,
                           feed::SignatureCheck is_ours) {
  const auto heads = co_await look_at_all(ports.fetcher, addresses_of(ports.self.mirrors),
                                          ports.self.feed, std::move(is_ours));
  for (const auto& head : heads)
    if (recovery.show(head)) ports.publisher.seen(feed::feed_head_of(*recovery.newest()));
}

/// Whether nobody shows more of our feed than we hold. The disk of a machine that was put back as a
/// whole looks as it should; only others can tell.
Task<bool> is_newest(Ports& ports, const RecoveryOptions& options, const feed::FeedKeys& keys) {
  const auto begun = ports.clock.now();
  const auto is_over = [&] { return ports.clock.now() - begun >= look_ms; };
  for (;;) {
    const auto peers = options.peers();
    const auto is_ours = feed::signature_check_of(keys);
    feed::HeadRecovery recovery(ports.self.feed, ports.records.feeds, is_ours, peers.size(), begun,
                                keys.newest_epoch());
    co_await look_at_mirrors(ports, recovery, is_ours);
    if (recovery.is_ahead() || recovery.fork()) co_return false;
    if (peers.empty()) co_return true;
    while (const auto peer = is_over() ? std::nullopt : recovery.next()) {
      co_await ask_peer(ports, recovery, *peer, peers[*peer]);
      if (recovery.newest()) ports.publisher.seen(feed::feed_head_of(*recovery.newest()));
      if (recovery.is_ahead() || recovery.fork()) co_return false;
    }
    if (recovery.given() > 0) ports.publisher.confirm();
    if (recovery.given() > 0 || is_over()) co_return !ports.publisher.is_behind();
    co_await options.wait(round_gap_ms);
  }
}

/// One round over all peers.
Task<feed::Standing> ask_round(Ports& ports, const std::vector<std::string>& peers,
                               const feed::FeedKeys& keys) {
  const auto is_ours = feed::signature_check_of(keys);
  feed::HeadRecovery recovery(ports.self.feed, ports.records.feeds, is_ours, peers.size(),
                              ports.clock.now(), keys.newest_epoch());
  co_await look_at_mirrors(ports, recovery, is_ours);
  std::optional<feed::Standing> standing;
  while (const auto peer = recovery.next()) {
    co_await ask_peer(ports, recovery, *peer, peers[*peer]);
    if (recovery.newest()) ports.publisher.seen(feed::feed_head_of(*recovery.newest()));
    standing = recovery.outcome(ports.clock.now());
    if (standing) break;
  }
  if (!standing) standing = recovery.outcome(ports.clock.now());
  if (standing == feed::Standing::safe && recovery.given() > 0) ports.publisher.confirm();
  co_return standing.value_or(feed::Standing::asking);
}

}  // namespace

Task<void> recover_feed(Ports& ports, RecoveryOptions options) {
  const auto keys = feed::feed_keys_of(ports.self.documents);
  if (!keys) co_return;
  const auto done = [&] {
    const auto standing = ports.publisher.standing();
    return standing == feed::Standing::safe || standing == feed::Standing::forked;
  };
  if (done()) co_return;
  if (options.is_ordinary_start && co_await is_newest(ports, options, *keys)) {
    ports.publisher.stand(feed::Standing::safe);
    co_return;
  }
  // Whoever starts next is to know that it was put back.
  storage::Batch rows;
  ports.records.statuses.retire(rows);
  if (options.is_ordinary_start) records::save_instance(rows, {});
  const auto retired = co_await commit(ports.records.journal, std::move(rows));
  if (!retired) co_return;
  const auto begun = ports.clock.now();
  bool fetches = false;
  while (!done()) {
    const auto peers = options.peers();
    const bool is_alone = peers.empty() && ports.clock.now() - begun < options.alone_ms;
    auto standing = co_await ask_round(ports, peers, *keys);
    if (is_alone && standing == feed::Standing::safe) standing = feed::Standing::asking;
    // Links may know by now.
    if (!done() || standing == feed::Standing::forked) ports.publisher.stand(standing);
    fetches = ports.publisher.standing() == feed::Standing::behind;
    options.fetch_own_feed(fetches);
    if (done()) break;
    options.ask_links(true);
    co_await options.wait(round_gap_ms);
  }
  options.ask_links(false);
  if (fetches) options.fetch_own_feed(false);
}

}  // namespace waarmerk::node::actions
