#include "node/link/node_keys.hpp"

#include <utility>

#include "crypto/json/reader.hpp"
#include "crypto/keys/multikey.hpp"
#include "node/feed/bot_service.hpp"
#include "node/feed/feed_keys.hpp"

namespace waarmerk::node::link {
namespace {

Result<std::vector<keys::PublicKey>> read_keys(const json::Reader& endpoint) {
  TRY(texts, endpoint.strings("nodeKeys"));
  if (texts.size() > node_keys_max) return fail(unauthorised_key, "A node has at most eight keys.");
  std::vector<keys::PublicKey> found;
  for (const auto& text : texts) {
    auto key = keys::parse_multikey(text);
    if (!key || key->algorithm() != keys::Algorithm::ed25519) {
      return fail(unauthorised_key, "A key of a node is an Ed25519 key.");
    }
    found.push_back(std::move(*key));
  }
  return found;
}

}  // namespace

Result<std::vector<keys::PublicKey>> node_keys_of(const did::DidDocument& document) {
  const auto* service = feed::find_bot_service(document);
  if (service != nullptr && service->endpoint.root().find("nodeKeys")) {
    return read_keys(json::Reader(service->endpoint));
  }
  const auto feed_keys = feed::feed_keys_of(document);
  if (!feed_keys)
    return fail(unauthorised_key, "The DID names no key of a node and none of a feed.");
  std::vector<keys::PublicKey> found;
  for (const auto& one : feed_keys->keys) found.push_back(one.key);
  return found;
}

}  // namespace waarmerk::node::link
