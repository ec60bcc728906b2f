#include "crypto/proof/statements.hpp"

#include <doctest/doctest.h>

#include "tests/crypto/proof/signing.hpp"

namespace waarmerk::proof {
namespace {

json::Document named(const std::string& more = "") {
  return parse(R"({"@context":["https://www.w3.org/ns/credentials/v2"],"id":"urn:1",)"
               R"("type":"VerifiableCredential","name":"a")" +
               more + "}");
}

Result<rdf::Dataset> statements_of(const json::Document& document, bool holds_proofs = false) {
  return read_statements({.document = document.root(),
                          .proof = document.root(),
                          .holds_previous_proofs = holds_proofs});
}

}  // namespace

TEST_CASE("the proof of a document is none of its statements, unless it is to count") {
  const auto proof = R"(,"proof":{"type":"DataIntegrityProof","created":"2020-01-01T00:00:00Z"})";
  const auto document = named(proof);
  CHECK(statements_of(named())->quads().size() == 2);
  CHECK(statements_of(document)->quads().size() == 2);
  CHECK(statements_of(document, true)->quads().size() == 5);
}

TEST_CASE("a statement that would be lost is refused") {
  CHECK(statements_of(named(R"(,"undefinedTerm":"a")")).error().code == untransformable);
  const auto unknown = parse(R"({"@context":"https://unknown.example/v1","name":"a"})");
  CHECK(statements_of(unknown).error().code == unknown_context);
}

TEST_CASE("the hash of a proof is of all but its value") {
  const auto document = named();
  const auto hash_of = [&](const std::string& members) {
    const auto proof = parse(R"({"type":"DataIntegrityProof",)" + members + "}");
    return hash_configuration({.document = document.root(), .proof = proof.root()}).value();
  };
  const auto hash = hash_of(R"("challenge":"a")");
  CHECK(hash == hash_of(R"("challenge":"a","proofValue":"z1","@context":"urn:ignored")"));
  CHECK(hash != hash_of(R"("challenge":"b")"));
}

TEST_CASE("the errors of other folders become those of proofs") {
  CHECK(refuse_transformation({.code = {"rdf.too_complex", ErrorKind::invalid}, .detail = ""})
            .error()
            .code == too_complex);
  CHECK(refuse_transformation({.code = {"rdf.malformed", ErrorKind::invalid}, .detail = ""})
            .error()
            .code == untransformable);
}

}  // namespace waarmerk::proof
