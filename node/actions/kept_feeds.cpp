#include "node/actions/kept_feeds.hpp"

#include <optional>

#include "did/address_rules.hpp"
#include "did/did.hpp"
#include "node/actions/moved_peer.hpp"
#include "node/records/endings.hpp"

namespace waarmerk::node::actions {
namespace {

/// The did:web that a host at this address would have.
std::optional<did::Did> web_did_at(const std::string& url) {
  const auto parts = did::parse_fetch_url(url, {.plain_http_on_loopback = true});
  if (!parts) return std::nullopt;
  auto host = parts->authority;
  if (const auto colon = host.find(':'); colon != std::string::npos) host.replace(colon, 1, "%3A");
  const auto did = did::Did::parse("did:web:" + host);
  return did ? std::optional(*did) : std::nullopt;
}

}  // namespace

std::set<feed::FeedId> find_kept_feeds(const storage::View& store, const WhomWeKnow& whom) {
  auto kept = whom.interests;
  for (const auto& url : whom.peers) {
    if (const auto did = web_did_at(url)) kept.insert(feed::feed_id_of(*did));
    const auto resident = find_resident(store, url);
    if (resident && *resident) kept.insert(feed::feed_id_of(**resident));
  }
  for (const auto& witness : whom.witnesses) {
    if (const auto did = did::Did::parse(witness)) kept.insert(feed::feed_id_of(*did));
  }
  std::set<feed::FeedId> heirs;
  for (const auto& feed : kept) {
    const auto appointment = records::find_appointment(store, feed);
    if (appointment && *appointment) heirs.insert((*appointment)->succession.to);
  }
  kept.merge(heirs);
  return kept;
}

}  // namespace waarmerk::node::actions
