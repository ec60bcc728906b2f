#include "node/actions/name_owner.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "did/did_webvh.hpp"
#include "did/document.hpp"
#include "node/actions/known_did.hpp"

namespace waarmerk::node::actions {
namespace {

using records::PlaceClaim;

/// Since when the claim counts; never where the host disowned it in the beginning.
std::optional<UnixTime> counts_since(const PlaceClaim& claim) {
  if (claim.served) return claim.served;
  const UnixTime end_of_silence = claim.known + silence_ms;
  if (claim.denied && *claim.denied < end_of_silence) return std::nullopt;
  return end_of_silence;
}

bool is_better(const PlaceClaim& one, const PlaceClaim& other) {
  const auto since = counts_since(one);
  const auto other_since = counts_since(other);
  if (since.has_value() != other_since.has_value()) return since.has_value();
  if (since != other_since) return *since < *other_since;
  return one.known < other.known;
}

bool note_word(PlaceClaim& claim, HostWord word, UnixTime now) {
  if (word == HostWord::not_asked) return false;
  claim.asked = now;
  if (word == HostWord::serves && !claim.served) claim.served = now;
  if (word == HostWord::denies && !claim.denied) claim.denied = now;
  return true;
}

}  // namespace

HostWord host_word_of(const Error& failure) {
  const bool has_answered = failure.code == did::not_found || failure.code == did::bad_log;
  return has_answered ? HostWord::denies : HostWord::silent;
}

bool note_claim(std::vector<PlaceClaim>& claims, std::string_view scid, HostWord word,
                UnixTime now) {
  const auto held = std::ranges::find(claims, scid, &PlaceClaim::scid);
  if (held != claims.end()) return note_word(*held, word, now);
  PlaceClaim claim{.scid = std::string(scid), .known = now};
  note_word(claim, word, now);
  if (claims.size() < records::claims_max) {
    claims.push_back(std::move(claim));
    return true;
  }
  const auto weakest = std::ranges::max_element(claims, is_better);
  if (!is_better(claim, *weakest)) return false;
  *weakest = std::move(claim);
  return true;
}

const PlaceClaim* owner_of(const std::vector<PlaceClaim>& claims) {
  const auto best = std::ranges::min_element(claims, is_better);
  return best == claims.end() ? nullptr : &*best;
}

std::string_view place_of(const did::Did& did) {
  const auto scid = did::scid_of(did);
  const auto id = did.specific_id();
  return scid.empty() || id.size() <= scid.size() ? std::string_view() : id.substr(scid.size() + 1);
}

did::DocumentHistory after_owner(const did::DocumentHistory& owner,
                                 const did::DocumentHistory& later) {
  if (owner.versions().empty() || later.versions().empty()) return later;
  std::vector<did::DocumentVersion> all{owner.versions().back()};
  all.front().is_by_feed = false;
  for (const auto& version : later.versions()) {
    all.push_back(version);
    all.back().is_by_feed = false;
  }
  return did::DocumentHistory::seen(std::move(all));
}

Result<did::DocumentHistory> seen_under_name(const storage::View& store, const did::Did& did,
                                             did::DocumentHistory documents) {
  const auto place = place_of(did);
  if (place.empty()) return documents;
  TRY(claims, records::list_claims(store, place));
  const auto* first = owner_of(claims);
  if (first == nullptr || first->scid == did::scid_of(did)) return documents;
  TRY(owner, did::Did::parse("did:webvh:" + first->scid + ":" + std::string(place)));
  TRY(known, find_documents(store, owner));
  return known ? after_owner(known->documents, documents) : documents;
}

}  // namespace waarmerk::node::actions
