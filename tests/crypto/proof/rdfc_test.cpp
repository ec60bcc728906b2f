#include "crypto/proof/rdfc.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/multibase.hpp"
#include "tests/crypto/proof/signing.hpp"

namespace waarmerk::proof {
namespace {

constexpr auto v2 = R"("https://www.w3.org/ns/credentials/v2")";

/// A credential with one more member, in these contexts.
json::Document credential(const std::string& more = "", const std::string& contexts = v2) {
  return parse(
      R"({"@context":[)" + contexts + R"(],"id":"urn:uuid:1","type":["VerifiableCredential"],)" +
      R"("issuer":"did:example:1","credentialSubject":{"id":"did:example:2"})" + more + "}");
}

json::Document plain_proof() {
  return parse(R"({"type":"DataIntegrityProof","cryptosuite":"eddsa-rdfc-2022",)"
               R"("verificationMethod":"did:example:1#k","proofPurpose":"assertionMethod"})");
}

Result<HashData> hash_of(const json::Document& document) {
  const auto proof = plain_proof();
  return hash_rdfc({.document = document.root(), .proof = proof.root()});
}

Bytes bytes_of_hash(const json::Document& document) {
  return to_bytes(hash_of(document).value().view());
}

Error refusal(const json::Document& document) {
  const auto hash = hash_of(document);
  REQUIRE_FALSE(hash);
  return hash.error();
}

ProofOptions rdfc_options(const keys::Signer& signer) {
  ProofOptions options = options_for(signer);
  const bool eddsa = signer.public_key().algorithm() == keys::Algorithm::ed25519;
  options.cryptosuite = eddsa ? "eddsa-rdfc-2022" : "ecdsa-rdfc-2019";
  return options;
}

}  // namespace

TEST_CASE("the hash is of the proof's quads without its value, then of the document's without it") {
  const auto document = credential(R"(,"proof":{"anything":true})");
  const auto proof = parse(R"({"@context":"urn:ignored","type":"DataIntegrityProof",)"
                           R"("cryptosuite":"eddsa-rdfc-2022","proofValue":"z1",)"
                           R"("verificationMethod":"did:example:1#k"})");
  const std::string proof_text =
      "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
      "<https://w3id.org/security#DataIntegrityProof> .\n"
      "_:c14n0 <https://w3id.org/security#cryptosuite> "
      "\"eddsa-rdfc-2022\"^^<https://w3id.org/security#cryptosuiteString> .\n"
      "_:c14n0 <https://w3id.org/security#verificationMethod> <did:example:1#k> .\n";
  const std::string document_text =
      "<urn:uuid:1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
      "<https://www.w3.org/2018/credentials#VerifiableCredential> .\n"
      "<urn:uuid:1> <https://www.w3.org/2018/credentials#credentialSubject> <did:example:2> .\n"
      "<urn:uuid:1> <https://www.w3.org/2018/credentials#issuer> <did:example:1> .\n";
  for (const auto algorithm : {HashAlgorithm::sha256, HashAlgorithm::sha384}) {
    const auto hash =
        hash_rdfc({.document = document.root(), .proof = proof.root(), .algorithm = algorithm});
    REQUIRE(hash);
    const HashData expected(digest(algorithm, bytes_of(proof_text)).view(),
                            digest(algorithm, bytes_of(document_text)).view());
    CHECK(to_bytes(hash->view()) == to_bytes(expected.view()));
  }
}

TEST_CASE("the order of members and of list entries does not matter, what they say does") {
  const auto one = bytes_of_hash(credential(R"(,"name":"a","description":"b")"));
  CHECK(one == bytes_of_hash(credential(R"(,"description":["b","b"],"name":["a"])")));
  CHECK(one != bytes_of_hash(credential(R"(,"description":"a","name":"b")")));
}

TEST_CASE("what would be dropped in silence is refused, and named by its place") {
  CHECK(hash_of(credential(R"(,"name":"a")")));
  const auto undefined = refusal(credential(R"(,"credentialNote":"a")"));
  CHECK(undefined.code == untransformable);
  CHECK(undefined.detail == "jsonld.undefined_term: credentialNote");
  CHECK(undefined.path == "$.credentialNote");
  CHECK(refusal(credential(R"(,"evidence":{"type":"Undefined"})")).code == untransformable);
  CHECK(refusal(credential(R"(,"evidence":{"id":"relative"})")).code == untransformable);
  CHECK(refusal(parse(R"({"id":"urn:uuid:1","name":"a"})")).code == untransformable);
}

TEST_CASE("an IRI cannot end where it should not, and say more than it does") {
  for (const auto* id : {"urn:x> <urn:p> <urn:o", "urn:x y", "urn:x\\ny", "urn:\\u003cx"}) {
    CHECK(refusal(credential(R"(,"evidence":{"id":")" + std::string(id) + R"("})")).code ==
          untransformable);
  }
}

TEST_CASE("a context that is not known says its URL, and nothing of the document") {
  const auto error = refusal(credential("", std::string(v2) + R"(,"https://x.example/v1")"));
  CHECK(error.code == unknown_context);
  CHECK(error.detail == "https://x.example/v1");
}

TEST_CASE("a document that was made to keep us busy is refused for that") {
  std::string nodes;
  for (int i = 0; i < 10; ++i) {
    nodes += (i == 0 ? "" : ",") + std::string(R"({"id":"_:n)") + std::to_string(i) + R"(","p":[)";
    for (int j = 0; j < 10; ++j) {
      nodes += (j == 0 ? "" : ",") + std::string(R"({"id":"_:n)") + std::to_string(j) + R"("})";
    }
    nodes += "]}";
  }
  const auto contexts = std::string(v2) + R"(,"https://www.w3.org/ns/credentials/examples/v2")";
  CHECK(refusal(credential(R"(,"q":[)" + nodes + "]", contexts)).code == too_complex);
}

TEST_CASE("each key signs and verifies, and a change breaks the signature") {
  for (const auto algorithm :
       {keys::Algorithm::ed25519, keys::Algorithm::p256, keys::Algorithm::p384}) {
    const auto signer = new_signer(1, algorithm);
    const auto secured =
        add_proof(credential(R"(,"name":"a")"), rdfc_options(*signer), *signer).value();
    CHECK_FALSE(secured.root().find("proof")->find("@context"));
    CHECK(verify_first(secured, signer->public_key()));
    CHECK(verify_first(secured, new_signer(2, algorithm)->public_key()).error().code ==
          keys::bad_signature);
    for (const auto& [what, by] :
         {std::pair{"\"name\":\"a\"", "\"name\":\"b\""}, std::pair{"urn:uuid:1", "urn:uuid:2"},
          std::pair{"assertionMethod", "authentication"},
          std::pair{"\"name\":\"a\"", "\"name\":\"a\",\"description\":\"b\""}}) {
      CHECK(verify_first(altered(secured, what, by), signer->public_key()).error().code ==
            keys::bad_signature);
    }
    const auto more = altered(secured, "\"name\":\"a\"", "\"name\":\"a\",\"undefinedTerm\":\"b\"");
    CHECK(verify_first(more, signer->public_key()).error().code == untransformable);
  }
}

TEST_CASE("a document that cannot be covered whole is not signed") {
  const auto signer = new_signer();
  const auto secured =
      add_proof(credential(R"(,"undefinedTerm":"a")"), rdfc_options(*signer), *signer);
  REQUIRE_FALSE(secured);
  CHECK(secured.error().code == untransformable);
}

TEST_CASE("a chain goes through proofs of any suite") {
  const auto one = new_signer(1);
  const auto two = new_signer(2, keys::Algorithm::p256);
  for (const auto* suite : {"eddsa-rdfc-2022", "eddsa-jcs-2022"}) {
    ProofOptions first = options_for(*one);
    first.cryptosuite = suite;
    first.id = "urn:uuid:p1";
    ProofOptions second = rdfc_options(*two);
    second.previous_proof = {"urn:uuid:p1"};
    const auto chain =
        add_proof(add_proof(credential(), first, *one).value(), second, *two).value();
    const auto proofs = read_proofs(chain.root()).value();
    CHECK(verify_proof(chain.root(), proofs[0], one->public_key()));
    CHECK(verify_proof(chain.root(), proofs[1], two->public_key()));
    const auto changed = altered(chain, R"(urn:uuid:p1","type")",
                                 R"(urn:uuid:p1","expires":"2030-01-01T00:00:00Z","type")");
    CHECK(verify_proof(changed.root(), read_proofs(changed.root()).value()[1], two->public_key())
              .error()
              .code == keys::bad_signature);
  }
}

TEST_CASE("Ed25519Signature2020 is verified and not made") {
  const auto signer = new_signer();
  ProofOptions options = options_for(*signer);
  options.cryptosuite = "Ed25519Signature2020";
  CHECK(add_proof(credential(), options, *signer).error().code == unknown_suite);
  const auto unsecured =
      credential("", std::string(v2) + R"(,"https://w3id.org/security/suites/ed25519-2020/v1")");
  const std::string configuration = R"({"type":"Ed25519Signature2020","verificationMethod":")" +
                                    options.verification_method +
                                    R"(","proofPurpose":"assertionMethod"})";
  const auto proof = parse(configuration);
  const auto hash = hash_rdfc({.document = unsecured.root(), .proof = proof.root()}).value();
  const auto value =
      encoding::encode_multibase(encoding::Base::base58btc, signer->sign(hash.view()).value());
  std::string text(unsecured.text());
  text.insert(text.size() - 1, ",\"proof\":" + configuration);
  text.insert(text.size() - 2, ",\"proofValue\":\"" + value + "\"");
  const auto secured = parse(text);
  CHECK(verify_first(secured, signer->public_key()));
  CHECK(verify_first(altered(secured, "urn:uuid:1", "urn:uuid:2"), signer->public_key())
            .error()
            .code == keys::bad_signature);
  CHECK(verify_first(secured, new_signer(1, keys::Algorithm::p256)->public_key()).error().code ==
        wrong_key);
}

}  // namespace waarmerk::proof
