#include "node/mesh/core.hpp"

#include <algorithm>
#include <utility>

#include "node/gossip/state_digest.hpp"

namespace waarmerk::node::mesh {

Core::Core(Config config, std::uint64_t seed, recon::ItemSet heads, Shelf& shelf,
           const Judge& judge)
    : config_(std::move(config)),
      chance_(seed),
      heads_(std::move(heads)),
      shelf_(shelf),
      judge_(judge),
      is_signed_([&judge](const Header& header) { return judge.check(header); }),
      plum_(config_.limits.plum),
      peers_(config_.limits.peers),
      feed_budget_(config_.limits.budget),
      strangers_(config_.limits.strangers) {}

void Core::handle(UnixTime now, const In& in, Outs& outs) {
  now_ = now;
  outs_ = &outs;
  std::visit([this](const auto& any) { on(any); }, in);
  ask_for_pages();
  ask_strangers();
  ask_for_chases();
  dial_more();
  set_timer();
  outs_ = nullptr;
}

bool Core::wants(const FeedId& feed) const {
  return config_.subscription.wants(feed) || feed == config_.own_feed;
}

std::size_t Core::waiting() const {
  return parked_count_ + awaited_.size() + branches_.size() + chases_.size();
}

void Core::on(const Timer&) {
  timer_.reset();
  const bool first = next_check_ == UnixTime{} && next_repair_ == UnixTime{};
  if (first) {
    next_check_ = now_ + chance_.jitter(config_.limits.check_ms);
    next_repair_ = now_ + static_cast<std::int64_t>(chance_.draw_below(
                              static_cast<std::uint64_t>(config_.limits.repair_ms)));
  }
  run_plum();
  if (next_check_ <= now_) check_links();
  if (next_repair_ <= now_) repair_some_link();
  if (recovering_ && next_recovery_ <= now_) conclude_recovery();
}

void Core::set_timer() {
  auto next = std::min(next_check_, next_repair_);
  const auto next_dial = is_leaving_ ? std::nullopt : peers_.next_due();
  for (const auto due : {plum_.next_due(), next_dial})
    if (due) next = std::min(next, *due);
  if (recovering_) next = std::min(next, next_recovery_);
  if (timer_ && *timer_ <= next) return;
  timer_ = next;
  outs_->push_back(SetTimer{std::max(next, now_)});
}

void Core::run_plum() {
  const auto due = plum_.due(now_);
  for (const auto& [slot, ids] : due.announce)
    for (std::size_t at = 0; at < ids.size(); at += gossip::short_ids_max) {
      const auto end = std::min(ids.size(), at + gossip::short_ids_max);
      const auto first = ids.begin() + static_cast<std::ptrdiff_t>(at);
      send(slot, gossip::Ihave{{first, ids.begin() + static_cast<std::ptrdiff_t>(end)}},
           Priority::lazy);
    }
  for (const auto& [slot, ids] : due.ask) {
    send(slot, gossip::Graft{});
    const auto count = std::min(ids.size(), gossip::short_ids_max);
    send(slot,
         gossip::Iwant{.ranges = {},
                       .ids = {ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(count)}});
  }
}

// Links that say nothing end; those on which we say nothing get a ping.
void Core::check_links() {
  const auto& limits = config_.limits;
  next_check_ = now_ + chance_.jitter(limits.check_ms);
  for (auto slots = slots_; !slots.empty();) {
    const auto slot = slots.take();
    auto& link = *links_[slot];
    if (now_ - link.last_heard > limits.silent_ms) {
      part(slot, gossip::bye_idle);
      continue;
    }
    const bool is_quiet = now_ - link.last_heard >= limits.ping_ms;
    if (is_quiet) send(slot, gossip::Ping{}, Priority::lazy);
    tell_peers(slot);
    if (link.asking && now_ - link.asking->since > limits.session_ms) {
      link.asking.reset();
      disappointed(slot);
    }
    if (link.answering && now_ - link.answering->since > limits.session_ms) link.answering.reset();
    let_go_if_useless(slot);
  }
  ask_branches();
  forget_stale();
}

void Core::forget_stale() {
  const auto is_old = [&](UnixTime since) { return now_ - since > config_.limits.awaited_ms; };
  std::erase_if(awaited_, [&](const auto& one) { return is_old(one.second.since); });
  std::erase_if(chases_,
                [&](const auto& one) { return !one.second.waits && is_old(one.second.since); });
  parked_count_ = 0;
  for (auto& [feed, parking] : parked_) {
    const auto head = shelf_.head(feed);
    parking.drop_stale(now_, head ? head->seq : 0);
    parked_count_ += parking.all().size();
  }
  strangers_.forget_stale(now_);
  forget_witnesses();
  std::erase_if(parked_, [](const auto& one) { return one.second.all().empty(); });
}

void Core::on(const Published& in) {
  look_up_items(in.header.feed);
  spread({.header = in.header,
          .payload = shelf_.payload(in.header.payload_hash),
          .place = feed::feed_head_of(in.header),
          .source = {.way = Way::own}});
}

void Core::on(const SubscriptionChanged& in) {
  config_.subscription = in.subscription;
  for (auto slots = slots_; !slots.empty();) greet(slots.take());
}

void Core::on(const FeedForgotten& in) {
  const auto before = item_for(in.feed);
  if (!shelf_.forget(in.feed)) return;
  replace_item(in.feed, before);
  // Nothing may be left that keeps it from coming again, or that writes of it what nobody asks for.
  plum_.forget(in.feed);
  strangers_.forget(in.feed);
  chases_.erase(in.feed);
  const auto is_of_it = [&](const auto& one) { return one.second.header.feed == in.feed; };
  std::erase_if(awaited_, is_of_it);
  std::erase_if(branches_, is_of_it);
  if (const auto parked = parked_.extract(in.feed))
    parked_count_ -= std::min(parked_count_, parked.mapped().all().size());
}

std::uint64_t Core::state_hash() const {
  gossip::StateDigest digest;
  for (const std::uint64_t number :
       {chance_.state(), slots_.bits(), plum_.eager().bits(), std::uint64_t{plum_.wanted()},
        std::uint64_t{peers_.known()}, std::uint64_t{waiting()}, next_session_,
        std::uint64_t{heads_.size()}, std::uint64_t{recovering_},
        std::uint64_t{strangers_.waiting()}})
    digest.number(number);
  digest.bytes(heads_.fingerprint({0, heads_.size()}));
  for (const auto time : {now_, next_check_, next_repair_, timer_.value_or(UnixTime{})})
    digest.time(time);
  for (const auto& link : links_) {
    if (!link) continue;
    digest.number(link->id.value);
    digest.time(link->last_heard);
    digest.time(link->last_said);
  }
  for (const auto& [feed, chase] : chases_) {
    digest.bytes(feed.value);
    digest.number(chase.to);
  }
  return digest.value();
}

}  // namespace waarmerk::node::mesh
