// What each peer is asked, and how it goes when one fails.
#include <algorithm>
#include <utility>

#include "node/gossip/blocks.hpp"
#include "node/gossip/core.hpp"
#include "node/gossip/serve.hpp"

namespace waarmerk::node::gossip {

void Engine::Core::add_peer(PeerId id) {
  if (peers_.contains(id) || peers_.size() >= config_.limits.peers_max) return;
  peers_[id];
}

void Engine::Core::ask_peer(PeerId id, Peer& peer) {
  if (!peer.polling && is_due(peer.next_poll)) {
    if (is_due(peer.next_rescan)) {
      peer.cursor = 0;
      peer.next_rescan = now_ + chance_.jitter(config_.limits.rescan_ms);
    }
    peer.polling = true;
    peer.last_poll = now_;
    get({.peer = id, .ask = Ask::heads}, poll_path(peer), frame_bytes_max);
  }
  while (peer.in_flight < config_.limits.requests_per_peer_max && !peer.ready.empty()) {
    const auto feed = *peer.ready.begin();
    peer.ready.erase(peer.ready.begin());
    start_round(id, feed);
  }
  push_to(id, peer);
}

// The last arrival is told once more: a peer whose log was put back from a backup, and has grown as
// far again, shows by it.
std::string Engine::Core::poll_path(const Peer& peer) {
  const auto last = std::max<std::uint64_t>(peer.cursor, 1);
  if (!peer.is_static || peer.cursor == 0) return heads_path(last - 1);
  const auto number = peer.pages > 0 ? peer.cursor + 1 : last;
  return arrivals_path(block_of(number, arrivals_per_block));
}

RequestId Engine::Core::get(Request request, std::string path, std::size_t bytes_max) {
  const RequestId id{next_request_++};
  const auto peer = request.peer;
  if (const auto found = peers_.find(peer); found != peers_.end()) ++found->second.in_flight;
  requests_.emplace(id, std::move(request));
  out_.push_back(HttpGet{id, peer, std::move(path), bytes_max, config_.limits.request_timeout_ms});
  return id;
}

void Engine::Core::on_heads(PeerId id, const HttpDone& in) {
  const auto found = peers_.find(id);
  if (found == peers_.end()) return;
  auto& peer = found->second;
  peer.polling = false;
  if (in.status != 200) {
    // Of a host of files: all that was in this block has moved on.
    const bool has_moved = in.status == 404 && peer.is_static && peer.cursor > 0;
    const bool goes_on = std::exchange(peer.pages, 0) > 0;
    if (has_moved) peer.cursor = 0, peer.is_static = false;  // as it may be no such host now
    if (has_moved && !goes_on) return;
    return fail_peer(id, Fault::unreachable, "no heads, status " + std::to_string(in.status));
  }
  const auto frame = decode_frame(in.body);
  const auto* page = frame ? std::get_if<Heads>(&*frame) : nullptr;
  if (page == nullptr) return fail_peer(id, Fault::dishonest, "what it sends is no page of heads");
  hear_page(id, peer, *page);
}

void Engine::Core::hear_page(PeerId id, Peer& peer, const Heads& page) {
  const bool began_anew = page.newest < peer.cursor;
  const bool is_further = page.next > peer.cursor;
  const bool is_short = page.next < page.newest;  // there is more
  // A node that has more answers with more. A host of files answers with its file.
  const bool ignores_us = !began_anew && peer.cursor > 0 && !is_further && is_short;
  if (ignores_us && !std::exchange(peer.is_static, true)) return;
  if (!began_anew && (page.next < peer.cursor || page.next > page.newest))
    return fail_peer(id, Fault::dishonest, "its page of heads contradicts itself");
  const bool unread =
      began_anew || (is_short && (is_further || (peer.is_static && peer.pages == 0)));
  const bool more = unread && ++peer.pages < config_.limits.pages_per_poll_max;
  if (!more) peer.pages = 0;
  peer.cursor = began_anew ? 0 : page.next;
  peer.next_poll = more ? now_ : now_ + chance_.jitter(config_.limits.poll_ms);
  well(peer, id);
  for (const auto& head : page.heads) hear_head(id, head);
  for (const auto& proof : page.forks) hear_fork(proof, id);
}

void Engine::Core::well(Peer& peer, PeerId id) {
  peer.last_ok = now_;
  // What was on its way while it lied makes it no better.
  if (peer.fault == dishonest && !is_due(peer.quiet_until)) return;
  peer.fault.reset();
  if (std::exchange(peer.failures, 0) > 0) emit(PeerWell{id});
}

void Engine::Core::fail_peer(PeerId id, Fault fault, std::string reason) {
  const auto found = peers_.find(id);
  if (found == peers_.end()) return;
  auto& peer = found->second;
  ++peer.failures;
  peer.last_failure = reason;
  peer.fault = fault == Fault::dishonest ? dishonest : unreachable;
  peer.quiet_until = fault == Fault::dishonest ? now_ + chance_.jitter(config_.limits.retry_last_ms)
                                               : after_failures(peer.failures);
  emit(PeerFailing{id, peer.failures, std::move(reason)});
}

void Engine::Core::hear_head(PeerId id, const Header& head) {
  if (is_frozen_own(head.feed)) return hear_own_head(id, head);
  if (!wants(head.feed)) return;
  auto* feed = find_or_add(head.feed);
  if (feed == nullptr) return;
  const feed::ChainState state(head.feed, reader_);
  note_branch(*feed, state, id, head);
  if (is_settled(*feed, state, head)) {
    feed->claims.erase(id);
  } else if (const auto claim = feed->claims.find(id);
             claim == feed->claims.end() || !(claim->second.head == head)) {
    feed->claims.insert_or_assign(id, Claim{.head = head, .not_before = {}});
  }
  settle(head.feed);
}

// Our own feed is written by us alone. Someone who knows more of it than we do, or other things,
// knows that we lost entries or that two of us run.
void Engine::Core::hear_own_head(std::optional<PeerId> id, const Header& head) {
  const auto* keys = find_keys(head.feed);
  if (keys == nullptr) return;
  const auto own = reader_.head(head.feed);
  if (own && head.epoch > own->epoch) {
    const auto key = keys->find(head);
    if (key && verify_header(head, *key)) emit(OwnFeedAhead{id, head});
    return;
  }
  const auto admission = feed::admit({head.feed, reader_}, head, std::nullopt, *keys, now_);
  if (const auto* conflict = std::get_if<feed::Conflict>(&admission))
    return hear_fork(conflict->proof, id);
  const auto* refused = std::get_if<feed::Refused>(&admission);
  const bool ahead = std::holds_alternative<feed::Accepted>(admission) ||
                     std::holds_alternative<feed::Gap>(admission) ||
                     (refused != nullptr && refused->error.code == feed::wrong_previous);
  if (ahead) emit(OwnFeedAhead{id, head});
}

}  // namespace waarmerk::node::gossip
