#include "node/actions/issue_badge.hpp"

#include <doctest/doctest.h>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/define_achievement.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/records/badges.hpp"
#include "tests/support/badge_builder.hpp"
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

/// Awards a badge in an SD-JWT VC to whoever `subject` is.
Result<json::Document> award_sd_jwt(TestNode& node, const std::string& subject) {
  return run_task(award_badge(node.ports, {.achievement_id = node.define("Taalmaatje"),
                                           .subject_id = subject,
                                           .narrative = "Twelve times.",
                                           .form = "dc+sd-jwt"}));
}

/// The id of the newest badge.
std::string newest_id(const TestNode& node) {
  return records::list_badges(node.memory.store, {})->front().id;
}

/// The list that is published as a token.
std::string token_text(const TestNode& node) {
  const auto& lists = node.memory.records.statuses.lists();
  return **records::find_published_list(node.memory.store, lists.back().number);
}

}  // namespace

TEST_CASE("a badge in an SD-JWT VC has its status in a token, which says what becomes of it") {
  TestNode library("library.example");
  const auto lists = library.memory.records.statuses.lists().size();
  const auto badge = award_sd_jwt(library, tests::someone);
  REQUIRE_MESSAGE(badge, badge.error().detail);
  REQUIRE(library.memory.records.statuses.lists().size() == lists + 1);
  const auto id = newest_id(library);
  CHECK(verify(library, badge->text()).code() == "badge.genuine");
  CHECK(verify(library, badge->text()).subject == tests::someone);
  REQUIRE(run_task(change_status(library.ports, {id, StatusAction::suspend})));
  CHECK(verify(library, badge->text()).code() == "badge.suspended");
  REQUIRE(run_task(change_status(library.ports, {id, StatusAction::reinstate})));
  CHECK(verify(library, badge->text()).code() == "badge.genuine");
  REQUIRE(run_task(change_status(library.ports, {id, StatusAction::revoke})));
  CHECK(verify(library, badge->text()).code() == "badge.revoked");
  CHECK(run_task(change_status(library.ports, {id, StatusAction::reinstate})).error().code ==
        irreversible);
  // The next one has a place of its own in the same list.
  const auto next = award_sd_jwt(library, tests::someone);
  REQUIRE(next);
  CHECK(library.memory.records.statuses.lists().size() == lists + 1);
  CHECK(library.memory.records.statuses.lists().back().taken_count == 4);
  CHECK(verify(library, next->text()).code() == "badge.genuine");
}

TEST_CASE("who was given the token of a list needs no network") {
  TestNode library("library.example");
  const auto badge = award_sd_jwt(library, tests::someone);
  REQUIRE(badge);
  tests::Documents documents;
  documents.by_name[library.self.did.text()] = library.self.document.source().text();
  const auto url = library.memory.records.statuses.lists().back().url;
  const auto code = [&] {
    documents.by_name[url] = token_text(library);
    return std::string(
        tests::verify_badge(badge->text(), documents, {.now = library.clock.now()}).code());
  };
  CHECK(code() == "badge.genuine");
  REQUIRE(run_task(change_status(library.ports, {newest_id(library), StatusAction::revoke})));
  CHECK(code() == "badge.revoked");
}

TEST_CASE("an SD-JWT VC is for somebody with a key") {
  TestNode library("library.example");
  for (const auto* subject :
       {"did:web:someone.example", "https://someone.example", "did:key:z6Mk"}) {
    const auto badge = award_sd_jwt(library, subject);
    REQUIRE_FALSE(badge);
    CHECK(badge.error().code == bad_form);
  }
  const auto mailed = run_task(award_badge(library.ports, {.achievement_id = library.define("Taal"),
                                                           .email = "amina@example.org",
                                                           .form = "dc+sd-jwt"}));
  REQUIRE_FALSE(mailed);
  CHECK(mailed.error().code == bad_form);
  CHECK(library.memory.records.statuses.lists().size() == 2);
}

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

TEST_CASE("of whom a badge for an address is stays with who has it, in each form") {
  for (const std::string form : {"eddsa-rdfc-2022", "vc-jwt", "vc-sd-jwt"}) {
    TestNode library("library.example");
    Award award{.id = "urn:uuid:1f0f3c1e-0000-4000-8000-000000000001",
                .achievement_id = library.define("Taalmaatje"),
                .email = "amina@example.org",
                .form = form};
    const auto id = award.id;
    award.narrative = "Twelve times.";
    const auto badge = run_task(award_badge(library.ports, std::move(award)));
    REQUIRE_MESSAGE(badge, badge.error().detail);
    const auto row = records::find_badge(library.memory.store, id);
    REQUIRE(row);
    REQUIRE(*row);
    CHECK((*row)->digest == sha256(bytes_of(json::canonical(badge->root()))));
    const auto kept = **records::find_credential(library.memory.store, id);
    CHECK_FALSE(kept.contains("sha256$"));
    CHECK_FALSE(kept.contains("identifier"));
    CHECK_FALSE(kept.contains("proof"));
    CHECK_FALSE(kept.contains("eyJ"));
    CHECK(kept.contains("Twelve times."));
  }
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
