// A document, keys and options, for tests that sign.
#pragma once

#include <memory>
#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::proof {

inline std::unique_ptr<keys::Signer> new_signer(
    std::uint64_t seed = 1, keys::Algorithm algorithm = keys::Algorithm::ed25519) {
  tests::SeededRandom random(seed);
  return keys::make_signer(keys::SecretKey::generate(algorithm, random));
}

inline ProofOptions options_for(const keys::Signer& signer) {
  const std::string key = keys::print_multikey(signer.public_key());
  return {.verification_method = "did:key:" + key + "#" + key};
}

inline json::Document parse(const std::string& text) { return json::parse(text).value(); }

inline json::Document unsecured_document() {
  return parse(R"({"@context":["https://a.example","https://b.example"],"id":"urn:1",)"
               R"("name":"Boekje \u00e9\n","credits":2.50,"tags":[]})");
}

/// `text` with the first `what` replaced, which must be there.
inline json::Document altered(const json::Document& document, const std::string& what,
                              const std::string& by) {
  std::string text(document.text());
  return parse(text.replace(text.find(what), what.size(), by));
}

inline Result<void> verify_first(const json::Document& document, const keys::PublicKey& key) {
  TRY(proofs, read_proofs(document.root()));
  return verify_proof(document.root(), proofs.front(), key);
}

}  // namespace waarmerk::proof
