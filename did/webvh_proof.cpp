#include "did/webvh_proof.hpp"

#include "crypto/keys/multikey.hpp"
#include "did/webvh_parameters.hpp"

namespace waarmerk::did {

Result<std::string> signer_of(const proof::DataIntegrityProof& proof) {
  constexpr std::string_view start = "did:key:";
  const std::string_view method = proof.verification_method;
  const auto hash = method.find('#');
  if (!method.starts_with(start) || hash == std::string_view::npos) {
    return fail(bad_log, "A proof is by a did:key with its fragment.", "$.proof");
  }
  const auto body = method.substr(start.size(), hash - start.size());
  if (body != method.substr(hash + 1)) {
    return fail(bad_log, "The proof names one key and means another.", "$.proof");
  }
  return std::string(body);
}

Result<void> check_webvh_proof(json::Value secured, const proof::DataIntegrityProof& proof,
                               std::string_view multikey) {
  if (proof.type != "DataIntegrityProof" || proof.cryptosuite != "eddsa-jcs-2022") {
    return fail(bad_log, "The proof is not of the suite eddsa-jcs-2022.", "$.proof");
  }
  if (proof.proof_purpose != "assertionMethod") {
    return fail(bad_log, "The proof is for another purpose.", "$.proof");
  }
  const auto key = keys::parse_multikey(multikey);
  if (key && proof::verify_proof(secured, proof, *key)) return {};
  return fail(bad_log, "The signature does not hold.", "$.proof");
}

}  // namespace waarmerk::did
