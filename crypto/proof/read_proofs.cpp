// read_proofs: the proofs of a document as structs (vc-data-integrity 2.1).
#include <string_view>
#include <utility>

#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {
namespace {

std::unexpected<Error> refuse(std::string_view path, std::string_view name, std::string detail) {
  return fail(malformed, std::move(detail), std::string(path) + "." + std::string(name));
}

Result<std::string> read_string(const json::Member& member, std::string_view path) {
  const auto text = member.value.string();
  if (text && !text->empty()) return std::string(*text);
  return refuse(path, member.name, "a text that is not empty must stand here");
}

Result<UnixTime> read_time(const json::Member& member, std::string_view path) {
  const auto text = member.value.string();
  if (auto time = parse_time(text.value_or(""))) return time;
  return refuse(path, member.name, "a date and time with a zone must stand here");
}

/// One string, or a list of them.
Result<std::vector<std::string>> read_strings(const json::Member& member, std::string_view path) {
  std::vector<std::string> strings;
  if (!member.value.is(json::Kind::array)) {
    TRY(text, read_string(member, path));
    strings.push_back(std::move(text));
    return strings;
  }
  if (member.value.size() > proofs_max) return refuse(path, member.name, "too long a list");
  for (const json::Value element : member.value.elements()) {
    TRY(text, read_string({.name = member.name, .value = element}, path));
    strings.push_back(std::move(text));
  }
  return strings;
}

template <class Field, class Read>
Result<void> set(Field& field, Result<Read> read) {
  if (!read) return failure_of(std::move(read));
  field = std::move(*read);
  return {};
}

/// Unknown members are left to the suite, which signs them all.
Result<void> read_member(DataIntegrityProof& proof, const json::Member& member,
                         std::string_view path) {
  using Proof = DataIntegrityProof;
  static constexpr std::pair<std::string_view, std::string Proof::*> texts[] = {
      {"type", &Proof::type},
      {"cryptosuite", &Proof::cryptosuite},
      {"verificationMethod", &Proof::verification_method},
      {"proofPurpose", &Proof::proof_purpose},
      {"proofValue", &Proof::proof_value}};
  for (const auto& [name, field] : texts) {
    if (name == member.name) return set(proof.*field, read_string(member, path));
  }
  if (member.name == "created") return set(proof.created, read_time(member, path));
  if (member.name == "expires") return set(proof.expires, read_time(member, path));
  if (member.name == "id") return set(proof.id, read_string(member, path));
  if (member.name == "challenge") return set(proof.challenge, read_string(member, path));
  if (member.name == "domain") return set(proof.domain, read_strings(member, path));
  if (member.name == "previousProof") return set(proof.previous_proof, read_strings(member, path));
  return {};
}

Result<DataIntegrityProof> read_proof(json::Value value, std::string_view path) {
  if (!value.is(json::Kind::object)) {
    return fail(malformed, "a proof must be an object", std::string(path));
  }
  DataIntegrityProof proof{.source = value};
  for (const json::Member member : value.members()) TRY_OK(read_member(proof, member, path));
  if (proof.type.empty()) return refuse(path, "type", "a proof must have a type");
  if (proof.verification_method.empty()) {
    return refuse(path, "verificationMethod", "a proof must name its verification method");
  }
  if (proof.proof_purpose.empty()) {
    return refuse(path, "proofPurpose", "a proof must say its purpose");
  }
  if (proof.type != "DataIntegrityProof") return proof;
  if (proof.cryptosuite.empty()) return refuse(path, "cryptosuite", "a proof must name its suite");
  if (proof.proof_value.empty()) return refuse(path, "proofValue", "a proof must have a value");
  return proof;
}

}  // namespace

Result<std::vector<DataIntegrityProof>> read_proofs(json::Value secured) {
  const auto found = secured.find("proof");
  if (!found || (found->is(json::Kind::array) && found->size() == 0)) {
    return fail(no_proof, "the document has no proof", "$.proof");
  }
  std::vector<DataIntegrityProof> proofs;
  if (!found->is(json::Kind::array)) {
    TRY(proof, read_proof(*found, "$.proof"));
    proofs.push_back(std::move(proof));
    return proofs;
  }
  if (found->size() > proofs_max) return fail(malformed, "too many proofs", "$.proof");
  proofs.reserve(found->size());
  for (const json::Value value : found->elements()) {
    TRY(proof, read_proof(value, "$.proof[" + std::to_string(proofs.size()) + "]"));
    proofs.push_back(std::move(proof));
  }
  return proofs;
}

}  // namespace waarmerk::proof
