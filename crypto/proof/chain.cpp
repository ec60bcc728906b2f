#include "crypto/proof/chain.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {
namespace {

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

}  // namespace

Result<HashData> hash_proof(const Cryptosuite& suite, const HashInput& input,
                            const std::vector<std::string>& previous_ids) {
  if (previous_ids.empty()) return suite.hash(input);
  TRY(previous, find_previous(input.document, previous_ids));
  TRY(document, with_proofs(input.document, previous));
  return suite.hash({.document = document.root(),
                     .proof = input.proof,
                     .holds_previous_proofs = true,
                     .algorithm = input.algorithm,
                     .contexts = input.contexts});
}

}  // namespace waarmerk::proof
