#include "node/actions/withdraw_bits.hpp"

#include <cstdint>
#include <map>
#include <utility>

#include "node/actions/known_bits.hpp"
#include "node/actions/publish_status.hpp"
#include "node/actions/say_of_feed.hpp"
#include "node/credential/status_entry.hpp"
#include "node/feed/statement.hpp"
#include "node/records/trust_bits.hpp"
#include "node/records/trusts.hpp"

namespace waarmerk::node::actions {
namespace {

bool is_meant(const records::Trust& trust, const Withdrawal& order) {
  if (!trust.said || trust.ended) return false;
  if (order.hash) return trust.name.hash == *order.hash;
  const auto about = did::Did::parse(trust.about);
  return order.about && about && feed::feed_id_of(*about) == feed::feed_id_of(*order.about);
}

Result<std::vector<Sha256>> find_meant(const Ports& ports, const Withdrawal& order) {
  TRY(trusts, records::list_trusts(ports.records.store, ports.self.feed));
  std::vector<Sha256> meant;
  for (const auto& trust : trusts) {
    if (is_meant(trust, order)) meant.push_back(trust.name.hash);
  }
  if (meant.empty()) return fail(no_trust, "We say nothing of the kind that could be withdrawn.");
  return meant;
}

/// Where its credential has a place in lists of ours. What cannot be read has none: it is ended on
/// the feed all the same.
std::vector<records::Slot> places_of(const Ports& ports, const Sha256& hash) {
  std::vector<records::Slot> places;
  const auto read = credential_of_bit(ports, hash);
  if (!read) return places;
  for (const auto& value : read->statuses) {
    const auto entry = credential::read_status_entry(value, "$.credentialStatus");
    if (!entry || entry->purpose != credential::revocation) continue;
    const auto* list = ports.records.statuses.find(entry->list_url);
    if (list == nullptr || entry->index >= records::list_entries) continue;
    places.push_back({list->number, static_cast<std::uint32_t>(entry->index)});
  }
  return places;
}

Result<void> mark_withdrawn(Ports& ports, const Sha256& hash, const std::string& reason) {
  auto& statuses = ports.records.statuses;
  for (const auto& place : places_of(ports, hash)) {
    if (statuses.is_set(place)) continue;
    TRY_OK(statuses.set(place, {true, ports.clock.now(), reason}));
  }
  return {};
}

/// Of two about the same scope the later counts, and they come in the order of our feed.
Result<std::vector<Sha256>> find_replaced(const Ports& ports, const feed::FeedId& about) {
  TRY(places, records::list_bits_about(ports.records.store, about));
  std::map<trust::Scope, Sha256> newest;
  std::vector<Sha256> replaced;
  for (const auto& place : places) {
    if (place.truster != ports.self.feed) continue;
    TRY(said, records::find_trust_bit(ports.records.store, place));
    const auto entry =
        ports.records.feeds.find_entry(place.truster, place.place.epoch, place.place.seq);
    if (!said || !entry) continue;
    const auto& hash = entry->header.payload_hash;
    if (const auto before = newest.find(said->scope); before != newest.end())
      replaced.push_back(before->second);
    newest.erase(said->scope);
    if (ports.clock.now() < said->until) newest.emplace(said->scope, hash);
  }
  return replaced;
}

}  // namespace

Task<Result<void>> show_replaced(Ports& ports, feed::FeedId about) {
  CO_TRY(replaced, find_replaced(ports, about));
  for (const auto& hash : replaced) {
    auto marked = mark_withdrawn(ports, hash, "Replaced by a later one.");
    if (!marked) co_return failure_of(std::move(marked));
  }
  if (replaced.empty()) co_return Result<void>();
  co_return co_await publish_changed_lists(ports);
}

Task<Result<std::vector<Sha256>>> withdraw_bits(Ports& ports, Withdrawal order) {
  if (auto safe = ports.publisher.expect_safe(); !safe) co_return failure_of(std::move(safe));
  CO_TRY(meant, find_meant(ports, order));
  CO_TRY(said, feed::encode_trust_end({meant.front(), order.reason, ports.clock.now()}));
  for (const auto& hash : meant) {
    auto marked = mark_withdrawn(ports, hash, order.reason);
    if (!marked) co_return failure_of(std::move(marked));
  }
  auto published = co_await publish_changed_lists(ports);
  if (!published) co_return failure_of(std::move(published));
  for (const auto& hash : meant) {
    auto done = co_await end_trust(ports, hash, order.reason);
    if (!done) co_return failure_of(std::move(done));
  }
  co_return meant;
}

}  // namespace waarmerk::node::actions
