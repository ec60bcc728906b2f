#include "node/credential/signing_keys.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/keys/jwk.hpp"
#include "crypto/keys/multikey.hpp"
#include "did/did_webvh.hpp"

namespace waarmerk::node::credential {
namespace {

std::string_view kind_of(keys::Algorithm algorithm) {
  switch (algorithm) {
    case keys::Algorithm::ed25519: return "Ed25519";
    case keys::Algorithm::p256: return "P-256";
    case keys::Algorithm::p384: return "P-384";
    case keys::Algorithm::p521: return "P-521";
    case keys::Algorithm::rsa: return "RSA";
  }
  return "";
}

SigningKey describe(const UsedKey& used) {
  return {.method = used.method,
          .controller = used.controller,
          .suite = used.suite,
          .kind = std::string(kind_of(used.key.algorithm())),
          .multibase = keys::print_multikey(used.key),
          .thumbprint = keys::jwk_thumbprint(used.key)};
}

bool is_of(const UsedKey& used, const DocumentSource& document) {
  const auto did = document.did.text();
  return used.method.starts_with(did + "#") || did::is_same_did(did, used.controller);
}

}  // namespace

std::vector<SigningKey> describe_keys(std::span<const UsedKey> used,
                                      std::span<const DocumentSource> documents, UnixTime now) {
  std::vector<SigningKey> all;
  for (const auto& one : used) {
    auto key = describe(one);
    const auto found = std::ranges::find_if(
        documents, [&](const DocumentSource& document) { return is_of(one, document); });
    if (found != documents.end()) {
      key.source = found->source;
      key.document_as_of = found->source == Source::https ? now : found->as_of;
    }
    all.push_back(std::move(key));
  }
  return all;
}

}  // namespace waarmerk::node::credential
