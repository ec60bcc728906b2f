// ecdsa-sd-2023, step by step: two families of documents (vc-di-ecdsa appendix A).
#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "crypto/encoding/hex.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "crypto/proof/sd_proof_value.hpp"
#include "crypto/proof/sd_verify.hpp"
#include "crypto/proof/statements.hpp"
#include "crypto/rdf/canonicalize.hpp"
#include "tests/support/proof_steps.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::proof {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> texts(json::Value array) {
  std::vector<std::string> read;
  for (const json::Value one : array.elements()) read.emplace_back(one.string().value());
  return read;
}

std::string text_at(const json::Document& document, const std::string& name) {
  return json::Reader(document).get_string(name).value();
}

std::vector<std::string> texts_at(const json::Document& document, const std::string& name) {
  return texts(json::Reader(document).get(name).value().value());
}

std::vector<std::string> in_hex(const std::vector<EcdsaSignature>& signatures) {
  std::vector<std::string> printed;
  for (const auto& one : signatures) printed.push_back(encoding::encode_hex(one));
  return printed;
}

std::vector<std::uint64_t> numbers_at(const json::Document& document, const std::string& name) {
  std::vector<std::uint64_t> numbers;
  const auto reader = json::Reader(document).get(name).value();
  for (const json::Value one : reader.value().elements()) {
    numbers.push_back(static_cast<std::uint64_t>(one.integer().value()));
  }
  return numbers;
}

/// One family: what was printed for it.
struct Family {
  fs::path folder;
  keys::PublicKey key;

  json::Document file(const std::string& name) const {
    return tests::parse_file(folder / (name + ".json"));
  }
};

std::vector<Family> families(const fs::path& root) {
  const auto material = tests::parse_file(root / "ecdsa-sd-2023/SDKeyMaterial.json");
  const auto pair = json::Reader(material).get("baseKeyPair").value();
  const auto key = keys::parse_multikey(pair.get_string("publicKeyMultibase").value()).value();
  return {{root / "ecdsa-sd-2023/employ", key}, {root / "ecdsa-sd-2023/prc", key}};
}

DataIntegrityProof only_proof(const json::Document& document) {
  auto proofs = read_proofs(document.root()).value();
  REQUIRE(proofs.size() == 1);
  return proofs.front();
}

Result<void> verify_only(const json::Document& document, const keys::PublicKey& key) {
  return verify_proof(document.root(), only_proof(document), key, tests::vector_contexts());
}

/// The document with `what` replaced, which must be there.
json::Document altered(const json::Document& document, const std::string& what,
                       const std::string& by) {
  std::string text(document.text());
  REQUIRE(text.find(what) != std::string::npos);
  return json::parse(text.replace(text.find(what), what.size(), by)).value();
}

}  // namespace

TEST_CASE("ecdsa-sd-2023: a derived proof is read, transformed and hashed as it is printed") {
  VECTORS_OR_SKIP(root, "di-ecdsa");
  for (const Family& family : families(root)) {
    CAPTURE(family.folder.string());
    const auto document = family.file("derivedRevealDocument");
    const auto proof = only_proof(document);
    const auto data = make_verify_data({.secured = document.root(),
                                        .proof = proof,
                                        .key = family.key,
                                        .contexts = tests::vector_contexts()});
    REQUIRE(data);
    const auto parsed = family.file("verifyDerivedProofValue");
    CHECK(encoding::encode_hex(data->value.base_signature) == text_at(parsed, "baseSignature"));
    CHECK(keys::print_multikey(data->value.statement_key) == text_at(parsed, "publicKey"));
    CHECK(in_hex(data->value.signatures) == texts_at(parsed, "signatures"));
    CHECK(data->value.mandatory_indexes == numbers_at(parsed, "mandatoryIndexes"));
    const auto labels = json::Reader(parsed).get("labelMap").value().value();
    CHECK(data->value.labels.size() == labels.size());
    std::size_t index = 0;
    for (const json::Value pair : labels.elements()) {
      const auto entry = texts(pair);
      CHECK(entry[0] == "c14n" + std::to_string(index));
      CHECK(entry[1] == print_blank_label(data->value.labels[index++]));
    }
    const auto expected = family.file("verifyCreateVerifyData");
    CHECK(encoding::encode_hex(data->proof_hash.view()) == text_at(expected, "proofHash"));
    CHECK(encoding::encode_hex(data->mandatory_hash.view()) == text_at(expected, "mandatoryHash"));
    CHECK(data->non_mandatory == texts_at(expected, "nonMandatory"));
    CHECK(print_derived_proof_value(data->value).value() == proof.proof_value);
  }
}

TEST_CASE("ecdsa-sd-2023: a derived document verifies as it is printed, and in no other way") {
  VECTORS_OR_SKIP(root, "di-ecdsa");
  for (const Family& family : families(root)) {
    CAPTURE(family.folder.string());
    const auto document = family.file("derivedRevealDocument");
    CHECK(verify_only(document, family.key));
    const std::pair<std::string, std::string> changes[] = {
        {R"("birthCountry": ")", R"("birthCountry": "New )"},
        {R"("validFrom": "20)", R"("validFrom": "21)"},
        {R"("validUntil": "20)", R"("validUntil": "21)"},
        {R"("created": "20)", R"("created": "21)"},
        {"iVBORw0KGgo", "iVBORw0KGgp"}};
    for (const auto& [what, by] : changes) {
      CHECK(verify_only(altered(document, what, by), family.key).error().code ==
            keys::bad_signature);
    }
    const auto more = altered(document, "\"validFrom\"", "\"name\":\"more\",\"validFrom\"");
    CHECK(verify_only(more, family.key).error().code == keys::bad_signature);
  }
}

TEST_CASE("ecdsa-sd-2023: a base proof is read as it is printed, and is no proof for a verifier") {
  VECTORS_OR_SKIP(root, "di-ecdsa");
  for (const Family& family : families(root)) {
    CAPTURE(family.folder.string());
    const auto document = family.file("addSignedSDBase");
    const auto text = only_proof(document).proof_value;
    const auto value = parse_base_proof_value(text);
    REQUIRE(value);
    const auto expected = family.file("derivedRecoveredBaseData");
    CHECK(encoding::encode_hex(value->base_signature) == text_at(expected, "baseSignature"));
    CHECK(keys::print_multikey(value->statement_key) == text_at(expected, "proofPublicKey"));
    CHECK(encoding::encode_hex(value->hmac_key.view()) == text_at(expected, "hmacKey"));
    CHECK(in_hex(value->signatures) == texts_at(expected, "signatures"));
    CHECK(value->mandatory_pointers == texts_at(expected, "mandatoryPointers"));
    CHECK(print_base_proof_value(*value).value() == text);
    CHECK(verify_only(document, family.key).error().code == base_proof);
  }
}

}  // namespace waarmerk::proof
