// Rounds: what one feed lacks is fetched from one peer, judged in order, and stored.
#include <algorithm>
#include <utility>

#include "node/feed/payload.hpp"
#include "node/gossip/core.hpp"
#include "node/gossip/serve.hpp"

namespace waarmerk::node::gossip {

bool Engine::Core::wants(const FeedId& feed) const {
  return feed == config_.own_feed || config_.subscription.wants(feed);
}

bool Engine::Core::is_frozen_own(const FeedId& feed) const {
  return feed == config_.own_feed && !recovering_own_;
}

Engine::Core::Feed* Engine::Core::find_or_add(const FeedId& id) {
  if (const auto found = feeds_.find(id); found != feeds_.end()) return &found->second;
  if (feeds_.size() >= config_.limits.feeds_max && !forget_another()) return nullptr;
  auto& feed = feeds_[id];
  const auto head = reader_.head(id);
  feed.fork = reader_.fork_in(id, head ? head->epoch : 0);
  if (!feed.fork) feed.fork = reader_.fork(id);
  if (feed.fork) waiting_.emplace(now_, id);  // a branch's payload may be missing still
  return &feed;
}

bool Engine::Core::is_idle(const Feed& feed) {
  return !feed.round && !feed.resolving && !feed.hunting;
}

// What is only told of must not keep out what comes: anybody can make up feeds. Which one goes is
// drawn, so that nobody can choose it.
bool Engine::Core::forget_another() {
  FeedId from{};
  for (auto& byte : from.value) byte = static_cast<std::uint8_t>(chance_.draw_below(256));
  auto at = feeds_.lower_bound(from);
  for (std::size_t tries = 0; tries < config_.limits.forget_tries_max; ++tries, ++at) {
    if (at == feeds_.end()) at = feeds_.begin();
    if (!is_idle(at->second) || at->first == config_.own_feed || reader_.head(at->first)) continue;
    forget(FeedId{at->first});
    return true;
  }
  return false;
}

void Engine::Core::forget(const FeedId& id) {
  const auto found = feeds_.find(id);
  parked_count_ -= std::min(parked_count_, found->second.parked.all().size());
  feeds_.erase(found);
  for (auto& [peer_id, peer] : peers_) peer.ready.erase(id);
}

// A fork that this peer told of cannot be judged before the keys are known.
bool Engine::Core::awaits_keys(const Feed& feed, PeerId peer) {
  return !feed.keys && feed.claimed_forks.contains(peer);
}

std::optional<feed::ForkProof> Engine::Core::fork_in(const FeedId& id, const Feed& feed,
                                                     std::uint32_t epoch) const {
  return feed.fork && feed.fork->epoch() == epoch ? feed.fork : reader_.fork_in(id, epoch);
}

bool Engine::Core::has_branch(const Feed& feed, PeerId peer) {
  return feed.keys && feed.fork && feed.branch_heads.contains(peer);
}

// Says to each peer whether a round about this feed may start with it.
void Engine::Core::settle(const FeedId& id) {
  const auto found = feeds_.find(id);
  if (found == feeds_.end()) return;
  const auto& feed = found->second;
  const bool free = !feed.round && !feed.resolving && is_due(feed.not_before) && wants(id);
  for (auto& [peer_id, peer] : peers_) {
    const auto claim = feed.claims.find(peer_id);
    const bool claimed =
        claim != feed.claims.end() ? is_due(claim->second.not_before) : awaits_keys(feed, peer_id);
    if (free && (claimed || has_branch(feed, peer_id)))
      peer.ready.insert(id);
    else
      peer.ready.erase(id);
  }
}

void Engine::Core::hold(const FeedId& id, UnixTime until) {
  const auto found = feeds_.find(id);
  if (found == feeds_.end()) return;
  found->second.not_before = until;
  waiting_.emplace(until, id);
  settle(id);
}

void Engine::Core::shun(const FeedId& id, PeerId peer) {
  const auto found = feeds_.find(id);
  if (found == feeds_.end()) return;
  if (const auto claim = found->second.claims.find(peer); claim != found->second.claims.end()) {
    claim->second.not_before = now_ + chance_.jitter(config_.limits.poll_ms);
    waiting_.emplace(claim->second.not_before, id);
  } else {
    found->second.claimed_forks.erase(peer);
  }
  found->second.branch_heads.erase(peer);  // heard again at its next poll
  settle(id);
}

bool Engine::Core::pay_for_round(Feed& feed) {
  const auto price = config_.limits.round_refill_ms;
  const auto credit = price * static_cast<std::int64_t>(config_.limits.rounds_per_feed_burst);
  const auto paid = std::clamp(feed.budget, now_, now_ + credit) + price;
  if (paid - now_ > credit) return false;
  feed.budget = paid;
  return true;
}

// Either starts a round, or holds the feed, or drops the claim.
void Engine::Core::start_round(PeerId peer, const FeedId& id) {
  const auto found = feeds_.find(id);
  if (found == feeds_.end() || found->second.round) return;
  auto& feed = found->second;
  drop_claims(id, feed);
  const auto claim = feed.claims.find(peer);
  const bool is_due_claim = claim != feed.claims.end() && is_due(claim->second.not_before);
  if (!is_due_claim && !awaits_keys(feed, peer) && !has_branch(feed, peer)) return;
  if (config_.has_room && !config_.has_room(id))
    return hold(id, now_ + chance_.jitter(config_.limits.room_ms));
  if (!pay_for_round(feed)) return hold(id, now_ + config_.limits.round_refill_ms);
  if (!feed.keys) return introduce(peer, id, feed);
  if (!is_due_claim) return read_branch(peer, id, feed);
  feed.round = Round{.peer = peer, .headers = {}, .entries = {}, .best = {}};
  settle(id);
  ask_range(peer, id, feed::ChainState(id, reader_).head(), claim->second.head);
}

// One epoch after the other: what is left of the one that is held, up to a fork, and then the next.
void Engine::Core::ask_range(PeerId peer, const FeedId& id, const feed::Head& held,
                             const Header& claimed) {
  auto& feed = feeds_.at(id);
  const bool goes_on = claimed.epoch > held.epoch;
  const auto fork = fork_in(id, feed, held.epoch);
  auto wanted = goes_on ? UINT64_MAX : claimed.seq;
  if (fork) wanted = std::min(wanted, fork->seq() - 1);  // what came before it stands
  if (wanted <= held.seq)
    return goes_on ? ask_epoch(peer, id, held.epoch + 1) : look_back(peer, id, feed, wanted);
  const auto room = config_.limits.headers_per_round_max;
  const feed::SeqRange range{.from = held.seq + 1, .to = std::min(wanted, held.seq + room)};
  get_headers({.peer = peer, .ask = Ask::range, .feed = id, .epoch = held.epoch, .range = range});
}

void Engine::Core::ask_epoch(PeerId peer, const FeedId& id, std::uint32_t epoch) {
  const auto room = config_.limits.headers_per_round_max;
  const feed::SeqRange range{.from = 1, .to = room};
  get_headers({.peer = peer, .ask = Ask::range, .feed = id, .epoch = epoch, .range = range});
}

// Which DID a feed is of stands in its first entry; its keys only the DID's own document says.
void Engine::Core::introduce(PeerId peer, const FeedId& id, Feed& feed) {
  if (resolving_ >= config_.limits.resolving_max) return hold(id, now_ + chance_.jitter(second_ms));
  if (const auto first = reader_.headers(id, 0, {.from = 1, .to = 1}, 1); !first.empty())
    if (const auto payload = reader_.payload(first.front().payload_hash)) {
      resolve(id, feed, *payload);
      return feed.resolving ? void() : hold(id, now_ + config_.limits.retry_last_ms);
    }
  feed.round = Round{.peer = peer, .headers = {}, .entries = {}, .best = {}};
  settle(id);
  get_headers({.peer = peer, .ask = Ask::introduction, .feed = id});
}

// The feed whose round this answer belongs to, or nothing where the round ended for want of one.
Engine::Core::Feed* Engine::Core::answered(const Request& request, const HttpDone& in) {
  const auto found = feeds_.find(request.feed);
  if (found == feeds_.end() || !found->second.round) return nullptr;
  const auto peer = peers_.find(request.peer);
  if (in.status == 200 && peer != peers_.end()) {
    well(peer->second, request.peer);
    return &found->second;
  }
  end_round(request.feed, found->second);
  shun(request.feed, request.peer);
  if (in.status != 404 && in.status != 410)
    fail_peer(request.peer, Fault::unreachable, "no answer, status " + std::to_string(in.status));
  return nullptr;
}

void Engine::Core::give_up(const Request& request, std::string reason) {
  const auto found = feeds_.find(request.feed);
  if (found != feeds_.end() && found->second.round) end_round(request.feed, found->second);
  shun(request.feed, request.peer);
  fail_peer(request.peer, Fault::dishonest, std::move(reason));
}

void Engine::Core::on_introduction(const Request& request, const HttpDone& in) {
  if (answered(request, in) == nullptr) return;
  const auto headers = decode_headers(in.body);
  if (!headers || headers->size() != 1 || headers->front().feed != request.feed ||
      headers->front().seq != 1 || headers->front().type != feed::EntryType::did_log)
    return give_up(request, "a feed does not start with its DID document");
  get({.peer = request.peer,
       .ask = Ask::introduction_payload,
       .feed = request.feed,
       .header = headers->front()},
      payload_path(headers->front().payload_hash), feed::payload_bytes_max);
}

void Engine::Core::on_introduction_payload(const Request& request, const HttpDone& in) {
  auto* feed = answered(request, in);
  if (feed == nullptr) return;
  if (!check_payload_bytes(*request.header, in.body) || !check_payload(*request.header, in.body))
    return give_up(request, "the first payload of a feed is not its DID document");
  resolve(request.feed, *feed, in.body);
  end_round(request.feed, *feed);
}

void Engine::Core::resolve(const FeedId& id, Feed& feed, ByteView did_log) {
  const auto did = feed::did_of_log(did_log);
  if (!did || feed::feed_id_of(*did) != id) return;
  feed.resolving = true;
  ++resolving_;
  out_.push_back(ResolveFeed{id, *did, to_bytes(did_log)});
}

// Whether the peer has no more of an epoch behind which it holds another.
bool Engine::Core::has_ended(const Request& request, const HttpDone& in) const {
  const auto found = feeds_.find(request.feed);
  if (in.status != 404 || found == feeds_.end() || !found->second.round) return false;
  const auto claim = found->second.claims.find(request.peer);
  return claim != found->second.claims.end() && claim->second.head.epoch > request.epoch;
}

void Engine::Core::on_range(const Request& request, const HttpDone& in) {
  const auto held = feed::ChainState(request.feed, reader_).head();
  if (has_ended(request, in) && request.epoch == held.epoch)
    return ask_epoch(request.peer, request.feed, held.epoch + 1);
  auto* feed = answered(request, in);
  if (feed == nullptr) return;
  const auto headers = decode_headers(in.body);
  if (!headers || headers->empty()) return give_up(request, "what it sends are no headers");
  feed::ChainState state(request.feed, reader_);
  for (const auto& header : *headers) {
    const auto admission = feed::admit(state, header, std::nullopt, *feed->keys, now_);
    if (std::holds_alternative<feed::Duplicate>(admission)) continue;
    if (std::holds_alternative<feed::Accepted>(admission)) {
      feed->round->headers.push_back(header);
      state.apply(header);
      continue;
    }
    const auto* refused = std::get_if<feed::Refused>(&admission);
    const bool forged = refused != nullptr && refused->error.code == feed::bad_signature;
    if (!feed->round->headers.empty() && !forged) break;
    return refused != nullptr ? refuse_range(request, *feed, refused->error)
                              : give_up(request, "it sends other headers than asked for");
  }
  gather_payloads(request.feed, *feed);
}

void Engine::Core::refuse_range(const Request& request, Feed& feed, const Error& error) {
  if (error.code == feed::wrong_previous) {  // signed well: the two chains part further back
    const auto seq = feed::ChainState(request.feed, reader_).head().seq;
    return seq > 0 ? look_back(request.peer, request.feed, feed, seq)
                   : give_up(request, "a feed does not start at its start");
  }
  if (error.code == feed::bad_signature || error.code == feed::wrong_feed)
    return give_up(request, error.detail);
  end_round(request.feed, feed);
  if (error.code == feed::unauthorised_key && resolving_ < config_.limits.resolving_max) {
    feed.resolving = true;  // perhaps the feed has a new key
    ++resolving_;
    out_.push_back(ResolveFeed{request.feed, feed.keys->did});
  }
  const bool soon = error.code == feed::time_in_future;
  hold(request.feed, now_ + chance_.jitter(soon ? minute_ms : config_.limits.retry_last_ms));
}

// Whether a new DID document ends this round: what follows is judged by that document, once it is
// stored. The first one was resolved before.
bool Engine::Core::awaits_document(const Round& round) {
  if (round.entries.empty()) return false;
  const auto& newest = round.entries.back();
  return newest.header.type == feed::EntryType::did_log && newest.header.seq > 1 &&
         newest.state == feed::EntryState::ok;
}

// Takes each payload from where it is, and asks for the first that is nowhere.
void Engine::Core::gather_payloads(const FeedId& id, Feed& feed) {
  auto& round = *feed.round;
  while (round.entries.size() < round.headers.size() &&
         round.payload_bytes < config_.limits.payload_bytes_per_round_max &&
         !awaits_document(round)) {
    const auto& header = round.headers[round.entries.size()];
    const auto parked = feed.parked.all().find(header.seq);
    if (header.payload_size == 0 || header.payload_hash == sha256(ByteView{})) {
      round.entries.push_back(judged(feed, header, {}, true));
    } else if (const auto held = reader_.payload(header.payload_hash)) {
      round.entries.push_back(judged(feed, header, *held, true));
    } else if (parked != feed.parked.all().end() && parked->second.payload &&
               sha256(*parked->second.payload) == header.payload_hash) {
      round.entries.push_back(judged(feed, header, *parked->second.payload, false));
    } else {
      get({.peer = *round.peer, .ask = Ask::payload, .feed = id, .header = header},
          payload_path(header.payload_hash), payload_bytes_max_of(header.type));
      return;
    }
  }
  store_round(id, feed);
}

void Engine::Core::on_payload(const Request& request, const HttpDone& in) {
  const auto found = feeds_.find(request.feed);
  if (found == feeds_.end() || !found->second.round) return;
  auto& feed = found->second;
  auto& round = *feed.round;
  if (in.status == 200 && sha256(in.body) == request.header->payload_hash) {
    round.payload_bytes += in.body.size();
    round.entries.push_back(judged(feed, *request.header, in.body, false));
    return gather_payloads(request.feed, feed);
  }
  const bool gone = in.status == 404 || in.status == 410;
  if (gone && request.header->has(feed::flag_erasable)) {
    round.entries.push_back({*request.header, feed::EntryState::bare, std::nullopt});
    return gather_payloads(request.feed, feed);
  }
  shun(request.feed, request.peer);
  if (!gone)
    fail_peer(request.peer, in.status == 200 ? Fault::dishonest : Fault::unreachable,
              in.status == 200 ? "a payload is not the one asked for"
                               : "no payload, status " + std::to_string(in.status));
  store_round(request.feed, feed);  // what is complete is not lost
}

StoredEntry Engine::Core::judged(const Feed& feed, const Header& header, ByteView payload,
                                 bool held) const {
  const bool fine = check_payload_bytes(header, payload) && check_payload(header, payload) &&
                    (!config_.judge || config_.judge(header, payload, *feed.keys));
  return {header, fine ? feed::EntryState::ok : feed::EntryState::voided,
          held || payload.empty() ? std::nullopt : std::optional(to_bytes(payload))};
}

// An epoch begins behind the branch that its owner chose.
bool Engine::Core::follows(const feed::Head& head, const Header& next) {
  if (next.epoch == head.epoch) return next.prev == head.hash;
  return next.seq == 1 && next.epoch == head.epoch + 1;
}

void Engine::Core::store_round(const FeedId& id, Feed& feed) {
  auto& round = *feed.round;
  // Since it was judged our head may have moved, or a fork become known.
  const auto head = feed::ChainState(id, reader_).head();
  std::erase_if(round.entries, [&](const auto& entry) {
    const auto& header = entry.header;
    const auto fork = fork_in(id, feed, header.epoch);
    return std::pair(header.epoch, header.seq) <= std::pair(head.epoch, head.seq) ||
           (fork && header.seq >= fork->seq());
  });
  if (round.entries.empty() || !follows(head, round.entries.front().header) || is_frozen_own(id))
    return end_round(id, feed);
  const RequestId request{next_request_++};
  writings_.emplace(request, Writing{.feed = id, .is_round = true, .from = round.peer});
  out_.push_back(Store{request, id, round.entries, {}, {}});
}

void Engine::Core::end_round(const FeedId& id, Feed& feed) {
  const auto round = std::exchange(feed.round, std::nullopt);
  if (round && round->best) hear_fork(*round->best, round->peer);
  settle(id);
}

void Engine::Core::round_stored(const Writing& writing, Feed& feed) {
  const auto& entries = feed.round->entries;
  const auto first = entries.front().header.seq;
  if (entries.front().header.type == feed::EntryType::epoch) drop_parked(feed, UINT64_MAX);
  emit(HeadMoved{entries.back().header, entries.size()});
  end_round(writing.feed, feed);
  drop_claims(writing.feed, feed);
  drop_parked(feed, feed::ChainState(writing.feed, reader_).head().seq);
  spread(writing.feed, first, writing.from);
  take_parked(writing.feed, feed);
}

// Forgets what peers said that we hold, or that a fork forbids us to take.
void Engine::Core::drop_claims(const FeedId& id, Feed& feed) {
  const feed::ChainState state(id, reader_);
  std::erase_if(feed.claims,
                [&](const auto& each) { return is_settled(feed, state, each.second.head); });
  settle(id);
}

// Whether a peer's head gives us nothing to fetch.
bool Engine::Core::is_settled(const Feed& feed, const feed::ChainState& state,
                              const Header& head) const {
  const auto own = state.head();
  if (head.epoch != own.epoch) return head.epoch < own.epoch;
  const auto held = state.find(head.seq);
  if (held && entry_hash(*held) == entry_hash(head)) return true;
  const auto fork = fork_in(state.feed(), feed, head.epoch);
  return fork && head.seq >= fork->seq() && own.seq + 1 >= fork->seq();
}

}  // namespace waarmerk::node::gossip
