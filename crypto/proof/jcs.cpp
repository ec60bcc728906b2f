#include "crypto/proof/jcs.hpp"

#include <algorithm>
#include <optional>
#include <string>

#include "crypto/base/sha2.hpp"
#include "crypto/json/canonical.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {
namespace {

constexpr std::size_t kept_bytes_max = 64 << 10;

/// The digest of the canonical text of an object, without one member where a name is given.
Digest canonical_hash(json::Value object, std::optional<std::string_view> without,
                      HashAlgorithm algorithm) {
  if (!without) return digest(algorithm, bytes_of(json::canonical(object)));
  thread_local std::string text;  // kept, for every badge is about as long
  text.clear();
  json::canonical_without(object, *without, text);
  const Digest hash = digest(algorithm, bytes_of(text));
  if (text.capacity() > kept_bytes_max) std::string().swap(text);
  return hash;
}

bool same(json::Value a, json::Value b);

bool same_elements(json::Value a, json::Value b) {
  if (a.size() != b.size()) return false;
  const auto of_a = a.elements();
  const auto of_b = b.elements();
  auto in_b = of_b.begin();
  for (const json::Value element : of_a) {
    if (!same(element, *in_b)) return false;
    ++in_b;
  }
  return true;
}

/// Whether two values have one canonical text. A context is most often a list of strings.
bool same(json::Value a, json::Value b) {
  if (a.kind() != b.kind()) return false;
  if (a.is(json::Kind::string)) return a.string() == b.string();
  if (a.is(json::Kind::array)) return same_elements(a, b);
  return json::canonical(a) == json::canonical(b);
}

/// Whether a context starts with all entries of another; a single one stands for a list of one.
bool starts_with(json::Value context, json::Value start) {
  if (!context.is(json::Kind::array)) {
    if (!start.is(json::Kind::array)) return same(context, start);
    return start.size() == 0 || (start.size() == 1 && same(context, *start.elements().begin()));
  }
  if (!start.is(json::Kind::array)) {
    return context.size() > 0 && same(*context.elements().begin(), start);
  }
  if (start.size() > context.size()) return false;
  const auto entries = context.elements();
  auto entry = entries.begin();
  for (const json::Value wanted : start.elements()) {
    if (!same(*entry, wanted)) return false;
    ++entry;
  }
  return true;
}

/// The document as it was when this proof was made: with the `@context` that the proof carries
/// (vc-di-eddsa 3.3.2). Nothing where the document is that already.
Result<std::optional<json::Document>> with_context_of_proof(const HashInput& input) {
  const auto of_proof = input.proof.find("@context");
  if (!of_proof) return std::nullopt;
  const auto of_document = input.document.find("@context");
  if (!of_document || !starts_with(*of_document, *of_proof)) {
    return fail(untransformable, "the document's @context does not start with that of the proof",
                "$['@context']");
  }
  if (same(*of_document, *of_proof)) return std::nullopt;
  return json::with_member(input.document, "@context", *of_proof);
}

}  // namespace

Result<HashData> hash_jcs(const HashInput& input) {
  TRY(changed, with_context_of_proof(input));
  const json::Value document = changed ? changed->root() : input.document;
  const auto left_out = input.holds_previous_proofs ? std::nullopt : std::optional("proof");
  return HashData(canonical_hash(input.proof, "proofValue", input.algorithm).view(),
                  canonical_hash(document, left_out, input.algorithm).view());
}

}  // namespace waarmerk::proof
