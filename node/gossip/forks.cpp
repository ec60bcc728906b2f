// Forks: where two chains of one feed part, and the proof of it.
#include <algorithm>
#include <utility>

#include "node/gossip/core.hpp"
#include "node/gossip/serve.hpp"

namespace waarmerk::node::gossip {

// Asks for the peer's entries up to `to`, to compare them with ours from the oldest on.
void Engine::Core::look_back(PeerId peer, const FeedId& id, Feed& feed, std::uint64_t to) {
  const auto count = std::min<std::uint64_t>(to, config_.limits.headers_per_round_max);
  const feed::SeqRange range{.from = to - count + 1, .to = to};
  ++feed.round->pages;
  const auto epoch = feed::ChainState(id, reader_).head().epoch;
  get_headers({.peer = peer, .ask = Ask::trace, .feed = id, .epoch = epoch, .range = range});
}

void Engine::Core::on_trace(const Request& request, const HttpDone& in) {
  auto* feed = answered(request, in);
  if (feed == nullptr) return;
  auto& round = *feed->round;
  const auto theirs = decode_headers(in.body);
  const auto count = request.range.to - request.range.from + 1;
  const auto ours = reader_.headers(request.feed, request.epoch, request.range, count);
  if (!theirs || theirs->size() != count || ours.size() != count)
    return give_up(request, "it does not show the entries that it claims");
  std::size_t at = 0;
  while (at < count && entry_hash(ours[at]) == entry_hash((*theirs)[at])) ++at;
  if (at == count && !round.best) return give_up(request, "its entries do not follow each other");
  if (at < count) {
    const auto proof = feed::make_fork_proof(ours[at], (*theirs)[at]);
    if (!proof || !verify_fork_proof(*proof, *feed->keys))
      return give_up(request, "its entries are not signed by the feed's key");
    round.best = *proof;
    const bool parts_earlier =
        at == 0 && request.range.from > 1 && ours[0].prev != (*theirs)[0].prev;
    if (parts_earlier && round.pages < config_.limits.trace_rounds_max)
      return look_back(request.peer, request.feed, *feed, request.range.from - 1);
  }
  end_round(request.feed, *feed);
}

void Engine::Core::hear_fork(const ForkProof& proof, std::optional<PeerId> from) {
  if (!wants(proof.feed())) return;
  if (!from && !feeds_.contains(proof.feed())) return hint();
  auto* feed = find_or_add(proof.feed());
  if (feed == nullptr) return;
  const auto known = fork_in(proof.feed(), *feed, proof.epoch());
  if (known && known->seq() <= proof.seq()) return;
  if (!feed->keys) {
    if (!from) return hint();
    feed->claimed_forks.insert_or_assign(*from, proof);
    return settle(proof.feed());
  }
  if (verify_fork_proof(proof, *feed->keys)) return keep_fork(proof, from);
  if (from) fail_peer(*from, Fault::dishonest, "its fork proof proves nothing");
}

void Engine::Core::keep_fork(const ForkProof& proof, std::optional<PeerId> from) {
  auto& feed = feeds_.at(proof.feed());
  if (!feed.fork || feed.fork->epoch() <= proof.epoch()) feed.fork = proof;
  drop_claims(proof.feed(), feed);
  write_fork(proof, from);
}

void Engine::Core::write_fork(const ForkProof& proof, std::optional<PeerId> from) {
  const RequestId request{next_request_++};
  writings_.emplace(request, Writing{.feed = proof.feed(), .fork = proof, .from = from});
  out_.push_back(Store{request, proof.feed(), {}, {proof}, {}});
}

// Now that it cannot be lost everyone is told.
void Engine::Core::fork_stored(const Writing& writing) {
  emit(ForkFound{*writing.fork});
  for (auto& [id, peer] : peers_)
    if (id != writing.from) peer.forks_to_push.push_back(*writing.fork);
  hunt_branches(writing.feed);
}

}  // namespace waarmerk::node::gossip
