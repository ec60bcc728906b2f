#include "tests/support/proof_steps.hpp"

#include <doctest/doctest.h>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/base58.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/encoding/multicodec.hpp"
#include "crypto/json/canonical.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/verify.hpp"
#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "crypto/rdf/canonicalize.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::tests {
namespace {

constexpr std::string_view citizenship = R"({"@context": {
  "@protected": true,
  "EmployablePerson": "https://w3id.org/citizenship#EmployablePerson",
  "EmploymentAuthorizationDocument": "https://w3id.org/citizenship#EmploymentAuthorizationDocument",
  "EmploymentAuthorizationDocumentCredential":
    "https://w3id.org/citizenship#EmploymentAuthorizationDocumentCredential",
  "PermanentResident": "https://w3id.org/citizenship#PermanentResident",
  "PermanentResidentCard": "https://w3id.org/citizenship#PermanentResidentCard",
  "PermanentResidentCardCredential": "https://w3id.org/citizenship#PermanentResidentCardCredential",
  "Person": "https://schema.org/Person",
  "additionalName": "https://schema.org/additionalName",
  "birthCountry": "https://w3id.org/citizenship#birthCountry",
  "birthDate": {
    "@id": "https://schema.org/birthDate", "@type": "http://www.w3.org/2001/XMLSchema#dateTime"},
  "commuterClassification": "https://w3id.org/citizenship#commuterClassification",
  "employmentAuthorizationDocument": "https://w3id.org/citizenship#employmentAuthorizationDocument",
  "familyName": "https://schema.org/familyName",
  "gender": "https://schema.org/gender",
  "givenName": "https://schema.org/givenName",
  "identifier": "https://schema.org/identifier",
  "image": {"@id": "https://schema.org/image", "@type": "@id"},
  "lprCategory": "https://w3id.org/citizenship#lprCategory",
  "lprNumber": "https://w3id.org/citizenship#lprNumber",
  "permanentResidentCard": "https://w3id.org/citizenship#permanentResidentCard",
  "residentSince": {
    "@id": "https://w3id.org/citizenship#residentSince",
    "@type": "http://www.w3.org/2001/XMLSchema#dateTime"}
}})";

/// One file of a vector, without the line feed that some end with.
std::string step(const ProofSteps& steps, const std::string& name) {
  return read_file(steps.folder / (name + steps.ending + ".txt"));
}

std::string hash_hex(const std::string& text, HashAlgorithm algorithm) {
  return encoding::encode_hex(digest(algorithm, bytes_of(text)).view());
}

/// Ed25519 has one signature; of ECDSA each is another, so that only a check can tell.
void check_signature(const ProofSteps& steps, ByteView signed_bytes) {
  const Bytes expected = encoding::decode_hex(step(steps, "sigHex")).value();
  CHECK("z" + encoding::encode_base58(expected) == step(steps, "sigBTC58"));
  const auto signer = keys::make_signer(read_secret_key(steps.key_pair, steps.algorithm));
  CHECK(keys::verify(signer->public_key(), signed_bytes, expected));
  if (steps.algorithm == keys::Algorithm::ed25519) {
    CHECK(signer->sign(signed_bytes).value() == expected);
  }
}

json::Document with_text(const json::Document& document, const std::string& name,
                         const std::string& text) {
  const auto member = json::parse("\"" + text + "\"").value();
  return json::with_member(document.root(), name, member.root()).value();
}

void check_signed(const ProofSteps& steps) {
  const auto document = parse_file(steps.folder / ("signed" + steps.ending + ".json"));
  const auto proofs = proof::read_proofs(document.root()).value();
  REQUIRE(proofs.size() == 1);
  const auto key =
      keys::parse_multikey(
          json::Reader(parse_file(steps.key_pair)).get_string("publicKeyMultibase").value())
          .value();
  CHECK(proof::verify_proof(document.root(), proofs[0], key, vector_contexts()));
  const auto changed = with_text(document, "validFrom", "2023-01-02T00:00:00Z");
  const auto changed_proofs = proof::read_proofs(changed.root()).value();
  const auto verified =
      proof::verify_proof(changed.root(), changed_proofs[0], key, vector_contexts());
  CHECK(verified.error().code == keys::bad_signature);
}

}  // namespace

const jsonld::Contexts& vector_contexts() {
  static const auto contexts =
      jsonld::Contexts::shipped()
          .with({{.url = "https://w3id.org/citizenship/v4rc1",
                  .text = std::string(citizenship),
                  .sha256 = encoding::encode_hex(sha256(bytes_of(citizenship)).value)}})
          .value();
  return contexts;
}

std::string canonical_nquads(json::Value document, HashAlgorithm algorithm) {
  const auto dataset = jsonld::to_rdf(document, {.contexts = vector_contexts()});
  REQUIRE(dataset);
  return rdf::canonicalize(*dataset, {.algorithm = algorithm}).value();
}

json::Document parse_file(const std::filesystem::path& file) {
  return json::parse(read_file(file)).value();
}

keys::SecretKey read_secret_key(const std::filesystem::path& pair, keys::Algorithm algorithm) {
  const auto document = parse_file(pair);
  const json::Reader reader(document);
  const auto name =
      reader.find("secretKeyMultibase") ? "secretKeyMultibase" : "privateKeyMultibase";
  const auto text = reader.get_string(name).value();
  const Bytes bytes = encoding::decode_base58(std::string_view(text).substr(1)).value();
  const auto coded = encoding::split_codec(bytes).value();
  return keys::SecretKey::make(algorithm, coded.body).value();
}

void check_proof_steps(const ProofSteps& steps) {
  CAPTURE(steps.folder.string());
  const auto algorithm = proof::hash_algorithm_of(steps.algorithm);
  const auto configuration = parse_file(steps.folder / ("proofConfig" + steps.ending + ".json"));
  // A suite of before data-integrity contexts adds its own context to the document that it signs.
  const auto unsecured = json::with_member(parse_file(steps.unsecured).root(), "@context",
                                           *configuration.root().find("@context"))
                             .value();
  const std::string document_text = steps.canonical(unsecured.root());
  const std::string proof_text = steps.canonical(configuration.root());
  CHECK(document_text == step(steps, "canonDoc"));
  CHECK(proof_text == step(steps, "proofCanon"));
  CHECK(hash_hex(document_text, algorithm) == step(steps, "docHash"));
  CHECK(hash_hex(proof_text, algorithm) == step(steps, "proofHash"));
  const auto type = json::Reader(configuration).get_string("type").value();
  const auto suite_name = json::Reader(configuration).find_string("cryptosuite").value();
  const auto suite = proof::suite_of(
      {.source = configuration.root(), .type = type, .cryptosuite = suite_name.value_or("")});
  REQUIRE(suite);
  const auto hash = (*suite)->hash({.document = unsecured.root(),
                                    .proof = configuration.root(),
                                    .algorithm = algorithm,
                                    .contexts = vector_contexts()});
  REQUIRE(hash);
  CHECK(encoding::encode_hex(hash->view()) == step(steps, "combinedHash"));
  check_signature(steps, hash->view());
  check_signed(steps);
}

}  // namespace waarmerk::tests
