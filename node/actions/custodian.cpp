#include "node/actions/custodian.hpp"

#include <algorithm>

#include "node/actions/known_did.hpp"
#include "node/actions/left_behind.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/feed/payload.hpp"
#include "node/records/endings.hpp"

namespace waarmerk::node::actions {
namespace {

bool is_countersigned(const records::Records& records, const records::Appointment& appointment,
                      const feed::Countersignature& given) {
  const auto owner = find_owner(records, given.feed);
  if (!owner || !*owner) return false;
  const auto documents = get_documents(records.store, **owner);
  if (!documents) return false;
  const auto keys = feed::feed_keys_of(*documents);
  return keys && std::ranges::any_of(keys->keys, [&](const feed::FeedKey& key) {
           return feed::holds(given, appointment.by, appointment.succession, key.key);
         });
}

}  // namespace

Result<std::optional<did::Did>> find_owner(const records::Records& records,
                                           const feed::FeedId& feed) {
  const auto first = records.feeds.headers(feed, 0, {.from = 1, .to = 1}, 1);
  if (first.empty()) return std::nullopt;
  const auto payload = records.feeds.payload(first.front().payload_hash);
  if (!payload) return std::nullopt;
  const auto did = feed::did_of_log(*payload);
  if (!did || feed::feed_id_of(*did) != feed) return std::nullopt;
  TRY(known, find_documents(records.store, *did));
  const auto newest = known ? known->documents.newest()
                            : Result<did::DidDocument>(fail(did::not_found, "Not held."));
  return newest ? newest->id() : *did;
}

Result<std::optional<Custodian>> find_custodian(const records::Records& records,
                                                std::string_view issuer) {
  const auto did = did::Did::parse(issuer);
  if (!did) return std::nullopt;
  const auto feed = feed::feed_id_of(*did);
  TRY(appointment, records::find_appointment(records.store, feed));
  if (!appointment || is_left_behind(records, feed, appointment->said)) return std::nullopt;
  TRY(owner, find_owner(records, appointment->succession.to));
  if (!owner) return std::nullopt;
  Custodian custodian{.did = *owner, .from = appointment->succession.from};
  const auto& given = appointment->succession.countersign;
  custodian.countersigned = static_cast<std::size_t>(std::ranges::count_if(
      given, [&](const auto& each) { return is_countersigned(records, *appointment, each); }));
  return custodian;
}

}  // namespace waarmerk::node::actions
