#include "node/credential/badge_view.hpp"

#include <doctest/doctest.h>

#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

BadgeView view_of(std::string_view subject_more, std::string_view more = "") {
  const auto text = R"({"@context":["https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],"id":"urn:uuid:1",
    "type":["VerifiableCredential","OpenBadgeCredential"],"validFrom":"2026-01-05T00:00:00Z",
    "issuer":{"id":"did:x:y","type":"Profile","name":"Library"},)" +
                    std::string(more) + R"("credentialSubject":{"type":"AchievementSubject",)" +
                    std::string(subject_more) +
                    R"("achievement":{"id":"urn:x:1","type":"Achievement","name":"Host",
    "description":"d","criteria":{"id":"https://a.example/c"},
    "endorsement":{"issuer":"did:x:z","credentialSubject":{"endorsementComment":"Well made."}},
    "resultDescription":[{"id":"urn:x:2","name":"Language",
    "rubricCriterionLevel":[{"id":"urn:x:3","name":"B1"}]}]}}})";
  return view_credential(read_credential(tests::parse_json(text)).value());
}

}  // namespace

TEST_CASE("a badge is viewed with its achievement and its issuer") {
  const auto view = view_of(R"("id":"did:x:a",)");
  CHECK(view.edition == "3.0");
  CHECK(view.name == "Host");
  CHECK(view.criteria == "https://a.example/c");
  CHECK(view.issuer_name == "Library");
  CHECK(view.subject == "did:x:a");
  CHECK_FALSE(view.is_subject_hashed);
  REQUIRE(view.endorsements.size() == 1);
  CHECK(view.endorsements[0].name == "did:x:z");
  CHECK(view.endorsements[0].text == "Well made.");
}

TEST_CASE("a hashed identity stays hidden, and a plain one is shown") {
  CHECK(view_of(R"("identifier":[{"hashed":true,"identityHash":"sha256$aa"}],)").is_subject_hashed);
  const auto plain = view_of(R"("identifier":{"hashed":false,"identityHash":"a@b.example"},)");
  CHECK(plain.subject == "a@b.example");
  CHECK_FALSE(plain.is_subject_hashed);
}

TEST_CASE("a result goes by its description, and a level by its name") {
  const auto view = view_of(R"("id":"did:x:a","result":[
      {"resultDescription":"urn:x:2","achievedLevel":"urn:x:3"},{"value":"8"}],)");
  REQUIRE(view.results.size() == 2);
  CHECK(view.results[0].name == "Language");
  CHECK(view.results[0].text == "B1");
  CHECK(view.results[1].name.empty());
  CHECK(view.results[1].text == "8");
}

TEST_CASE("evidence is what was said, or else where it is") {
  const auto view = view_of(R"("id":"did:x:a",)",
                            R"("evidence":[{"type":"Evidence","name":"n","narrative":"story"},
      {"type":"Evidence","id":"https://a.example/e"}],)");
  REQUIRE(view.evidence.size() == 2);
  CHECK(view.evidence[0].text == "story");
  CHECK(view.evidence[1].text == "https://a.example/e");
}

TEST_CASE("an assertion of 2.0 is viewed as far as it holds its parts") {
  const auto view = [](std::string_view badge) {
    const auto text = R"({"@context":"https://w3id.org/openbadges/v2","type":"Assertion",
      "id":"https://a.example/a","recipient":{"type":"email","identity":"a@b.example"},
      "issuedOn":"2020-01-01","verification":{"type":"hosted"},"evidence":"https://a.example/e",
      "badge":)" + std::string(badge) +
                      "}";
    return view_assertion(read_assertion(tests::parse_json(text)).value());
  };
  const auto whole = view(R"({"type":"BadgeClass","name":"Robots","criteria":"Make one",
      "issuer":{"id":"https://a.example/i","name":"A school"}})");
  CHECK(whole.edition == "2.0");
  CHECK(whole.name == "Robots");
  CHECK(whole.issuer_name == "A school");
  CHECK(whole.subject == "a@b.example");
  REQUIRE(whole.evidence.size() == 1);
  CHECK(whole.evidence[0].text == "https://a.example/e");
  CHECK(view("\"https://a.example/b\"").name.empty());
}

TEST_CASE("a view is written without what is empty") {
  json::Writer writer;
  write_view(writer, {.edition = "3.0", .id = "", .name = "Host", .tags = {"a"}});
  CHECK(writer.text() == R"({"edition":"3.0","name":"Host","subjectHashed":false,"tags":["a"]})");
}
