#include "node/credential/disclosure.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "crypto/proof/selective_disclosure.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr auto shown = std::to_array<std::string_view>(
    {"/@context", "/type", "/issuer", "/validFrom", "/validUntil", "/issuanceDate",
     "/expirationDate", "/credentialStatus", "/credentialSchema", "/holder", "/termsOfUse"});

/// What was asked for, then what is there of what must always be shown.
std::vector<std::string> with_always_shown(json::Value credential,
                                           std::vector<std::string> pointers) {
  for (const std::string_view pointer : shown) {
    // Every selection has the context and the types of the credential already.
    if (pointer == "/@context" || pointer == "/type") continue;
    const bool is_there = credential.find(pointer.substr(1)).has_value();
    if (!is_there || std::ranges::find(pointers, pointer) != pointers.end()) continue;
    pointers.emplace_back(pointer);
  }
  return pointers;
}

}  // namespace

std::span<const std::string_view> always_shown() { return shown; }

Result<json::Document> secure_for_holder(const json::Document& unsecured,
                                         const DisclosureOptions& options,
                                         const keys::Signer& signer, Random& random) {
  const proof::BaseProofOptions base{
      .proof = {.verification_method = options.secure.verification_method,
                .created = options.secure.created},
      .mandatory_pointers = with_always_shown(unsecured.root(), options.mandatory_pointers)};
  return proof::add_base_proof(unsecured, base, proof::BaseProofSecrets::draw(random), signer,
                               options.secure.contexts);
}

Result<json::Document> show_part(const json::Document& secured,
                                 const std::vector<std::string>& pointers,
                                 const jsonld::Contexts& contexts) {
  return proof::derive_proof(secured, pointers, contexts);
}

}  // namespace waarmerk::node::credential
