#include "node/actions/stored_places.hpp"

#include <algorithm>
#include <utility>

#include "crypto/keys/multikey.hpp"
#include "node/credential/status_entry.hpp"
#include "node/records/lists.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::actions {
namespace {

/// No list that is kept has as many entries.
constexpr std::uint64_t entries_max = std::uint64_t{1} << 32;

credential::StatusKind kind_of(const records::KeptStatus& kept) {
  if (kept.token_bits != 0) return credential::StatusKind::token;
  return kept.is_list_2021 ? credential::StatusKind::list_2021 : credential::StatusKind::bitstring;
}

/// A badge does not say how wide the entries of a token are: the token does.
records::BitRange range_of(const credential::StatusPlace& place, const records::KeptStatus& kept) {
  if (kept.token_bits != 0) return records::token_range(place.index, kept.token_bits);
  return {place.index, place.size};
}

/// Where the value 1 is for good: of a token always (IETF Token Status List 7.1).
bool is_final(const credential::StatusPlace& place, const records::KeptStatus& kept,
              const credential::StoredStatus& stored) {
  if (kept.token_bits != 0) return true;
  return place.size == 1 && stored.has_purpose(credential::revocation);
}

/// What is kept of a list, without what stands in it.
Result<credential::StoredStatus> facts_of(const credential::NeedStatusList& need,
                                          const records::KeptStatus& kept) {
  auto key = keys::parse_multikey(kept.key);
  if (!key) return records::damaged(key.error());
  return credential::StoredStatus{.id = need.url,
                                  .issuer = need.issuer,
                                  .purposes = kept.purposes,
                                  .kind = kind_of(kept),
                                  .valid_from = kept.valid_from,
                                  .valid_until = kept.valid_until,
                                  .ttl_ms = kept.ttl_ms,
                                  .sha256 = kept.sha256,
                                  .method = kept.method,
                                  .key = std::move(*key)};
}

}  // namespace

Result<credential::StoredStatus> find_stored_places(const storage::View& store,
                                                    const credential::NeedStatusList& need,
                                                    const records::KeptStatus& kept) {
  const records::ListName name{need.url, need.issuer};
  TRY(stored, facts_of(need, kept));
  for (const auto& place : need.places) {
    TRY(value, records::find_status_value(store, name, kept.bits, range_of(place, kept)));
    stored.values.push_back(value);
  }
  return stored;
}

Result<credential::StoredStatus> find_places_then(const storage::View& store,
                                                  const credential::NeedStatusList& need,
                                                  const records::KeptStatus& kept,
                                                  const records::StatusSpan& span) {
  const auto at = need.as_of.value_or(span.last);
  if (at < span.start) {
    return fail(not_known_then, "This list is known since " + print_time(span.start) + ".");
  }
  const records::ListName name{need.url, need.issuer};
  TRY(stored, facts_of(need, kept));
  stored.valid_from = std::min(kept.valid_from.value_or(span.last), at);
  for (const auto& place : need.places) {
    auto& value = stored.values.emplace_back();
    if (place.index >= entries_max) continue;
    const auto range = range_of(place, kept);
    TRY(was, records::find_status_then(store, name, range, span.start, at));
    const bool is_revoked = was.was_ever_one && is_final(place, kept, stored);
    // Behind the end of the list nothing is clear, though what was revoked there stays so.
    const bool is_covered = range.index < kept.bits / range.size;
    if (is_revoked) value = 1;
    if (!is_revoked && is_covered) value = was.value;
  }
  return stored;
}

}  // namespace waarmerk::node::actions
