#include "node/mesh/plum.hpp"

#include <algorithm>

namespace waarmerk::node::mesh {

namespace {

bool is_earlier(UnixTime time, const std::optional<UnixTime>& than) {
  return !than || time < *than;
}

// The ids that go to one slot, which is new at the end of `all` or there already.
Plum::Ids& ids_for(std::vector<std::pair<Slot, Plum::Ids>>& all, Slot slot) {
  const auto found = std::ranges::find(all, slot, &std::pair<Slot, Plum::Ids>::first);
  if (found != all.end()) return found->second;
  return all.emplace_back(slot, Plum::Ids{}).second;
}

}  // namespace

void Plum::link_up(Slot slot, const SipKey& key) {
  links_[slot] = {.key = key};
  up_.insert(slot);
  eager_.insert(slot);
  for (auto& known : known_) known.holders.erase(slot);
}

void Plum::link_down(Slot slot) {
  up_.erase(slot);
  eager_.erase(slot);
  for (auto& [tail, wanted] : wanted_) {
    const auto before = wanted.announcers.begin() + static_cast<std::ptrdiff_t>(wanted.asked);
    wanted.asked -= static_cast<std::size_t>(std::count_if(
        wanted.announcers.begin(), before, [&](const auto& one) { return one.first == slot; }));
    std::erase_if(wanted.announcers, [&](const auto& one) { return one.first == slot; });
  }
}

template <class Matches>
std::optional<std::size_t> Plum::find(Tail tail, Matches matches) const {
  for (auto at = std::ranges::find(tails_, tail); at != tails_.end();
       at = std::find(at + 1, tails_.end(), tail)) {
    const auto index = static_cast<std::size_t>(at - tails_.begin());
    if (matches(known_[index].entry)) return index;
  }
  return std::nullopt;
}

std::optional<std::size_t> Plum::find(const feed::FeedHead& entry) const {
  return find(tail_of(entry), [&](const auto& known) { return known == entry; });
}

std::optional<std::size_t> Plum::find_named(Slot slot, const gossip::ShortId& id) const {
  return find(tail_of(id),
              [&](const auto& known) { return short_id_of(links_[slot].key, known) == id; });
}

Slots Plum::learn(const feed::FeedHead& entry, const Source& source, Slots among, UnixTime now,
                  SplitMix64& chance) {
  forget(now);
  const auto tail = tail_of(entry);
  wanted_.erase(tail);
  Slots holders = up_ - among;
  if (source.slot) holders.insert(*source.slot);
  const bool was_pushed = source.way == Way::pushed;
  if (source.slot && was_pushed) eager_.insert(*source.slot);
  const auto along = source.way == Way::own ? up_ : source.way == Way::asked ? Slots() : eager_;
  const auto targets = along - holders;
  const bool all_told = (up_ - holders - targets).empty();
  tails_.push_back(tail);
  known_.push_back({.entry = entry,
                    .at = now,
                    .holders = holders | targets,
                    .was_pushed = was_pushed,
                    .announced = all_told});
  if (!all_told && !announce_at_) {
    const auto spread =
        static_cast<std::uint64_t>(limits_.announce_ms_max - limits_.announce_ms_min + 1);
    announce_at_ =
        now + limits_.announce_ms_min + static_cast<std::int64_t>(chance.draw_below(spread));
  }
  return targets;
}

bool Plum::heard_again(const feed::FeedHead& entry, const Source& source) {
  if (!source.slot) return false;
  const auto at = find(entry);
  if (!at) return false;
  known_[*at].holders.insert(*source.slot);
  const bool compares = source.way == Way::pushed && known_[*at].was_pushed;
  if (!compares || !eager_.contains(*source.slot)) return false;
  eager_.erase(*source.slot);
  return true;
}

void Plum::announced(Slot slot, const Ids& ids, UnixTime now) {
  for (const auto& id : ids) {
    if (const auto at = find_named(slot, id))
      known_[*at].holders.insert(slot);
    else
      want(slot, id, now);
  }
}

void Plum::want(Slot slot, const gossip::ShortId& id, UnixTime now) {
  const auto tail = tail_of(id);
  if (!wanted_.contains(tail) && wanted_.size() >= limits_.wanted_max) return;
  auto& wanted = wanted_[tail];
  if (wanted.announcers.empty()) wanted.next = now + limits_.missing_ms;
  const bool said =
      std::ranges::any_of(wanted.announcers, [&](const auto& one) { return one.first == slot; });
  if (said || wanted.announcers.size() >= limits_.announcers_max) return;
  const bool all_asked = wanted.asked > 0 && wanted.asked == wanted.announcers.size();
  if (all_asked) wanted.next = std::min(wanted.next, now + limits_.ask_next_ms);
  wanted.announcers.emplace_back(slot, id);
  if (is_earlier(wanted.next, ask_at_)) ask_at_ = wanted.next;
}

const feed::FeedHead* Plum::named(Slot slot, const gossip::ShortId& id) const {
  const auto at = find_named(slot, id);
  return at ? &known_[*at].entry : nullptr;
}

void Plum::forget(const feed::FeedId& feed) {
  const auto is_of_it = [&](const Known& known) { return known.entry.feed == feed; };
  if (std::erase_if(known_, is_of_it) == 0) return;
  tails_.clear();
  for (const auto& known : known_) tails_.push_back(tail_of(known.entry));
}

// The oldest half goes at once, so that going costs little.
void Plum::forget(UnixTime now) {
  if (known_.empty()) return;
  const auto half = known_.size() / 2;
  const bool is_full = known_.size() >= limits_.known_max;
  if (!is_full && now - known_[half].at <= limits_.known_ms) return;
  const auto count = static_cast<std::ptrdiff_t>(half + 1);
  tails_.erase(tails_.begin(), tails_.begin() + count);
  known_.erase(known_.begin(), known_.begin() + count);
}

Plum::Due Plum::due(UnixTime now) {
  Due due;
  if (announce_at_ && *announce_at_ <= now) announce(due);
  if (ask_at_ && *ask_at_ <= now) ask(now, due);
  return due;
}

void Plum::announce(Due& due) {
  announce_at_.reset();
  for (auto& known : known_) {
    if (known.announced) continue;
    known.announced = true;
    for (auto slots = up_ - known.holders; !slots.empty();) {
      const auto slot = slots.take();
      ids_for(due.announce, slot).push_back(short_id_of(links_[slot].key, known.entry));
      known.holders.insert(slot);
    }
  }
}

void Plum::ask(UnixTime now, Due& due) {
  ask_at_.reset();
  for (auto at = wanted_.begin(); at != wanted_.end();) {
    auto& wanted = at->second;
    if (wanted.next <= now) {
      if (wanted.asked == wanted.announcers.size()) {
        // All had time to answer, and nobody gave it.
        for (const auto& [slot, id] : wanted.announcers) ++links_[slot].broken;
        at = wanted_.erase(at);
        continue;
      }
      const auto& [slot, id] = wanted.announcers[wanted.asked++];
      ids_for(due.ask, slot).push_back(id);
      eager_.insert(slot);
      const bool was_last = wanted.asked == wanted.announcers.size();
      wanted.next = now + (was_last ? limits_.give_up_ms : limits_.ask_next_ms);
    }
    if (is_earlier(wanted.next, ask_at_)) ask_at_ = wanted.next;
    ++at;
  }
}

std::optional<UnixTime> Plum::next_due() const {
  if (!announce_at_) return ask_at_;
  return ask_at_ ? std::min(*announce_at_, *ask_at_) : *announce_at_;
}

}  // namespace waarmerk::node::mesh
