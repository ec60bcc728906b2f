// verify_proof: one proof against its document and a key (vc-data-integrity 4.4, 4.5).
#include <string>

#include "crypto/encoding/multibase.hpp"
#include "crypto/keys/verify.hpp"
#include "crypto/proof/chain.hpp"
#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {
namespace {

Result<Bytes> decode_signature(const DataIntegrityProof& proof, keys::Algorithm algorithm) {
  const std::size_t size = algorithm == keys::Algorithm::p384 ? 96 : 64;
  auto bytes = encoding::decode_multibase(encoding::Base::base58btc, proof.proof_value);
  if (bytes && bytes->size() == size) return bytes;
  return fail(malformed,
              "a proof value is " + std::to_string(size) + " bytes in base58btc with a z before it",
              "$.proof.proofValue");
}

}  // namespace

Result<void> verify_proof(json::Value secured, const DataIntegrityProof& proof,
                          const keys::PublicKey& key, const jsonld::Contexts& contexts) {
  TRY(suite, suite_of(proof));
  TRY_OK(expect_algorithm(*suite, key.algorithm()));
  if (suite->verify != nullptr) {
    return suite->verify({.secured = secured, .proof = proof, .key = key, .contexts = contexts});
  }
  TRY(signature, decode_signature(proof, key.algorithm()));
  const HashInput input{.document = secured,
                        .proof = proof.source,
                        .algorithm = hash_algorithm_of(key.algorithm()),
                        .contexts = contexts};
  TRY(hash, hash_proof(*suite, input, proof.previous_proof));
  return keys::verify(key, hash.view(), signature);
}

}  // namespace waarmerk::proof
