#include "node/mesh/peers.hpp"

#include <algorithm>
#include <tuple>

#include "node/gossip/limits.hpp"
#include "node/mesh/marks.hpp"

namespace waarmerk::node::mesh {

namespace {

std::uint64_t number_of(const feed::FeedId& name) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < sizeof number; ++i) number = number << 8 | name.value[i];
  return number;
}

}  // namespace

std::array<std::optional<Peers::Marked>, 3> Peers::marks_of(const PeerInfo& who) {
  std::array<std::optional<Marked>, 3> marks;
  if (who.name) marks[0] = {Mark::name, number_of(*who.name)};
  if (who.prefix != 0) marks[1] = {Mark::prefix, who.prefix};
  if (who.domain != 0) marks[2] = {Mark::domain, who.domain};
  return marks;
}

void Peers::wake(UnixTime at) {
  if (!next_ || at < *next_) next_ = at;
}

void Peers::know(Address address, UnixTime now) {
  if (address.endpoint.empty() || address.endpoint.size() > gossip::endpoint_bytes_max) return;
  const bool is_new = !book_.contains(address.endpoint);
  const auto domain = endpoint_mark(address.endpoint);
  if (is_new && (!has_room_for(address, domain) || !make_room())) return;
  auto& entry = book_[address.endpoint];
  if (is_new) entry.told_by = address.told_by;
  entry.domain = domain;
  entry.trust = std::max(entry.trust, address.trust);
  const bool newer = address.record && (!entry.record || entry.record->at < address.record->at);
  if (newer) entry.record = std::move(address.record);
  if (outbound() < slots()) wake(std::max(now, entry.next_try));
}

void Peers::configure(const std::vector<std::string>& endpoints, UnixTime now) {
  for (auto& [endpoint, entry] : book_) {
    const bool is_one = std::ranges::count(endpoints, endpoint) > 0;
    if (!is_one && entry.trust == Trust::configured) entry.trust = Trust::unknown;
  }
  for (const auto& endpoint : endpoints)
    know({.endpoint = endpoint, .trust = Trust::configured}, now);
  for (auto& [slot, link] : links_) {
    if (link.who.trust == Trust::configured) link.who.trust = Trust::unknown;
    link.who = recognise(std::move(link.who), link.outbound);
  }
}

PeerInfo Peers::recognise(PeerInfo who, bool outbound) {
  if (outbound) {
    const auto entry = book_.find(who.endpoint);
    if (entry == book_.end()) return who;
    entry->second.name = who.name;
    who.trust = std::max(who.trust, entry->second.trust);
    return who;
  }
  who.endpoint.clear();
  for (const auto& [endpoint, entry] : book_) {
    if (!who.name || entry.name != who.name) continue;
    if (who.endpoint.empty() || entry.trust > who.trust) who.endpoint = endpoint;
    who.trust = std::max(who.trust, entry.trust);
  }
  return who;
}

std::optional<Slot> Peers::same(const PeerInfo& who) {
  const auto entry = book_.find(who.endpoint);
  const auto link = std::ranges::find_if(links_, [&](const auto& one) {
    return who.name && one.second.who.name == who.name && one.second.who.endpoint.empty();
  });
  if (entry == book_.end() || link == links_.end()) return std::nullopt;
  dialling_.erase(who.endpoint);
  entry->second.linked = true;
  entry->second.failures = 0;
  link->second.who.endpoint = who.endpoint;
  link->second.who.trust = std::max(link->second.who.trust, who.trust);
  return link->first;
}

std::size_t Peers::known_trusted() const {
  return static_cast<std::size_t>(std::ranges::count_if(
      book_, [](const auto& one) { return one.second.trust != Trust::unknown; }));
}

bool Peers::is_news(const gossip::PeerRecord& record) const {
  const auto known = book_.find(record.endpoint);
  return known == book_.end() || !known->second.record || known->second.record->at < record.at;
}

// Whoever tells of many addresses, or has many in one domain, displaces nobody's but its own.
bool Peers::has_room_for(const Address& address, std::uint64_t domain) {
  if (address.trust != Trust::unknown) return true;
  const auto make_place = [&](std::size_t count_max, const auto& is_alike) {
    std::size_t count = 0;
    auto worst = book_.end();
    for (auto at = book_.begin(); at != book_.end(); ++at) {
      const auto& entry = at->second;
      if (entry.trust != Trust::unknown || !is_alike(entry)) continue;
      ++count;
      const bool may_go =
          !entry.linked && !entry.tried && entry.failures > 0 && !dialling_.contains(at->first);
      if (may_go && (worst == book_.end() || worst->second.failures < entry.failures)) worst = at;
    }
    if (count < count_max) return true;
    if (worst == book_.end()) return false;
    book_.erase(worst);
    return true;
  };
  const auto is_of_domain = [&](const Entry& entry) { return entry.domain == domain; };
  if (domain != 0 && !make_place(limits_.book_per_domain_max, is_of_domain)) return false;
  const auto is_told_alike = [&](const Entry& entry) {
    return !entry.tried && entry.told_by == address.told_by;
  };
  return !address.told_by || make_place(limits_.book_per_teller_max, is_told_alike);
}

// What was never reached goes first, and what is configured never goes.
bool Peers::make_room() {
  if (book_.size() < limits_.book_max) return true;
  const auto worth = [&](const auto& one) {
    const auto& entry = one.second;
    return std::tuple(entry.linked || dialling_.contains(one.first), entry.trust, entry.tried,
                      ~entry.failures);
  };
  const auto worst = std::ranges::min_element(book_, {}, worth);
  const auto& entry = worst->second;
  const bool stays = entry.linked || entry.tried || entry.trust == Trust::configured;
  if (!stays) book_.erase(worst);
  return !stays;
}

std::size_t Peers::outbound() const {
  return outbound_links_ + dialling_.size() - dialling_.count(feeler_);
}

std::size_t Peers::outbound(Trust trust) const {
  const auto links = std::ranges::count_if(links_, [&](const auto& one) {
    return one.second.outbound && one.second.who.trust == trust;
  });
  const auto dials = std::ranges::count_if(dialling_, [&](const auto& one) {
    const auto entry = book_.find(one.first);
    return one.first != feeler_ && entry != book_.end() && entry->second.trust == trust;
  });
  return static_cast<std::size_t>(links + dials);
}

Peers::Book::iterator Peers::pick(std::optional<Trust> trust, UnixTime now, SplitMix64& chance) {
  std::vector<Book::iterator> fitting;
  for (auto at = book_.begin(); at != book_.end(); ++at) {
    const auto& entry = at->second;
    if (!entry.linked && entry.next_try <= now && (!trust || entry.trust == *trust) &&
        !dialling_.contains(at->first))
      fitting.push_back(at);
  }
  if (fitting.empty()) return book_.end();
  // However many are only heard of, every second one has taken a link before.
  const auto others = std::ranges::partition(fitting, [](auto at) { return at->second.tried; });
  const auto tried = fitting.size() - others.size();
  const bool is_mixed = !trust && tried > 0 && !others.empty();
  const bool wants_tried = is_mixed && chance.draw_below(2) == 0;
  const auto from = is_mixed && !wants_tried ? tried : 0;
  const auto to = wants_tried ? tried : fitting.size();
  return fitting[from + chance.draw_below(to - from)];
}

void Peers::dial(Book::iterator entry, UnixTime now, std::vector<std::string>& out) {
  dialling_[entry->first] = now;
  out.push_back(entry->first);
}

std::vector<std::string> Peers::dials(UnixTime now, SplitMix64& chance) {
  std::vector<std::string> out;
  if (next_ && *next_ > now) return out;
  end_stale_dials(now, chance);
  const auto fill = [&](std::optional<Trust> trust, std::size_t count) {
    for (auto taken = trust ? outbound(*trust) : outbound(); taken < count; ++taken) {
      const auto entry = pick(trust, now, chance);
      if (entry == book_.end()) return;
      dial(entry, now, out);
    }
  };
  const auto all = slots();
  fill(Trust::configured, limits_.reserved_slots);
  fill(Trust::trusted, std::min(limits_.trusted_slots, all - std::min(all, outbound())));
  fill({}, all);
  if (!next_feeler_) next_feeler_ = now + chance.jitter(limits_.feeler_ms);
  if (*next_feeler_ <= now) {
    next_feeler_ = now + chance.jitter(limits_.feeler_ms);
    const auto entry = pick({}, now, chance);
    if (entry != book_.end()) {
      feeler_ = entry->first;
      dial(entry, now, out);
    }
  }
  plan(now);
  return out;
}

void Peers::end_stale_dials(UnixTime now, SplitMix64& chance) {
  std::vector<std::string> stale;
  for (const auto& [endpoint, since] : dialling_)
    if (now - since >= limits_.dial_timeout_ms) stale.push_back(endpoint);
  for (const auto& endpoint : stale) failed(endpoint, now, chance);
}

// When something could be dialled next, or a dial has taken too long.
void Peers::plan(UnixTime now) {
  next_ = next_feeler_;
  for (const auto& [endpoint, since] : dialling_) wake(since + limits_.dial_timeout_ms);
  if (outbound() >= slots()) return;
  for (const auto& [endpoint, entry] : book_)
    if (!entry.linked && !dialling_.contains(endpoint)) wake(std::max(entry.next_try, now + 1));
}

bool Peers::has_others(UnixTime now) const {
  return std::ranges::any_of(book_, [&](const auto& one) {
    return !one.second.linked && one.second.next_try <= now && !dialling_.contains(one.first);
  });
}

std::optional<std::uint64_t> Peers::refusal(const PeerInfo& who, bool outbound,
                                            UnixTime now) const {
  const auto marks = marks_of(who);
  for (const auto& mark : marks) {
    const auto found = mark ? discouraged_.find(*mark) : discouraged_.end();
    if (found != discouraged_.end() && now < found->second) return gossip::bye_misbehaved;
  }
  std::array<std::size_t, 3> alike{};
  std::size_t inbound = 0;
  std::size_t inbound_unknown = 0;
  std::size_t inbound_nameless = 0;
  for (const auto& [slot, link] : links_) {
    const auto theirs = marks_of(link.who);
    for (std::size_t i = 0; i < marks.size(); ++i)
      if (marks[i] && marks[i] == theirs[i]) ++alike[i];
    inbound += link.outbound ? 0 : 1;
    inbound_unknown += !link.outbound && link.who.trust == Trust::unknown ? 1 : 0;
    inbound_nameless += !link.outbound && !link.who.name ? 1 : 0;
  }
  if (alike[0] > 0) return gossip::bye_twice;
  if (who.trust == Trust::configured) return std::nullopt;
  const bool crowded = alike[1] >= limits_.per_prefix_max || alike[2] >= limits_.per_domain_max;
  const bool full = inbound >= limits_.inbound_max ||
                    (who.trust == Trust::unknown && inbound_unknown >= limits_.inbound_unknown_max);
  // Who names no DID only reads: there are few places for such, and none that we look for.
  const bool useless = !who.name && (outbound || inbound_nameless >= limits_.inbound_nameless_max);
  if (crowded || useless || (!outbound && full)) return gossip::bye_full;
  return std::nullopt;
}

void Peers::up(Slot slot, const PeerInfo& who, bool outbound) {
  links_[slot] = {.who = who, .outbound = outbound};
  if (outbound) {
    ++outbound_links_;
    dialling_.erase(who.endpoint);
  }
  const auto entry = book_.find(who.endpoint);
  if (entry != book_.end()) entry->second.linked = true;
}

void Peers::taken(Slot slot) {
  const auto link = links_.find(slot);
  if (link == links_.end()) return;
  const auto entry = book_.find(link->second.who.endpoint);
  if (entry == book_.end()) return;
  entry->second.failures = 0;
  entry->second.tried |= link->second.outbound;
}

void Peers::down(Slot slot, UnixTime now, SplitMix64& chance) {
  const auto link = links_.find(slot);
  if (link == links_.end()) return;
  const auto entry = book_.find(link->second.who.endpoint);
  if (entry != book_.end()) {
    entry->second.linked = false;
    entry->second.next_try = now + chance.jitter(limits_.retry_first_ms);
  }
  outbound_links_ -= link->second.outbound ? 1 : 0;
  links_.erase(link);
  wake(now);
}

void Peers::failed(const std::string& endpoint, UnixTime now, SplitMix64& chance,
                   std::int64_t wait_ms) {
  if (feeler_ == endpoint) feeler_.clear();
  dialling_.erase(endpoint);
  const auto found = book_.find(endpoint);
  if (found == book_.end()) return;
  auto& entry = found->second;
  auto wait = limits_.retry_first_ms;
  for (std::uint32_t i = 0; i < entry.failures && wait < limits_.retry_last_ms; ++i) wait *= 2;
  ++entry.failures;
  if (entry.failures >= limits_.tried_failures_max) entry.tried = false;
  entry.next_try = now + chance.jitter(std::min(std::max(wait, wait_ms), limits_.retry_last_ms));
  wake(now);
}

void Peers::felt(const std::string& endpoint, UnixTime now) {
  feeler_.clear();
  dialling_.erase(endpoint);
  const auto found = book_.find(endpoint);
  if (found == book_.end()) return;
  found->second.failures = 0;
  found->second.next_try = now + limits_.feeler_ms;
}

void Peers::discourage(const PeerInfo& who, UnixTime now) {
  std::erase_if(discouraged_, [&](const auto& one) { return one.second <= now; });
  for (const auto& mark : marks_of(who)) {
    if (!mark) continue;
    if (discouraged_.size() >= limits_.discouraged_max)
      discouraged_.erase(
          std::ranges::min_element(discouraged_, {}, &std::pair<const Marked, UnixTime>::second));
    discouraged_[*mark] = now + limits_.discouraged_ms;
  }
}

std::vector<Discouraged> Peers::discouraged(UnixTime now) const {
  std::vector<Discouraged> all;
  for (const auto& [marked, until] : discouraged_)
    if (now < until) all.push_back({marked.first, marked.second, until});
  return all;
}

// A clock that went back makes nobody wait longer.
void Peers::recall(const std::vector<Discouraged>& earlier, UnixTime now) {
  for (const auto& one : earlier)
    if (now < one.until && discouraged_.size() < limits_.discouraged_max)
      discouraged_[{one.mark, one.number}] = std::min(one.until, now + limits_.discouraged_ms);
}

std::vector<gossip::PeerRecord> Peers::records(UnixTime now, SplitMix64& chance) const {
  std::vector<const gossip::PeerRecord*> young;
  for (const auto& [endpoint, entry] : book_)
    if (entry.record && now - entry.record->at <= limits_.record_age_max_ms)
      young.push_back(&*entry.record);
  std::vector<gossip::PeerRecord> some;
  while (!young.empty() && some.size() < gossip::peer_records_max) {
    std::swap(young[chance.draw_below(young.size())], young.back());
    some.push_back(*young.back());
    young.pop_back();
  }
  return some;
}

std::vector<std::string> Peers::good(UnixTime now) const {
  std::vector<std::string> found;
  for (const auto& [endpoint, entry] : book_) {
    const bool is_told = entry.record && now - entry.record->at <= limits_.record_age_max_ms;
    if (is_told && (entry.tried || entry.linked)) found.push_back(endpoint);
  }
  return found;
}

std::vector<std::string> Peers::alternatives(SplitMix64& chance) const {
  std::vector<std::string> found;
  for (const auto& [endpoint, entry] : book_)
    if (entry.linked) found.push_back(endpoint);
  for (std::size_t i = 0; i + 1 < found.size() && i < gossip::alternatives_max; ++i)
    std::swap(found[i], found[i + chance.draw_below(found.size() - i)]);
  if (found.size() > gossip::alternatives_max) found.resize(gossip::alternatives_max);
  return found;
}

}  // namespace waarmerk::node::mesh
