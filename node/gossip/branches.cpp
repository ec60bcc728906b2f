// Branches: what a forked feed says behind the fork. No entry of it is taken, but each list that
// the issuer signed there counts for what it revokes (spec/wire/feed.md 6).
#include <algorithm>
#include <ranges>
#include <utility>

#include "node/gossip/core.hpp"
#include "node/gossip/serve.hpp"

namespace waarmerk::node::gossip {

// A peer has entries behind the fork that we have not seen.
void Engine::Core::note_branch(Feed& feed, const feed::ChainState& state, PeerId peer,
                               const Header& head) {
  if (!feed.fork || head.epoch != feed.fork->epoch() || head.seq < feed.fork->seq()) return;
  const auto hash = entry_hash(head);
  const auto held = state.head().epoch == head.epoch ? state.find(head.seq) : std::nullopt;
  const auto read = feed.branches_read.find(peer);
  if (held && entry_hash(*held) == hash) return;
  if (read != feed.branches_read.end() && read->second == hash) return;
  feed.branch_heads.insert_or_assign(peer, head);
}

// Asks for the newest of the peer's headers behind the fork.
void Engine::Core::read_branch(PeerId peer, const FeedId& id, Feed& feed) {
  const auto head = feed.branch_heads.at(peer);
  const auto further = std::min<std::uint64_t>(head.seq - feed.fork->seq(),
                                               config_.limits.headers_per_round_max - 1);
  const feed::SeqRange range{.from = head.seq - further, .to = head.seq};
  feed.round = Round{.peer = peer, .headers = {}, .entries = {}, .best = {}};
  settle(id);
  get_headers({.peer = peer,
               .ask = Ask::branch_range,
               .feed = id,
               .header = head,
               .epoch = head.epoch,
               .range = range});
}

void Engine::Core::on_branch_range(const Request& request, const HttpDone& in) {
  auto* feed = answered(request, in);
  if (feed == nullptr) return;
  const auto headers = decode_headers(in.body);
  if (!headers) return give_up(request, "what it sends are no headers");
  for (const auto& header : *headers) {
    const auto key = feed->keys->find(header);
    if (header.feed != request.feed || (key && !verify_header(header, *key)))
      return give_up(request, "its entries are not signed by the feed's key");
  }
  feed->branch_heads.erase(request.peer);
  feed->branches_read.insert_or_assign(request.peer, entry_hash(*request.header));
  want_lists(*feed, *headers);
  end_round(request.feed, *feed);
  hunt_branches(request.feed);
}

// The newest first, as many as a round may carry: a list says all that the ones before it said.
void Engine::Core::want_lists(Feed& feed, const std::vector<Header>& headers) {
  std::size_t bytes = 0;
  for (const auto& header : std::views::reverse(headers)) {
    const bool is_list = header.type == feed::EntryType::status && header.payload_size > 0 &&
                         header.payload_size <= payload_bytes_max_of(header.type) &&
                         header.epoch == feed.fork->epoch() && feed.keys->find(header);
    if (!is_list || header.seq < feed.fork->seq() || reader_.payload(header.payload_hash)) continue;
    bytes += header.payload_size;
    if (bytes > config_.limits.payload_bytes_per_round_max ||
        feed.branch_wanted.size() >= config_.limits.headers_per_round_max)
      return;
    feed.branch_wanted.push_back(header);
  }
}

// The payloads of both branches are kept, since a revocation on either counts. Peers are asked
// until one has what is missing.
void Engine::Core::hunt_branches(const FeedId& id) {
  const auto found = feeds_.find(id);
  if (found == feeds_.end() || !found->second.fork || !wants(id)) return;
  auto& feed = found->second;
  if (feed.hunting || !is_due(feed.next_hunt) || peers_.empty()) return;
  auto wanted = feed.branch_wanted;
  wanted.insert(wanted.end(), {feed.fork->first, feed.fork->second});
  for (const auto& header : wanted) {
    if (header.payload_size == 0 || reader_.payload(header.payload_hash) ||
        header.payload_size > payload_bytes_max_of(header.type)) {
      std::erase(feed.branch_wanted, header);
      continue;
    }
    std::vector<PeerId> peers;
    for (const auto& [peer_id, peer] : peers_) peers.push_back(peer_id);
    feed.hunting = true;
    return ask_branch(id, header, std::move(peers));
  }
}

// Asks the peers one after the other, the last of the list first. What is only a list behind the
// fork is asked for once: who showed it will show a newer one.
void Engine::Core::ask_branch(const FeedId& id, const Header& header, std::vector<PeerId> peers) {
  if (peers.empty()) {
    auto& feed = feeds_.at(id);
    std::erase(feed.branch_wanted, header);
    feed.hunting = false;
    feed.next_hunt = after_failures(++feed.hunts_failed);
    waiting_.emplace(feed.next_hunt, id);
    return;
  }
  const auto peer = peers.back();
  peers.pop_back();
  get({.peer = peer, .ask = Ask::branch, .feed = id, .header = header, .others = std::move(peers)},
      payload_path(header.payload_hash), payload_bytes_max_of(header.type));
}

void Engine::Core::on_branch(const Request& request, const HttpDone& in) {
  if (in.status != 200 || sha256(in.body) != request.header->payload_hash)
    return ask_branch(request.feed, *request.header, request.others);
  const RequestId id{next_request_++};
  writings_.emplace(id, Writing{.feed = request.feed, .is_branch = true});
  out_.push_back(Store{id, request.feed, {}, {}, {in.body}});
}

}  // namespace waarmerk::node::gossip
