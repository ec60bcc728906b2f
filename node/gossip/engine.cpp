#include "node/gossip/engine.hpp"

#include <algorithm>
#include <span>
#include <string_view>
#include <utility>

#include "node/gossip/core.hpp"
#include "node/gossip/state_digest.hpp"

namespace waarmerk::node::gossip {

Engine::Engine(Config config, std::uint64_t seed, Snapshot initial, const feed::FeedReader& reader)
    : core_(std::make_unique<Core>(std::move(config), seed, std::move(initial), reader)) {}
Engine::~Engine() = default;
Engine::Engine(Engine&&) noexcept = default;
Engine& Engine::operator=(Engine&&) noexcept = default;

void Engine::handle(UnixTime now, In in) { core_->handle(now, std::move(in)); }
std::optional<Out> Engine::poll() { return core_->poll(); }
std::vector<PeerReport> Engine::peers() const { return core_->peers(); }
const feed::FeedKeys* Engine::find_keys(const feed::FeedId& feed) const {
  return core_->find_keys(feed);
}
std::uint64_t Engine::state_hash() const { return core_->state_hash(); }

Engine::Core::Core(Config config, std::uint64_t seed, Snapshot initial,
                   const feed::FeedReader& reader)
    : config_(std::move(config)), reader_(reader), chance_(seed) {
  for (const auto peer : config_.peers) add_peer(peer);
  for (auto& known : initial.keys)
    if (auto* feed = find_or_add(known.feed)) feed->keys = std::move(known.keys);
}

void Engine::Core::handle(UnixTime now, In in) {
  now_ = now;
  std::visit([this](auto& any) { on(any); }, in);
  advance();
}

std::optional<Out> Engine::Core::poll() {
  if (out_.empty()) return std::nullopt;
  auto out = std::move(out_.front());
  out_.pop_front();
  return out;
}

void Engine::Core::on(KeysKnown& in) {
  auto* feed = find_or_add(in.feed);
  if (feed == nullptr) return;
  if (feed::feed_id_of(in.keys.did) != in.feed || in.keys.keys.size() > feed::feed_keys_max) {
    KeysUnknown unknown{in.feed};
    return on(unknown);
  }
  if (std::exchange(feed->resolving, false)) --resolving_;
  feed->resolve_failures = 0;
  // What was refused for want of a key need not wait any longer.
  if (feed->keys && !(*feed->keys == in.keys)) feed->not_before = now_;
  feed->keys = std::move(in.keys);
  for (const auto& [peer, proof] : std::exchange(feed->claimed_forks, {})) hear_fork(proof, peer);
  settle(in.feed);
}

void Engine::Core::on(KeysUnknown& in) {
  const auto found = feeds_.find(in.feed);
  if (found == feeds_.end() || !std::exchange(found->second.resolving, false)) return;
  --resolving_;
  hold(in.feed, after_failures(++found->second.resolve_failures));
}

void Engine::Core::on(HttpDone& in) {
  auto node = requests_.extract(in.request);
  if (node.empty()) return;
  auto& request = node.mapped();
  if (const auto peer = peers_.find(request.peer); peer != peers_.end()) {
    auto& in_flight = peer->second.in_flight;
    if (in_flight > 0 && request.ask != Ask::push) --in_flight;
    if (request.ask == Ask::push) peer->second.pushing = false;
  }
  const auto wait_ms = std::clamp<std::int64_t>(in.retry_after_ms, 0, config_.limits.retry_last_ms);
  const auto from = request.peer;
  if (!wants_headers(request.ask) || gather_headers(request, in)) answer(request, in);
  // Who says how long it wants to be left alone is left alone, but not for longer than who is
  // silent.
  const auto peer = wait_ms > 0 ? peers_.find(from) : peers_.end();
  if (peer != peers_.end()) {
    peer->second.quiet_until = std::max(peer->second.quiet_until, now_ + wait_ms);
  }
}

void Engine::Core::answer(Request& request, HttpDone& in) {
  switch (request.ask) {
    case Ask::heads: return on_heads(request.peer, in);
    case Ask::introduction: return on_introduction(request, in);
    case Ask::introduction_payload: return on_introduction_payload(request, in);
    case Ask::range: return on_range(request, in);
    case Ask::payload: return on_payload(request, in);
    case Ask::trace: return on_trace(request, in);
    case Ask::branch: return on_branch(request, in);
    case Ask::branch_range: return on_branch_range(request, in);
    case Ask::push: return;  // a hint that is lost is made good by the next poll
  }
}

void Engine::Core::on(StoreDone& in) {
  auto node = writings_.extract(in.request);
  if (node.empty()) return;
  const auto& writing = node.mapped();
  if (writing.fork) {
    if (in.stored) return fork_stored(writing);
    unsaved_forks_.push_back(*writing.fork);  // never lost: tried until it is on disk
    unsaved_forks_retry_ = now_ + config_.limits.retry_first_ms;
    return;
  }
  const auto found = feeds_.find(writing.feed);
  if (writing.is_branch && found != feeds_.end()) {
    found->second.hunting = false;
    if (!in.stored) {
      found->second.next_hunt = after_failures(++found->second.hunts_failed);
      waiting_.emplace(found->second.next_hunt, writing.feed);
    }
    return hunt_branches(writing.feed);
  }
  if (!writing.is_round || found == feeds_.end() || !found->second.round) return;
  if (in.stored) return round_stored(writing, found->second);
  end_round(writing.feed, found->second);
  const auto& limits = config_.limits;
  hold(writing.feed, now_ + chance_.jitter(in.is_full ? limits.room_ms : limits.retry_first_ms));
}

void Engine::Core::on(Pushed& in) {
  if (in.bytes.size() > push_bytes_max) return;
  const auto frame = decode_frame(in.bytes);
  if (!frame) return;
  if (const auto* entries = std::get_if<Entries>(&*frame))
    for (const auto& entry : entries->entries) hear_pushed(entry);
  if (const auto* fork = std::get_if<Fork>(&*frame)) hear_fork(fork->proof, std::nullopt);
}

void Engine::Core::on(Published&) {
  if (!config_.own_feed) return;
  if (const auto head = reader_.head(*config_.own_feed))
    spread(*config_.own_feed, head->seq, std::nullopt);
}

void Engine::Core::on(Timer&) { timer_.reset(); }

void Engine::Core::on(PeersChanged& in) {
  std::erase_if(peers_, [&](const auto& peer) {
    return std::ranges::find(in.peers, peer.first) == in.peers.end();
  });
  for (const auto peer : in.peers) add_peer(peer);
  const auto is_gone = [&](const auto& of_peer) { return !peers_.contains(of_peer.first); };
  for (auto& [id, feed] : feeds_) {
    std::erase_if(feed.claims, is_gone);
    std::erase_if(feed.branch_heads, is_gone);
    std::erase_if(feed.branches_read, is_gone);
  }
}

void Engine::Core::on(SubscriptionChanged& in) {
  config_.subscription = std::move(in.subscription);
  for (auto& [id, peer] : peers_) peer.cursor = 0;
  SyncNow now;
  on(now);
}

void Engine::Core::on(SyncNow&) {
  for (auto& [id, peer] : peers_) peer.next_poll = peer.quiet_until = now_;
}

void Engine::Core::on(RecoverOwnFeed& in) {
  recovering_own_ = in.recovering;
  for (auto& [id, peer] : peers_) peer.cursor = 0;
  SyncNow now;
  on(now);
}

void Engine::Core::on(FeedsForgotten& in) {
  for (const auto& id : in.feeds)
    if (const auto found = feeds_.find(id); found != feeds_.end() && is_idle(found->second))
      forget(id);
}

void Engine::Core::advance() {
  while (!waiting_.empty() && is_due(waiting_.begin()->first)) {
    const auto feed = waiting_.begin()->second;
    waiting_.erase(waiting_.begin());
    settle(feed);
    hunt_branches(feed);
  }
  if (!unsaved_forks_.empty() && is_due(unsaved_forks_retry_))
    for (const auto& proof : std::exchange(unsaved_forks_, {})) write_fork(proof, std::nullopt);
  for (auto& [id, peer] : peers_)
    if (is_due(peer.quiet_until)) ask_peer(id, peer);
  set_timer();
}

void Engine::Core::set_timer() {
  std::optional<UnixTime> next;
  const auto consider = [&](UnixTime at) { next = next ? std::min(*next, at) : at; };
  for (const auto& [id, peer] : peers_)
    if (!peer.polling) consider(std::max(peer.next_poll, peer.quiet_until));
  if (!waiting_.empty()) consider(waiting_.begin()->first);
  if (!unsaved_forks_.empty()) consider(unsaved_forks_retry_);
  if (!next || (timer_ && *timer_ == *next)) return;
  timer_ = next;
  out_.push_back(SetTimer{std::max(*next, now_)});
}

UnixTime Engine::Core::after_failures(std::uint32_t failures) {
  const auto& limits = config_.limits;
  auto wait = limits.retry_first_ms;
  for (std::uint32_t i = 1; i < failures && wait < limits.retry_last_ms; ++i) wait *= 2;
  return now_ + chance_.jitter(std::min(wait, limits.retry_last_ms));
}

// A time that lies further ahead than we ever plan is due too: the clock went back.
bool Engine::Core::is_due(UnixTime at) const {
  return at <= now_ || at - now_ > 2 * std::max(config_.limits.rescan_ms, day_ms);
}

std::vector<PeerReport> Engine::Core::peers() const {
  std::vector<PeerReport> reports;
  for (const auto& [id, peer] : peers_) {
    const auto behind = std::ranges::count_if(
        feeds_, [&](const auto& feed) { return feed.second.claims.contains(id); });
    reports.push_back({.peer = id,
                       .failures = peer.failures,
                       .last_ok = peer.last_ok,
                       .last_failure = peer.last_failure,
                       .fault = peer.fault,
                       .cursor = peer.cursor,
                       .feeds_behind = static_cast<std::size_t>(behind)});
  }
  return reports;
}

const feed::FeedKeys* Engine::Core::find_keys(const FeedId& feed) const {
  const auto found = feeds_.find(feed);
  return found == feeds_.end() || !found->second.keys ? nullptr : &*found->second.keys;
}

std::uint64_t Engine::Core::state_hash() const {
  StateDigest digest;
  digest.number(chance_.state());
  digest.time(now_);
  digest.number(next_request_);
  digest.number(parked_count_);
  for (const auto& [id, peer] : peers_) {
    for (const std::uint64_t number :
         {std::uint64_t{id.value}, peer.cursor, std::uint64_t{peer.failures},
          std::uint64_t{peer.polling}, std::uint64_t{peer.pushing}, std::uint64_t{peer.is_static},
          peer.ready.size(), peer.to_push.size(), peer.forks_to_push.size(),
          std::uint64_t{peer.in_flight}})
      digest.number(number);
    for (const auto time : {peer.next_poll, peer.next_rescan, peer.quiet_until}) digest.time(time);
  }
  for (const auto& [id, feed] : feeds_) {
    digest.bytes(id.value);
    for (const std::uint64_t number :
         {std::uint64_t{feed.keys.has_value()}, std::uint64_t{feed.resolving},
          std::uint64_t{feed.round.has_value()}, feed.parked.all().size()})
      digest.number(number);
    for (const auto time : {feed.not_before, feed.budget}) digest.time(time);
    for (const auto& [peer, claim] : feed.claims) {
      digest.number(peer.value);
      digest.bytes(entry_hash(claim.head).value);
    }
    if (const auto head = reader_.head(id)) digest.bytes(entry_hash(*head).value);
    if (feed.fork) digest.bytes(encode_fork_proof(*feed.fork));
  }
  for (const auto& [at, feed] : waiting_) digest.time(at);
  for (const auto& [id, request] : requests_) digest.number(id.value);
  for (const auto& [id, writing] : writings_) digest.number(id.value);
  return digest.value();
}

}  // namespace waarmerk::node::gossip
