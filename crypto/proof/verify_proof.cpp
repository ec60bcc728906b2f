// verify_proof: one proof against its document and a key (vc-data-integrity 4.4, 4.5).
#include <algorithm>
#include <string>
#include <utility>

#include "crypto/encoding/multibase.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/verify.hpp"
#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {
namespace {

constexpr std::size_t signature_bytes = 64;  // of every algorithm we know

Result<Bytes> decode_signature(const DataIntegrityProof& proof) {
  auto bytes = encoding::decode_multibase(encoding::Base::base58btc, proof.proof_value);
  if (bytes && bytes->size() == signature_bytes) return bytes;
  return fail(malformed, "a proof value is 64 bytes in base58btc with a z before it",
              "$.proof.proofValue");
}

/// The proofs of a document, be they one or a list.
std::vector<json::Value> proofs_of(json::Value secured) {
  const auto proof = secured.find("proof");
  if (!proof) return {};
  if (!proof->is(json::Kind::array)) return {*proof};
  std::vector<json::Value> proofs;
  for (const json::Value element : proof->elements()) proofs.push_back(element);
  return proofs;
}

bool contains(const auto& texts, std::string_view text) {
  return std::ranges::find(texts, text) != texts.end();
}

/// The proofs that have one of these ids, in the order of the document.
Result<std::vector<json::Value>> find_previous(json::Value secured,
                                               const std::vector<std::string>& ids) {
  std::vector<json::Value> matching;
  std::vector<std::string_view> seen;
  for (const json::Value proof : proofs_of(secured)) {
    const auto id = proof.find("id");
    const auto text = id ? id->string() : std::nullopt;
    if (!text || !contains(ids, *text)) continue;
    matching.push_back(proof);
    seen.push_back(*text);
  }
  for (const std::string& id : ids) {
    if (!contains(seen, id)) {
      return fail(no_previous, "the document has no proof " + id, "$.proof.previousProof");
    }
  }
  return matching;
}

/// The document with no other proofs than these (vc-data-integrity 4.5).
Result<json::Document> with_proofs(json::Value secured, const std::vector<json::Value>& proofs) {
  json::Writer writer;
  writer.begin_object();
  for (const json::Member member : secured.members()) {
    if (member.name != "proof") writer.name(member.name).value(member.value);
  }
  writer.name("proof").begin_array();
  for (const json::Value proof : proofs) writer.value(proof);
  writer.end_array().end_object();
  return json::parse(writer.text());
}

Result<HashData> hash_of(const Cryptosuite& suite, json::Value secured,
                         const DataIntegrityProof& proof) {
  if (proof.previous_proof.empty()) {
    return suite.hash({.document = secured, .proof = proof.source});
  }
  TRY(previous, find_previous(secured, proof.previous_proof));
  TRY(document, with_proofs(secured, previous));
  return suite.hash(
      {.document = document.root(), .proof = proof.source, .holds_previous_proofs = true});
}

}  // namespace

Result<void> verify_proof(json::Value secured, const DataIntegrityProof& proof,
                          const keys::PublicKey& key) {
  if (proof.type != "DataIntegrityProof") {
    return fail(unknown_suite, "a proof of this type is not supported: " + proof.type);
  }
  TRY(suite, get_suite(proof.cryptosuite));
  TRY_OK(expect_algorithm(*suite, key.algorithm()));
  TRY(signature, decode_signature(proof));
  TRY(hash, hash_of(*suite, secured, proof));
  return keys::verify(key, hash.view(), signature);
}

}  // namespace waarmerk::proof
