#include "node/actions/issue_badge.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "node/actions/define_achievement.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/records/badges.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

credential::Verdict verify(TestNode& node, std::string_view text) {
  credential::Verification verification(text, {.now = node.clock.now()});
  return run_task(verify_badge(std::move(verification), node.evidence, node.clock));
}

}  // namespace

TEST_CASE("an awarded badge is genuine, and is on disk with its places in the lists") {
  TestNode library("library.example");
  const auto badge = library.award(library.define("Taalmaatje"));
  const auto verdict = verify(library, badge.text());
  CHECK(verdict.outcome == credential::Outcome::genuine);
  CHECK(verdict.issuer == "did:web:library.example");
  const auto kept = records::find_badge(library.memory.store, tests::id_of(badge));
  REQUIRE(kept);
  REQUIRE(*kept);
  CHECK((*kept)->revocation);
  CHECK((*kept)->subject == tests::someone);
  CHECK(**records::find_credential(library.memory.store, tests::id_of(badge)) == badge.text());
}

TEST_CASE("a badge for an e-mail address holds its salted hash and not the address") {
  TestNode library("library.example");
  Award award{.achievement_id = library.define("Taalmaatje"), .email = "amina@example.org"};
  const auto badge = run_task(award_badge(library.ports, std::move(award)));
  REQUIRE(badge);
  CHECK(badge->text().find("amina") == std::string_view::npos);
  CHECK(badge->text().find("sha256$") != std::string_view::npos);
}

TEST_CASE("a badge needs a definition that exists and somebody to give it to") {
  TestNode library("library.example");
  const auto unknown = run_task(
      award_badge(library.ports, {.achievement_id = "urn:x", .subject_id = tests::someone}));
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == no_achievement);
  const auto nobody =
      run_task(award_badge(library.ports, {.achievement_id = library.define("Taalmaatje")}));
  REQUIRE_FALSE(nobody);
  CHECK(nobody.error().code == no_subject);
}

TEST_CASE("claims that break a rule take no place in a status list") {
  TestNode library("library.example");
  const auto definition = library.define("Taalmaatje");
  const auto taken = library.memory.records.statuses.find(1)->taken_count;
  Award award{.achievement_id = definition, .subject_id = "not a url"};
  CHECK_FALSE(run_task(award_badge(library.ports, std::move(award))));
  CHECK(library.memory.records.statuses.find(1)->taken_count == taken);
}

TEST_CASE("a credential that a client prepared is issued once under its id") {
  TestNode library("library.example");
  const auto client = json::parse(R"({"@context":["https://www.w3.org/ns/credentials/v2"],
    "id":"urn:uuid:11111111-2222-4333-8444-555555555555","type":["VerifiableCredential"],
    "issuer":"did:web:library.example","credentialSubject":{"id":"did:example:someone"}})");
  REQUIRE(client);
  const auto issued = run_task(issue_credential(library.ports, *client));
  REQUIRE(issued);
  CHECK(verify(library, issued->text()).outcome == credential::Outcome::genuine);
  const auto again = run_task(issue_credential(library.ports, *client));
  REQUIRE_FALSE(again);
  CHECK(again.error().code == badge_exists);
}

TEST_CASE("a credential in another issuer's name is refused") {
  TestNode library("library.example");
  const auto client = json::parse(R"({"@context":["https://www.w3.org/ns/credentials/v2"],
    "type":["VerifiableCredential"],"issuer":"did:web:school.example",
    "credentialSubject":{"id":"did:example:someone"}})");
  const auto issued = run_task(issue_credential(library.ports, *client));
  REQUIRE_FALSE(issued);
  CHECK(issued.error().code == credential::not_ours);
}

}  // namespace waarmerk::node::actions
