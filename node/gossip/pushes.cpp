// Hints: what peers post to us, and what we post to them.
#include <algorithm>
#include <utility>

#include "node/gossip/core.hpp"
#include "node/gossip/serve.hpp"

namespace waarmerk::node::gossip {

namespace {
constexpr std::size_t feeds_to_push_max = 256;
constexpr std::size_t forks_to_push_max = 64;
}  // namespace

// Nobody is fetched from because of what is pushed: it may only make us ask our own peers sooner.
void Engine::Core::hear_pushed(const PushedEntry& entry) {
  const auto& header = entry.header;
  if (is_frozen_own(header.feed)) return hear_own_head(std::nullopt, header);
  if (!wants(header.feed)) return;
  const auto found = feeds_.find(header.feed);
  if (found == feeds_.end() || !found->second.keys) return hint();
  auto& feed = found->second;
  const auto admission =
      feed::admit({header.feed, reader_}, header, entry.payload, *feed.keys, now_);
  if (const auto* conflict = std::get_if<feed::Conflict>(&admission))
    return hear_fork(conflict->proof, std::nullopt);
  if (const auto* refused = std::get_if<feed::Refused>(&admission)) {
    if (refused->error.code == feed::wrong_previous ||
        refused->error.code == feed::unauthorised_key || refused->error.code == feed::wrong_epoch)
      hint();
    return;
  }
  if (std::holds_alternative<feed::Duplicate>(admission)) return;
  // How an epoch begins is looked at with all that comes before it.
  if (header.type == feed::EntryType::epoch && header.seq == 1) return hint();
  if (config_.has_room && !config_.has_room(header.feed)) return;
  park(entry, feed);
  take_parked(header.feed, feed);
  if (!feed.round) hint();
}

void Engine::Core::park(const PushedEntry& entry, Feed& feed) {
  const auto held = feed::ChainState(entry.header.feed, reader_).head().seq;
  drop_parked(feed, held);
  const bool is_next = entry.header.seq == held + 1;  // it waits for nothing
  if (parked_count_ >= config_.limits.parked_max) look_through_parked();
  if (parked_count_ >= config_.limits.parked_max && !is_next) return;
  const auto before = feed.parked.all().size();
  if (feed.parked.put(entry.header, entry.payload, now_))
    parked_count_ += feed.parked.all().size() - before;
}

void Engine::Core::drop_parked(Feed& feed, std::uint64_t seq_held) {
  const auto before = feed.parked.all().size();
  feed.parked.drop_stale(now_, seq_held);
  parked_count_ -= before - feed.parked.all().size();
}

// Not more often than now and again: there may be many feeds.
void Engine::Core::look_through_parked() {
  if (!is_due(parked_looked_)) return;
  parked_looked_ = now_ + minute_ms;
  for (auto& [id, feed] : feeds_)
    if (!feed.parked.all().empty()) drop_parked(feed, feed::ChainState(id, reader_).head().seq);
}

// Stores what follows the head and came with its payload.
void Engine::Core::take_parked(const FeedId& id, Feed& feed) {
  feed::ChainState state(id, reader_);
  if (feed.round || !feed.keys || fork_in(id, feed, state.head().epoch)) return;
  Round round;
  while (round.headers.size() < config_.limits.headers_per_round_max) {
    const auto next = feed.parked.all().find(state.head().seq + 1);
    if (next == feed.parked.all().end()) break;
    const auto& [header, payload, since] = next->second;
    const auto bytes = payload ? std::optional<ByteView>(*payload) : std::nullopt;
    const auto admission = feed::admit(state, header, bytes, *feed.keys, now_);
    const auto* accepted = std::get_if<feed::Accepted>(&admission);
    if (accepted == nullptr || accepted->state == feed::EntryState::bare) break;
    round.headers.push_back(header);
    round.entries.push_back(judged(feed, header, bytes.value_or(ByteView{}), false));
    state.apply(header);
  }
  if (round.entries.empty() || !pay_for_round(feed)) return;
  feed.round = std::move(round);
  settle(id);
  store_round(id, feed);
}

void Engine::Core::hint() {
  for (auto& [id, peer] : peers_)
    peer.next_poll =
        std::min(peer.next_poll,
                 std::max(now_, peer.last_poll + chance_.jitter(config_.limits.poll_gap_min_ms)));
}

void Engine::Core::spread(const FeedId& id, std::uint64_t from_seq, std::optional<PeerId> except) {
  const auto head = reader_.head(id);
  if (!head || now_ - head->ts > config_.limits.fresh_ms) return;
  for (auto& [peer_id, peer] : peers_) {
    if (peer_id == except || peer.to_push.size() >= feeds_to_push_max) continue;
    const auto [at, added] = peer.to_push.emplace(id, from_seq);
    if (!added) at->second = std::min(at->second, from_seq);
  }
}

// A fork goes before everything else.
std::optional<Frame> Engine::Core::next_push(Peer& peer) const {
  if (!peer.forks_to_push.empty()) {
    Fork fork{peer.forks_to_push.front()};
    peer.forks_to_push.pop_front();
    return fork;
  }
  Entries frame;
  while (!peer.to_push.empty() && frame.entries.size() < push_entries_max) {
    const auto [feed, from] = *peer.to_push.begin();
    peer.to_push.erase(peer.to_push.begin());
    const auto head = reader_.head(feed);
    if (!head) continue;
    const auto room = push_entries_max - frame.entries.size();
    const auto start = std::min(from, head->seq);  // an epoch may have begun since
    const auto first = std::max(start, head->seq - std::min(head->seq - 1, room - 1));
    for (const auto& header :
         reader_.headers(feed, head->epoch, {.from = first, .to = head->seq}, room)) {
      auto payload = header.payload_size <= inline_payload_bytes_max
                         ? reader_.payload(header.payload_hash)
                         : std::nullopt;
      frame.entries.push_back({header, std::move(payload)});
    }
  }
  if (frame.entries.empty()) return std::nullopt;
  return frame;
}

void Engine::Core::push_to(PeerId id, Peer& peer) {
  if (peer.pushing) return;
  while (peer.forks_to_push.size() > forks_to_push_max) peer.forks_to_push.pop_front();
  const auto frame = next_push(peer);
  if (!frame) return;
  peer.pushing = true;
  const RequestId request{next_request_++};
  requests_.emplace(request, Request{.peer = id, .ask = Ask::push});
  out_.push_back(HttpPost{request, id, std::string(push_path), encode_frame(*frame),
                          config_.limits.request_timeout_ms});
}

}  // namespace waarmerk::node::gossip
