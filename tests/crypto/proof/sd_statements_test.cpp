#include "crypto/proof/sd_statements.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "tests/crypto/proof/signing.hpp"

namespace waarmerk::proof {
namespace {

json::Document credential(const std::string& more) {
  return parse(R"({"@context":["https://www.w3.org/ns/credentials/v2",)"
               R"({"things":{"@id":"urn:things","@container":"@list"},"see":"urn:see"}],)"
               R"("type":["VerifiableCredential"],"issuer":"did:example:1",)" +
               more + R"("credentialSubject":{"see":["a","b"]}})");
}

Result<ChosenStatements> choose(const json::Document& document,
                                const std::vector<std::string>& pointers) {
  const auto statements =
      SignedStatements::make(document.root(), Bytes(32, 1), jsonld::Contexts::shipped());
  return statements.value().choose(pointers);
}

}  // namespace

TEST_CASE("blank nodes are called by the key, so that another key gives other lines") {
  const auto document = credential("");
  const auto& contexts = jsonld::Contexts::shipped();
  const auto one = SignedStatements::make(document.root(), Bytes(32, 1), contexts).value();
  const auto same = SignedStatements::make(document.root(), Bytes(32, 1), contexts).value();
  const auto other = SignedStatements::make(document.root(), Bytes(32, 2), contexts).value();
  CHECK(one.lines() == same.lines());
  CHECK(one.lines() != other.lines());
  CHECK(one.lines().size() == 5);
  CHECK(std::ranges::is_sorted(one.lines()));
}

TEST_CASE("alike nodes are told apart by where they stand") {
  const auto document = credential(R"("evidence":[{"name":"a"},{"name":"a"},{"name":"b"}],)");
  std::set<std::vector<std::size_t>> seen;
  for (const auto* pointer : {"/evidence/0", "/evidence/1", "/evidence/2"}) {
    const auto chosen = choose(document, {pointer}).value();
    CHECK(chosen.labels.size() == 2);
    seen.insert(chosen.indexes);
  }
  CHECK(seen.size() == 3);
}

TEST_CASE("one of several values can be chosen by itself") {
  const auto document = credential("");
  const auto one = choose(document, {"/credentialSubject/see/0"}).value();
  const auto both = choose(document, {"/credentialSubject/see"}).value();
  CHECK(one.indexes.size() == 3);
  CHECK(both.indexes.size() == 4);
}

TEST_CASE("what is in a list is not chosen apart, and does not keep the rest from being chosen") {
  const auto document = credential(R"("things":["a","b"],)");
  CHECK(choose(document, {"/things"}).error().code == untransformable);
  CHECK(choose(document, {"/things/0"}).error().code == untransformable);
  CHECK(choose(document, {"/issuer"}));
}

TEST_CASE("a pointer that leads nowhere, and a document that loses a statement, are refused") {
  CHECK(choose(credential(""), {"/absent"}).error().code == bad_pointer);
  const auto document = credential(R"("undefinedTerm":"a",)");
  CHECK(SignedStatements::make(document.root(), Bytes(32, 1), jsonld::Contexts::shipped())
            .error()
            .code == untransformable);
}

}  // namespace waarmerk::proof
