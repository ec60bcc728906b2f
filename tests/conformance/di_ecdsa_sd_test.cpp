// ecdsa-sd-2023, step by step: two families of documents (vc-di-ecdsa appendix A).
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "crypto/encoding/base58.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/encoding/multicodec.hpp"
#include "crypto/json/canonical.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/keys/verify.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "crypto/proof/sd_proof_value.hpp"
#include "crypto/proof/sd_statements.hpp"
#include "crypto/proof/sd_verify.hpp"
#include "crypto/proof/selective_disclosure.hpp"
#include "crypto/proof/statements.hpp"
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
  std::vector<std::string> mandatory;
  std::vector<std::string> selective;

  json::Document file(const std::string& name) const {
    return tests::parse_file(folder / (name + ".json"));
  }
};

std::vector<Family> families(const fs::path& root) {
  const auto material = tests::parse_file(root / "ecdsa-sd-2023/SDKeyMaterial.json");
  const auto pair = json::Reader(material).get("baseKeyPair").value();
  const auto key = keys::parse_multikey(pair.get_string("publicKeyMultibase").value()).value();
  const auto pointers = [&](const std::string& name) {
    return texts(tests::parse_file(root / (name + ".json")).root());
  };
  return {
      {root / "ecdsa-sd-2023/employ", key, pointers("employMandatory"),
       pointers("employSelective")},
      {root / "ecdsa-sd-2023/prc", key, pointers("prCredMandatory"), pointers("prCredSelective")}};
}

keys::SecretKey secret_key(const json::Document& material, const std::string& pair) {
  const auto text =
      json::Reader(material).get(pair).value().get_string("secretKeyMultibase").value();
  const Bytes bytes = encoding::decode_base58(std::string_view(text).substr(1)).value();
  return keys::SecretKey::make(keys::Algorithm::p256, encoding::split_codec(bytes).value().body)
      .value();
}

std::string lower(std::string hex) {
  for (char& c : hex) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return hex;
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

TEST_CASE("ecdsa-sd-2023: the lines that are signed, and those that are chosen, are as printed") {
  VECTORS_OR_SKIP(root, "di-ecdsa");
  for (const Family& family : families(root)) {
    CAPTURE(family.folder.string());
    const auto document = family.file("addSignedSDBase");
    const auto base = parse_base_proof_value(only_proof(document).proof_value).value();
    const auto statements =
        SignedStatements::make(document.root(), base.hmac_key.view(), tests::vector_contexts());
    REQUIRE(statements);
    CHECK(statements->lines() == texts(family.file("addBaseDocHMACCanon").root()));
    const auto groups = family.file("derivedGroupIndexes");
    const auto indexes_of = [&](const std::vector<std::string>& pointers) {
      const auto chosen = statements->choose(pointers).value();
      return std::vector<std::uint64_t>(chosen.indexes.begin(), chosen.indexes.end());
    };
    auto combined = family.mandatory;
    combined.insert(combined.end(), family.selective.begin(), family.selective.end());
    CHECK(indexes_of(family.mandatory) == numbers_at(groups, "mandatoryIndexes"));
    CHECK(indexes_of(family.selective) == numbers_at(groups, "selectiveIndexes"));
    CHECK(indexes_of(combined) == numbers_at(groups, "combinedIndexes"));
    const auto chosen = statements->choose(combined).value();
    CHECK(json::canonical(chosen.selection.document.root()) ==
          json::canonical(family.file("derivedUnsignedReveal").root()));
  }
}

TEST_CASE("ecdsa-sd-2023: the hashes that are signed, and their signature, are as printed") {
  VECTORS_OR_SKIP(root, "di-ecdsa");
  for (const Family& family : families(root)) {
    CAPTURE(family.folder.string());
    const auto document = family.file("addSignedSDBase");
    const auto configuration = family.file("addProofConfig");
    const HashInput input{.document = document.root(),
                          .proof = configuration.root(),
                          .contexts = tests::vector_contexts()};
    const auto proof_hash = hash_configuration(input).value();
    const auto base = parse_base_proof_value(only_proof(document).proof_value).value();
    const auto statements =
        SignedStatements::make(document.root(), base.hmac_key.view(), tests::vector_contexts())
            .value();
    std::string mandatory;
    std::vector<std::string> others = statements.lines();
    const auto indexes = statements.choose(family.mandatory).value().indexes;
    for (auto index = indexes.rbegin(); index != indexes.rend(); ++index) {
      mandatory.insert(0, others[*index]);
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(*index));
    }
    const auto mandatory_hash = digest(HashAlgorithm::sha256, bytes_of(mandatory));
    const auto expected = family.file("addHashData");
    CHECK(encoding::encode_hex(proof_hash.view()) == text_at(expected, "proofHash"));
    CHECK(encoding::encode_hex(mandatory_hash.view()) == text_at(expected, "mandatoryHash"));
    CHECK(keys::verify(family.key, sign_data(proof_hash, base.statement_key, mandatory_hash),
                       base.base_signature));
    REQUIRE(others.size() == base.signatures.size());
    for (std::size_t i = 0; i < others.size(); ++i) {
      CHECK(keys::verify(base.statement_key, bytes_of(others[i]), base.signatures[i]));
    }
  }
}

TEST_CASE("ecdsa-sd-2023: what is derived from a printed base proof is what is printed") {
  VECTORS_OR_SKIP(root, "di-ecdsa");
  for (const Family& family : families(root)) {
    CAPTURE(family.folder.string());
    const auto derived =
        derive_proof(family.file("addSignedSDBase"), family.selective, tests::vector_contexts());
    REQUIRE(derived);
    CHECK(json::canonical(derived->root()) ==
          json::canonical(family.file("derivedRevealDocument").root()));
  }
}

TEST_CASE("ecdsa-sd-2023: a base proof made with the printed keys serves as the printed one") {
  VECTORS_OR_SKIP(root, "di-ecdsa");
  const auto material = tests::parse_file(root / "ecdsa-sd-2023/SDKeyMaterial.json");
  for (const Family& family : families(root)) {
    CAPTURE(family.folder.string());
    const auto published = family.file("addSignedSDBase");
    const auto old = only_proof(published);
    BaseProofSecrets secrets{.hmac_key = {}, .statement_key = secret_key(material, "proofKeyPair")};
    const auto hmac_key = encoding::decode_hex(lower(text_at(material, "hmacKeyString"))).value();
    std::ranges::copy(hmac_key, secrets.hmac_key.writable().begin());
    const auto signer = keys::make_signer(secret_key(material, "baseKeyPair"));
    const BaseProofOptions options{.proof = {.verification_method = old.verification_method,
                                             .proof_purpose = old.proof_purpose,
                                             .created = old.created},
                                   .mandatory_pointers = family.mandatory};
    const auto unsecured = json::without_member(published.root(), "proof").value();
    const auto secured =
        add_base_proof(unsecured, options, std::move(secrets), *signer, tests::vector_contexts());
    REQUIRE(secured);
    const auto made = parse_base_proof_value(only_proof(*secured).proof_value).value();
    const auto expected = parse_base_proof_value(old.proof_value).value();
    CHECK(made.statement_key == expected.statement_key);
    CHECK(std::ranges::equal(made.hmac_key.view(), expected.hmac_key.view()));
    CHECK(made.mandatory_pointers == expected.mandatory_pointers);
    CHECK(made.signatures.size() == expected.signatures.size());
    const auto derived = derive_proof(*secured, family.selective, tests::vector_contexts());
    REQUIRE(derived);
    CHECK(verify_only(*derived, family.key));
    CHECK(verify_only(*secured, family.key).error().code == base_proof);
  }
}

}  // namespace waarmerk::proof
