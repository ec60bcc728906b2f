#include <doctest/doctest.h>

#include <string>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {
namespace {

constexpr auto v2 = R"("https://www.w3.org/ns/credentials/v2")";
constexpr auto date = R"("2030-01-01T00:00:00Z")";
constexpr auto typed_date =
    R"({"@type":"http://www.w3.org/2001/XMLSchema#dateTime","@value":"2030-01-01T00:00:00Z"})";

/// A credential with one more member, in v2 and one more context.
std::string credential(const std::string& more, const std::string& context = "[]") {
  return R"({"@context":[)" + std::string(v2) + "," + context +
         R"(],"id":"urn:uuid:1","type":["VerifiableCredential"],"issuer":"urn:i",)" +
         R"("credentialSubject":{"id":"urn:s"},)" + more + "}";
}

std::string in_own_names(const std::string& document) {
  return tests::quads(document, {.own_names = true});
}

/// Refused where own names are asked for, and the same quads as `plain` where they are not.
void check_hidden(const std::string& plain, const std::string& hidden) {
  CAPTURE(hidden);
  CHECK(tests::quads(hidden) == tests::quads(plain));
  CHECK(in_own_names(plain) == tests::quads(plain));
  CHECK(in_own_names(hidden).starts_with("jsonld.second_name"));
}

}  // namespace

TEST_CASE("what a credential says cannot be moved out of sight of whoever reads its JSON") {
  const std::string until = std::string("\"validUntil\":") + date;
  const auto plain = credential(until);
  const std::string iri = "https://www.w3.org/2018/credentials#validUntil";
  check_hidden(plain, credential("\"" + iri + "\":" + typed_date));
  check_hidden(plain, credential(std::string("\"until\":") + date,
                                 R"({"until":{"@id":")" + iri + R"(","@type":)" +
                                     R"("http://www.w3.org/2001/XMLSchema#dateTime"}})"));
  check_hidden(plain, credential(std::string("\"c:validUntil\":") + typed_date,
                                 R"({"c":"https://www.w3.org/2018/credentials#"})"));
  check_hidden(plain, credential(std::string("\"credentials#validUntil\":") + typed_date,
                                 R"({"@vocab":"https://www.w3.org/2018/"})"));
  const std::string elsewhere =
      R"({"id":"urn:uuid:1","type":"VerifiableCredential",)" + until + "}";
  check_hidden(plain, credential("\"@included\":" + elsewhere));
  check_hidden(plain, credential("\"more\":" + elsewhere, R"({"more":"@included"})"));
  check_hidden(plain, credential("\"more\":{" + until + "}", R"({"more":"@nest"})"));
  const std::string self = R"("relatedResource":)";
  check_hidden(credential(until + "," + self + R"({"id":"urn:uuid:1"})"),
               credential(self + elsewhere));
}

TEST_CASE("ids and types have one name each") {
  const auto plain = credential(R"("evidence":{"id":"urn:e","type":"VerifiableCredential"})");
  check_hidden(plain, credential(R"("evidence":{"@id":"urn:e","type":"VerifiableCredential"})"));
  check_hidden(plain, credential(R"("evidence":{"id":"urn:e","@type":"VerifiableCredential"})"));
  check_hidden(plain, credential(R"("evidence":{"is":"urn:e","type":"VerifiableCredential"})",
                                 R"({"is":"@id"})"));
}

TEST_CASE("a status cannot be stated from the other end") {
  const std::string status =
      R"({"id":"urn:st","type":"BitstringStatusListEntry","statusPurpose":"revocation"})";
  const auto plain =
      credential("\"credentialStatus\":" + status + R"(,"evidence":{"id":"urn:st"})");
  const auto hidden = credential(
      R"("evidence":{"id":"urn:st","type":"BitstringStatusListEntry",)"
      R"("statusPurpose":"revocation","of":{"id":"urn:uuid:1","type":"VerifiableCredential"}})",
      R"({"of":{"@reverse":"https://www.w3.org/2018/credentials#credentialStatus"}})");
  check_hidden(plain, hidden);
}

TEST_CASE("values, words of somebody's own and what no term names are said as ever") {
  for (const auto& document :
       {credential(R"("name":{"@value":"x","@language":"en"})"),
        credential(R"("name":{"@list":["x"]})"), credential(R"("urn:p":"x")"),
        credential(R"("mine":"x")", R"({"mine":"urn:mine"})"),
        credential(R"("mine":"x")", R"({"@vocab":"urn:mine#"})"),
        credential(R"("evidence":{"id":"urn:uuid:1"})"),
        credential(R"("evidence":{"urn:p":)" + std::string(typed_date) + "}")}) {
    CHECK(in_own_names(document) == tests::quads(document));
    CHECK_FALSE(in_own_names(document).starts_with("jsonld."));
  }
}

}  // namespace waarmerk::jsonld
