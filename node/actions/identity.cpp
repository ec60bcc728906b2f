#include "node/actions/identity.hpp"

#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/multikey.hpp"
#include "did/resolution.hpp"
#include "did/write.hpp"
#include "node/feed/feed_keys.hpp"

namespace waarmerk::node::actions {
namespace {

constexpr std::string_view issuing_fragment = "issuing-1";

/// The endpoint of the service that names our feed (network: `BitOfTrustNode`).
Result<json::Document> feed_endpoint(const did::Did& did, const feed::FeedService& service) {
  json::Writer writer;
  feed::write_feed_service(writer, did, service);
  TRY(whole, json::parse(writer.text()));
  return json::parse(json::print(*whole.root().find("serviceEndpoint")));
}

Result<did::DidDocument> web_document(const records::Organisation& organisation,
                                      const did::Did& did, IdentityKeys keys) {
  const feed::FeedService service{organisation.url + "/bot/1", feed::feed_id_of(did),
                                  keys.feed.public_key()};
  TRY(endpoint, feed_endpoint(did, service));
  did::Publication publication{did, {}, {}, {}};
  publication.methods.push_back({std::string(issuing_fragment),
                                 keys.issuing.public_key(),
                                 {did::Purpose::assertion_method, did::Purpose::authentication}});
  publication.services.push_back({"bot", "BitOfTrustNode", endpoint});
  return did::make_document(publication);
}

/// did:key says all there is to say: its one key issues and signs the feed.
Result<did::DidDocument> self_contained_document(const did::Did& did) {
  return did::Resolution(did).outcome();
}

}  // namespace

Result<Identity> make_identity(const records::Organisation& organisation, IdentityKeys keys) {
  TRY(did, did::Did::parse(organisation.did));
  const bool web = did.method() == "web";
  auto document = web ? web_document(organisation, did, keys) : self_contained_document(did);
  if (!document) return failure_of(std::move(document));
  const auto fragment =
      web ? std::string(issuing_fragment) : keys::print_multikey(keys.issuing.public_key());
  return Identity{did,
                  organisation.name,
                  organisation.url,
                  std::move(*document),
                  did.text() + "#" + fragment,
                  keys.issuing,
                  web ? keys.feed : keys.issuing,
                  feed::feed_id_of(did)};
}

const std::string& list_base(const Identity& self) {
  return self.url.empty() ? self.did.text() : self.url;
}

}  // namespace waarmerk::node::actions
