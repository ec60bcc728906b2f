// A document with a derived proof of ecdsa-sd-2023 that is made by hand, for tests that verify.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "crypto/json/edit.hpp"
#include "crypto/proof/sd_proof_value.hpp"
#include "crypto/proof/statements.hpp"
#include "crypto/rdf/canonicalize.hpp"
#include "tests/crypto/proof/signing.hpp"

namespace waarmerk::proof {

inline EcdsaSignature sign_by(const keys::Signer& signer, ByteView message) {
  const Bytes signature = signer.sign(message).value();
  EcdsaSignature copy;
  std::ranges::copy(signature, copy.begin());
  return copy;
}

inline json::Document shown_document() {
  return parse(
      R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],)"
      R"("issuer":"did:example:1","name":"Boekje","description":"Een boekje",)"
      R"("credentialSubject":{"id":"did:example:2"},)"
      R"("evidence":[{"type":"VerifiableCredential","name":"een"},{"name":"twee"}]})");
}

inline json::Document configuration_for(const keys::Signer& signer) {
  return parse(
      R"({"type":"DataIntegrityProof","cryptosuite":"ecdsa-sd-2023","verificationMethod":")" +
      options_for(signer).verification_method + R"(","proofPurpose":"assertionMethod"})");
}

inline Sha256 label_number(std::size_t i) { return sha256(bytes_of(std::to_string(i))); }

/// The value of a proof over all of the document, these of its lines signed together.
inline DerivedProofValue value_for(const json::Document& document, const keys::Signer& signer,
                                   std::vector<std::uint64_t> mandatory = {0, 1}) {
  const auto statement_signer = new_signer(99, keys::Algorithm::p256);
  const auto configuration = configuration_for(signer);
  const HashInput input{.document = document.root(), .proof = configuration.root()};
  const auto statements = read_statements(input).value();
  auto labels = rdf::canonical_labels(statements).value();
  DerivedProofValue value{.statement_key = statement_signer->public_key()};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    value.labels.push_back(label_number(i));
    labels[i].to = print_blank_label(value.labels[i]);
  }
  Hasher together(HashAlgorithm::sha256);
  std::uint64_t index = 0;
  for (const auto& line : rdf::print_lines(statements, labels)) {
    if (std::ranges::binary_search(mandatory, index++)) {
      together.add(bytes_of(line));
    } else {
      value.signatures.push_back(sign_by(*statement_signer, bytes_of(line)));
    }
  }
  const auto data =
      sign_data(hash_configuration(input).value(), value.statement_key, together.finish());
  value.base_signature = sign_by(signer, data);
  value.mandatory_indexes = std::move(mandatory);
  return value;
}

inline json::Document with_value(const json::Document& document, const keys::Signer& signer,
                                 const std::string& value) {
  const auto text = parse("\"" + value + "\"");
  const auto proof =
      json::with_member(configuration_for(signer).root(), "proofValue", text.root()).value();
  return json::with_member(document.root(), "proof", proof.root()).value();
}

}  // namespace waarmerk::proof
