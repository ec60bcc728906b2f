#include "node/actions/moved_peer.hpp"

#include <algorithm>
#include <ranges>
#include <string_view>
#include <utility>

#include "did/did_web.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/name_owner.hpp"
#include "node/actions/peer_url.hpp"
#include "node/feed/feed_keys.hpp"
#include "node/records/did_places.hpp"

namespace waarmerk::node::actions {
namespace {

/// As it stands behind the SCID of a did:webvh; empty where no DID can name the address.
std::string place_at(const std::string& url) {
  const auto web = did::did_web_at(url, {.plain_http_on_loopback = true});
  return web ? std::string(web->specific_id()) : std::string();
}

/// When the DID was called so for the last time; nothing where it is called so still.
std::optional<UnixTime> left_at(const did::DocumentHistory& history, const did::Did& name) {
  for (const auto& version : std::views::reverse(history.versions())) {
    if (version.document.id() == name) return version.until;
  }
  return std::nullopt;
}

}  // namespace

Result<std::optional<did::Did>> find_resident(const storage::View& store, const std::string& url) {
  const auto place = place_at(url);
  if (place.empty()) return std::nullopt;
  TRY(claims, records::list_claims(store, place));
  const auto* owner = owner_of(claims);
  if (owner == nullptr || !owner->served) return std::nullopt;
  TRY(did, did::Did::parse("did:webvh:" + owner->scid + ":" + place));
  return did;
}

Result<std::optional<std::string>> find_new_address(const storage::View& store,
                                                    const did::Did& resident, UnixTime since) {
  TRY(known, find_documents(store, resident));
  if (!known) return std::nullopt;
  const auto left = left_at(known->documents, resident);
  const auto newest = known->documents.newest();
  if (!left || *left <= since || !newest || newest->id() == resident) return std::nullopt;
  const auto service = feed::read_feed_service(*newest);
  if (!service) return std::nullopt;
  const auto url = read_peer_url(service->uri);
  // It is where it is called by, or we leave it.
  if (!url || place_at(*url) != place_of(newest->id())) return std::nullopt;
  return *url;
}

}  // namespace waarmerk::node::actions
