#include "node/actions/kit_evidence.hpp"

#include <algorithm>
#include <utility>

#include "did/did_webvh.hpp"
#include "node/actions/keep_list.hpp"
#include "node/actions/name_owner.hpp"
#include "node/credential/status_entry.hpp"
#include "node/feed/feed_id.hpp"
#include "node/feed/revocations.hpp"
#include "node/fetch/fetcher.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Conflict;
using credential::Source;

/// Whether `longer` tells what `shorter` does, and more.
bool continues(const did::DocumentHistory& longer, const did::DocumentHistory& shorter) {
  const auto& all = longer.versions();
  const auto& first = shorter.versions();
  return longer.is_dated() && shorter.is_dated() && all.size() > first.size() &&
         std::ranges::equal(first, std::span(all).first(first.size()), [](auto& a, auto& b) {
           return a.from == b.from && a.document.source().text() == b.document.source().text();
         });
}

/// By their entries in the feed, or else by their dates.
bool is_newer(const ListEvidence& one, const ListEvidence& other) {
  if (one.from.place && other.from.place) return *one.from.place > *other.from.place;
  const auto list = read_list_text(one.credential);
  const auto other_list = read_list_text(other.credential);
  if (!list || !other_list) return !other_list;
  return list->valid_from > other_list->valid_from;
}

bool has_run_out(const ListEvidence& list, UnixTime now) {
  const auto read = read_list_text(list.credential);
  return !read || (read->valid_until && *read->valid_until < now);
}

void add(credential::IssuerFacts& facts, Conflict conflict) {
  if (!facts.has(conflict)) facts.conflicts.push_back(conflict);
}

/// What the older list revokes stays revoked (bitstring 3.1), and no list shrinks.
void lay_beside(const ListEvidence& older, ListEvidence& newer) {
  const auto read = read_list_text(older.credential);
  const auto read_newer = read_list_text(newer.credential);
  const bool is_shorter = read && read_newer && read_newer->length() < read->length();
  if (is_shorter || older.from.issuer.has(Conflict::list_shrunk)) {
    add(newer.from.issuer, Conflict::list_shrunk);
  }
  Bytes all;
  if (older.from.revoked_before) all = to_bytes(older.from.revoked_before->bytes());
  if (read && read->has_purpose(credential::revocation))
    all = feed::joined(all, read->list.bytes());
  if (all.empty()) return;
  if (auto list = credential::StatusList::from_bytes(std::move(all))) {
    newer.from.revoked_before = std::move(*list);
  }
}

}  // namespace

KitEvidence::KitEvidence(std::vector<kit::Kit> kits, WitnessPolicy policy, const Clock& clock,
                         Evidence& known, Evidence* network)
    : kits_(std::move(kits)),
      policy_(std::move(policy)),
      clock_(clock),
      known_(known),
      network_(network) {}

Result<did::DocumentHistory> KitEvidence::history_in(const kit::Kit& kit,
                                                     const did::Did& did) const {
  if (kit.log.empty() || did.method() != "webvh") {
    return fail(did::not_found, "The kit has no history of this DID.");
  }
  const auto log = did::WebvhLog::read({kit.log, kit.log_witness}, did::scid_of(did), clock_.now());
  return did::DocumentHistory::of(did, log);
}

Result<did::DocumentHistory> KitEvidence::history(const did::Did& did) const {
  Result<did::DocumentHistory> longest = fail(did::not_found, "No kit came along.");
  for (const auto& kit : kits_) {
    auto one = history_in(kit, did);
    if (!longest || (one && continues(*one, *longest))) longest = std::move(one);
  }
  return longest;
}

did::DocumentHistory KitEvidence::beside_owners(const did::Did& did,
                                                did::DocumentHistory documents) const {
  for (const auto& kit : kits_) {
    const bool is_rival =
        did != kit.issuer && !place_of(did).empty() && place_of(did) == place_of(kit.issuer);
    if (!is_rival) continue;
    if (const auto owner = history(kit.issuer)) documents = after_owner(*owner, documents);
  }
  return documents;
}

Task<Answer<DidEvidence>> KitEvidence::find_did(did::Did did) {
  auto known = co_await known_.find_did(did);
  auto brought = history(did);
  const bool is_news = brought && (!known || continues(*brought, known->documents));
  if (is_news) co_return DidEvidence{std::move(*brought), {.source = Source::holder_staple}};
  if (!known && network_ != nullptr) known = co_await network_->find_did(did);
  if (!known) co_return known;
  // The name of the issuer of a kit may be another's since.
  known->documents = beside_owners(did, std::move(known->documents));
  co_return known;
}

/// Whether all that came along holds, and is about this issuer.
bool KitEvidence::is_sound(const kit::Kit& kit, const did::DocumentHistory* documents) const {
  if (!kit.log.empty() && !history_in(kit, kit.issuer)) return false;
  const auto feed = feed::feed_id_of(kit.issuer);
  const bool has_strange_proof = std::ranges::any_of(kit.proofs, [&](const auto& proof) {
    return proof.leaf.head.feed != feed || !witness::verify_proof(proof, clock_.now());
  });
  if (has_strange_proof) return false;
  if (kit.headers.empty()) return true;
  return documents != nullptr && std::ranges::all_of(kit.lists, [&](const kit::KitList& list) {
           return kit::standing_of(kit, {.url = list.url,
                                         .documents = *documents,
                                         .witnesses = policy_.trusted,
                                         .now = clock_.now()})
               .place.has_value();
         });
}

Result<ListEvidence> KitEvidence::list_in(const kit::Kit& kit,
                                          const credential::NeedStatusList& need,
                                          const did::DocumentHistory* documents) const {
  const auto found = std::ranges::find(kit.lists, need.url, &kit::KitList::url);
  if (found == kit.lists.end() || !did::is_same_did(need.issuer, kit.issuer.text())) {
    return fail(fetch::fetch_failed, "The kit has no such list.");
  }
  ListEvidence list{found->list, {.source = Source::holder_staple}};
  if (documents != nullptr) {
    auto standing = kit::standing_of(kit, {.url = need.url,
                                           .documents = *documents,
                                           .witnesses = policy_.trusted,
                                           .witnesses_needed = policy_.needed,
                                           .now = clock_.now()});
    list.from.last_heard = standing.last_heard;
    list.from.place = standing.place;
    list.from.issuer = std::move(standing.facts);
  }
  if (!is_sound(kit, documents)) add(list.from.issuer, Conflict::unsound_kit);
  return list;
}

Result<ListEvidence> KitEvidence::brought_list(const credential::NeedStatusList& need,
                                               const did::DocumentHistory* documents) const {
  Result<ListEvidence> newest = fail(fetch::fetch_failed, "No kit came along.");
  for (const auto& kit : kits_) {
    auto one = list_in(kit, need, documents);
    if (!one) continue;
    const bool is_newest = !newest || is_newer(*one, *newest);
    if (newest) lay_beside(is_newest ? *newest : *one, is_newest ? *one : *newest);
    if (is_newest) newest = std::move(one);
  }
  return newest;
}

Task<Answer<ListEvidence>> KitEvidence::find_status_list(credential::NeedStatusList need) {
  auto whole = need;
  whole.as_signed = true;  // to be laid beside the one that came along
  auto known = co_await known_.find_status_list(std::move(whole));
  const auto did = did::Did::parse(need.issuer);
  std::optional<did::DocumentHistory> documents;
  if (did) {
    if (auto found = co_await find_did(*did)) documents = std::move(found->documents);
  }
  auto brought = brought_list(need, documents ? &*documents : nullptr);
  co_return co_await newest_of(std::move(need), std::move(known), std::move(brought));
}

Task<Answer<ListEvidence>> KitEvidence::newest_of(credential::NeedStatusList need,
                                                  Answer<ListEvidence> known,
                                                  Result<ListEvidence> brought) {
  Answer<ListEvidence> best = known;
  if (brought && (!known || is_newer(*brought, *known))) {
    if (known) lay_beside(*known, *brought);
    best = *brought;
  } else if (brought && known && brought->credential != known->credential) {
    add(best->from.issuer, Conflict::older_list);
  }
  if (network_ == nullptr || (best && !has_run_out(*best, clock_.now()))) co_return best;
  auto fetched = co_await network_->find_status_list(std::move(need));
  const bool asked = fetched.asked_outside || (fetched && fetched->from.asked_outside);
  if (fetched && (!best || fetched->stored || is_newer(*fetched, *best))) co_return fetched;
  if (best) best->from.asked_outside = asked;
  best.asked_outside = asked;
  co_return best;
}

Task<Answer<DocumentEvidence>> KitEvidence::find_document(credential::NeedDocument need) {
  auto known = co_await known_.find_document(need);
  if (known || network_ == nullptr) co_return known;
  co_return co_await network_->find_document(std::move(need));
}

}  // namespace waarmerk::node::actions
