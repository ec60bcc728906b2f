// derive_proof: a part of a document, with a proof of it (vc-di-ecdsa 3.5.4, 3.6.6).
#include <algorithm>
#include <utility>

#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/keys/verify.hpp"
#include "crypto/proof/sd_proof_value.hpp"
#include "crypto/proof/sd_statements.hpp"
#include "crypto/proof/selective_disclosure.hpp"

namespace waarmerk::proof {
namespace {

Result<DataIntegrityProof> find_base_proof(const json::Document& secured) {
  TRY(proofs, read_proofs(secured.root()));
  if (proofs.size() != 1 || proofs[0].type != "DataIntegrityProof" ||
      proofs[0].cryptosuite != ecdsa_sd_2023_name) {
    return fail(no_proof, "only a document with one proof, of ecdsa-sd-2023, can be shown in part",
                "$.proof");
  }
  return std::move(proofs[0]);
}

Result<std::vector<std::string>> combine(const std::vector<std::string>& mandatory,
                                         const std::vector<std::string>& selective) {
  if (selective.size() > pointers_max) return fail(bad_pointer, "there are too many pointers");
  std::vector<std::string> combined = mandatory;
  combined.insert(combined.end(), selective.begin(), selective.end());
  if (combined.empty()) return fail(bad_pointer, "nothing is chosen to be shown");
  return combined;
}

/// Goes through the lines and their signatures side by side, and keeps those that are shown.
Result<void> fill(DerivedProofValue& derived, const BaseProofValue& base,
                  const std::vector<std::string>& lines, const std::vector<std::size_t>& mandatory,
                  const std::vector<std::size_t>& shown) {
  if (base.signatures.size() + mandatory.size() != lines.size()) {
    return fail(keys::bad_signature, "a statement was added or taken away");
  }
  std::size_t at_signature = 0;
  std::uint64_t at_shown = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const bool is_mandatory = std::ranges::binary_search(mandatory, i);
    const bool is_shown = std::ranges::binary_search(shown, i);
    if (is_mandatory) derived.mandatory_indexes.push_back(at_shown);
    if (!is_mandatory && is_shown) {
      const auto& signature = base.signatures[at_signature];
      TRY_OK(keys::verify(base.statement_key, bytes_of(lines[i]), signature));
      derived.signatures.push_back(signature);
    }
    if (!is_mandatory) ++at_signature;
    if (is_shown) ++at_shown;
  }
  return {};
}

}  // namespace

Result<json::Document> derive_proof(const json::Document& secured,
                                    const std::vector<std::string>& selective_pointers,
                                    const jsonld::Contexts& contexts) {
  TRY(proof, find_base_proof(secured));
  TRY(base, parse_base_proof_value(proof.proof_value));
  TRY(pointers, combine(base.mandatory_pointers, selective_pointers));
  TRY(statements, SignedStatements::make(secured.root(), base.hmac_key.view(), contexts));
  std::vector<std::size_t> mandatory;
  if (!base.mandatory_pointers.empty()) {
    TRY(chosen, statements.choose(base.mandatory_pointers));
    mandatory = std::move(chosen.indexes);
  }
  TRY(shown, statements.choose(pointers));
  DerivedProofValue derived{.base_signature = base.base_signature,
                            .statement_key = base.statement_key,
                            .labels = std::move(shown.labels)};
  TRY_OK(fill(derived, base, statements.lines(), mandatory, shown.indexes));
  TRY(text, print_derived_proof_value(derived));
  TRY(quoted, json::parse("\"" + text + "\""));
  TRY(new_proof, json::with_member(proof.source, "proofValue", quoted.root()));
  return json::with_member(shown.selection.document.root(), "proof", new_proof.root());
}

}  // namespace waarmerk::proof
