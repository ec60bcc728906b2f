#include "crypto/proof/sd_verify.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "crypto/keys/verify.hpp"
#include "crypto/proof/statements.hpp"
#include "crypto/rdf/canonicalize.hpp"

namespace waarmerk::proof {
namespace {

constexpr HashAlgorithm algorithm = HashAlgorithm::sha256;

std::unexpected<Error> refuse_change(std::string detail) {
  return fail(keys::bad_signature, std::move(detail));
}

/// The lines of the shown document, its blank nodes called as they were when it was signed.
Result<std::vector<std::string>> print_signed_lines(const HashInput& input,
                                                    const std::vector<Sha256>& signed_labels) {
  TRY(statements, read_statements(input));
  auto labels = rdf::canonical_labels(statements, {.algorithm = algorithm});
  if (!labels) return refuse_transformation(std::move(labels).error());
  if (labels->size() != signed_labels.size()) {
    return refuse_change("the document has other blank nodes than its proof");
  }
  for (std::size_t i = 0; i < labels->size(); ++i) {
    (*labels)[i].to = print_blank_label(signed_labels[i]);
  }
  return rdf::print_lines(statements, *labels);
}

}  // namespace

Result<VerifyData> make_verify_data(const VerifyInput& input) {
  if (!input.proof.previous_proof.empty()) {
    return fail(untransformable, "a proof that discloses in part cannot cover earlier proofs",
                "$.proof.previousProof");
  }
  TRY(value, parse_derived_proof_value(input.proof.proof_value));
  const HashInput hashed{.document = input.secured,
                         .proof = input.proof.source,
                         .algorithm = algorithm,
                         .contexts = input.contexts};
  TRY(proof_hash, hash_configuration(hashed));
  TRY(lines, print_signed_lines(hashed, value.labels));
  const auto& indexes = value.mandatory_indexes;
  if (!indexes.empty() && indexes.back() >= lines.size()) {
    return refuse_change("a statement that must be shown is not there");
  }
  Hasher mandatory(algorithm);
  std::vector<std::string> others;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (std::ranges::binary_search(indexes, i)) {
      mandatory.add(bytes_of(lines[i]));
    } else {
      others.push_back(std::move(lines[i]));
    }
  }
  if (others.size() != value.signatures.size()) {
    return refuse_change("a statement was added or taken away");
  }
  return VerifyData{.value = std::move(value),
                    .proof_hash = proof_hash,
                    .mandatory_hash = mandatory.finish(),
                    .non_mandatory = std::move(others)};
}

Result<void> verify_derived(const VerifyInput& input) {
  TRY(data, make_verify_data(input));
  const auto& value = data.value;
  // First, so that nobody can have statements checked that no key of theirs has vouched for.
  TRY_OK(keys::verify(input.key,
                      sign_data(data.proof_hash, value.statement_key, data.mandatory_hash),
                      value.base_signature));
  for (std::size_t i = 0; i < value.signatures.size(); ++i) {
    TRY_OK(keys::verify(value.statement_key, bytes_of(data.non_mandatory[i]), value.signatures[i]));
  }
  return {};
}

}  // namespace waarmerk::proof
