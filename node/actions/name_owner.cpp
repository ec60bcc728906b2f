#include "node/actions/name_owner.hpp"

#include <utility>
#include <vector>

#include "did/did_webvh.hpp"
#include "node/actions/known_did.hpp"
#include "node/records/did_places.hpp"

namespace waarmerk::node::actions {

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
  TRY(first, records::find_first_at(store, place));
  if (!first || *first == did::scid_of(did)) return documents;
  TRY(owner, did::Did::parse("did:webvh:" + *first + ":" + std::string(place)));
  TRY(known, find_documents(store, owner));
  return known ? after_owner(known->documents, documents) : documents;
}

}  // namespace waarmerk::node::actions
