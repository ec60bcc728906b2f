#include "node/credential/schema_check.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/json/schema.hpp"
#include "node/credential/schema_text.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr std::string_view start = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/";

/// The sample badge that names a schema, with one text in it replaced.
std::vector<Check> checked(const std::string& schema, std::string_view type,
                           std::string_view from = {}, std::string_view to = {}) {
  const auto badge = tests::sample_badge(tests::TestParty::with_key(7));
  std::string text(write_badge(badge)->text());
  if (!from.empty()) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    text.replace(at, from.size(), to);
  }
  text.insert(
      1, R"("credentialSchema":[{"id":")" + schema + R"(","type":")" + std::string(type) + "\"}],");
  return check_schemas(read_credential(tests::parse_json(text)).value());
}

std::vector<Check> checked_as(std::string_view file, std::string_view from = {},
                              std::string_view to = {}) {
  return checked(std::string(start) + std::string(file), "1EdTechJsonSchemaValidator2019", from,
                 to);
}

}  // namespace

TEST_CASE("our schema of Open Badges compiles, each definition of a credential") {
  const auto document = tests::parse_json(open_badges_schema_text);
  for (const auto* name : {"AchievementCredential", "AchievementCredential_1_1",
                           "EndorsementCredential", "EndorsementCredential_1_1", "Profile"}) {
    CHECK(json::Schema::compile(document, name));
  }
}

TEST_CASE("a badge that names no schema is held against none") {
  const auto badge = tests::sample_badge(tests::TestParty::with_key(7));
  CHECK(check_schemas(read_credential(write_badge(badge).value()).value()).empty());
}

TEST_CASE("a badge that keeps to its schema passes, and one that does not fails with the place") {
  for (const auto* file : {"ob_v3p0_achievementcredential_schema.json",
                           "ob_v3p0_anyachievementcredential_schema.json"}) {
    const auto good = checked_as(file);
    REQUIRE(good.size() == 1);
    CHECK(good[0].finding == Finding::schema_good);
    const auto bad = checked_as(file, R"("type":"Image")", R"("type":"Picture")");
    REQUIRE(bad.size() == 1);
    CHECK(bad[0].finding == Finding::schema_broken);
    CHECK(bad[0].detail.starts_with("$.credentialSubject.achievement.image.type: "));
  }
}

TEST_CASE("a badge is no endorsement") {
  CHECK(checked_as("ob_v3p0_endorsementcredential_schema.json").at(0).finding ==
        Finding::schema_broken);
}

TEST_CASE("a schema that is not known is a warning that names it") {
  const auto other =
      checked("https://school.example/schema.json", "1EdTechJsonSchemaValidator2019");
  REQUIRE(other.size() == 1);
  CHECK(other[0].finding == Finding::schema_unknown);
  CHECK(other[0].sentence.contains("https://school.example/schema.json"));
  CHECK(checked(std::string(start) + "ob_v3p0_achievementcredential_schema.json", "JsonSchema")
            .at(0)
            .finding == Finding::schema_unknown);
  CHECK(checked_as("ob_v3p0_other_schema.json").at(0).finding == Finding::schema_unknown);
}

}  // namespace waarmerk::node::credential
