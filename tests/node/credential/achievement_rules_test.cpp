#include "node/credential/achievement_rules.hpp"

#include <doctest/doctest.h>

#include "crypto/json/edit.hpp"
#include "node/credential/achievement.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

/// The path at which the sample breaks a rule with this member set, or nothing.
std::string path_with(std::string_view name, std::string_view value) {
  const auto sample = tests::sample_achievement();
  const auto member = tests::parse_json(value);
  const auto changed = json::with_member(sample.root(), name, member.root()).value();
  const auto checked = check_achievement(Place(changed.root(), "$"), {});
  return checked ? "" : checked.error().path;
}

std::string path_without(std::string_view name) {
  const auto changed = json::without_member(tests::sample_achievement().root(), name).value();
  const auto checked = check_achievement(Place(changed.root(), "$"), {});
  return checked ? "" : checked.error().path;
}

}  // namespace

TEST_CASE("an achievement must say what it is, and for what") {
  CHECK(path_without("tag").empty());
  CHECK(path_without("id") == "$.id");
  CHECK(path_without("type") == "$.type");
  CHECK(path_without("name") == "$.name");
  CHECK(path_without("description") == "$.description");
  CHECK(path_without("criteria") == "$.criteria");
  CHECK(path_with("name", "\"\"") == "$.name");
  CHECK(path_with("name", "7") == "$.name");
  CHECK(path_with("criteria", "\"text\"") == "$.criteria");
  CHECK(path_with("criteria", R"({"id":"nowhere"})") == "$.criteria.id");
}

TEST_CASE("each part of an achievement has its type and its members") {
  CHECK(path_with("achievementType", "\"Swimming\"") == "$.achievementType");
  CHECK(path_with("image", R"({"id":"https://a.example","type":"Photo"})") == "$.image.type");
  CHECK(path_with("image", R"({"id":"a.png","type":"Image"})") == "$.image.id");
  CHECK(path_with("alignment", R"([{"type":"Alignment","targetName":"n"}])") ==
        "$.alignment[0].targetUrl");
  CHECK(path_with("tag", "[\"a\",1]") == "$.tag[1]");
  CHECK(path_with("creator", R"({"id":"did:x:y","type":"Person"})") == "$.creator.type");
  CHECK(path_with("resultDescription",
                  R"({"id":"urn:x:1","type":"ResultDescription","name":"n","resultType":"X"})") ==
        "$.resultDescription.resultType");
  CHECK(path_with("resultDescription", R"([{"id":"urn:x:1","type":"ResultDescription","name":"n",
        "resultType":"Status","rubricCriterionLevel":[{"id":"urn:x:2","name":"n","type":"X"}]}])") ==
        "$.resultDescription[0].rubricCriterionLevel[0].type");
}

TEST_CASE("more alignments than the limit are refused") {
  std::string many = "[";
  for (int i = 0; i < 257; ++i) {
    many += R"({"type":"Alignment","targetName":"n","targetUrl":"https://a.example"},)";
  }
  many.back() = ']';
  CHECK(path_with("alignment", many) == "$.alignment");
}

TEST_CASE("results, relations and identifiers have their own rules") {
  const auto result = [](std::string_view more) {
    return path_with(
        "resultDescription",
        R"({"id":"urn:x:1","type":["ResultDescription"],"name":"n","resultType":"Status")" +
            std::string(more) + "}");
  };
  CHECK(result("").empty());
  CHECK(result(R"(,"allowedValue":["A","B"],"requiredLevel":"urn:x:2","valueMin":"1")").empty());
  CHECK(result(R"(,"allowedValue":["A",2])") == "$.resultDescription.allowedValue[1]");
  CHECK(result(R"(,"requiredLevel":"two")") == "$.resultDescription.requiredLevel");
  CHECK(result(R"(,"valueMax":10)") == "$.resultDescription.valueMax");
  CHECK(path_with("related", R"({"id":"urn:x:1","type":["Related"],"inLanguage":"nl"})").empty());
  CHECK(path_with("related", R"([{"type":["Related"]}])") == "$.related[0].id");
  CHECK(path_with("related", R"({"id":"urn:x:1","type":"Other"})") == "$.related.type");
  CHECK(path_with("otherIdentifier",
                  R"({"type":"IdentifierEntry","identifier":"7","identifierType":"isbn"})")
            .empty());
  CHECK(path_with("otherIdentifier",
                  R"({"type":"IdentifierEntry","identifier":"7","identifierType":"book"})") ==
        "$.otherIdentifier.identifierType");
}

TEST_CASE("numbers, words and texts of an achievement are what they must be") {
  CHECK(path_with("creditsAvailable", "2.5").empty());
  CHECK(path_with("creditsAvailable", "\"2.5\"") == "$.creditsAvailable");
  CHECK(path_with("version", "3") == "$.version");
  CHECK(path_with("creator", "\"did:x:y\"").empty());
  CHECK(path_with("creator", "\"somebody\"") == "$.creator");
  const auto alignment = [](std::string_view type) {
    return path_with("alignment", R"({"type":"Alignment","targetName":"n",
        "targetUrl":"https://a.example","targetType":")" +
                                      std::string(type) + "\"}");
  };
  CHECK(alignment("CFItem").empty());
  CHECK(alignment("ext:esco").empty());
  CHECK(alignment("Skill") == "$.alignment.targetType");
}

TEST_CASE("an endorsement of an achievement is checked where it stands") {
  CHECK(path_with("endorsementJwt", "[\"x\"]") == "$.endorsementJwt[0]");
  CHECK(path_with("endorsement", R"([{"type":["VerifiableCredential"]}])") ==
        "$.endorsement[0].type");
}
