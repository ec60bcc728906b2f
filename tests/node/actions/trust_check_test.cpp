#include "node/actions/trust_check.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/badge_builder.hpp"
#include "tests/support/test_node.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::CheckState;
using credential::Finding;
using credential::Outcome;
using tests::parse_json;
using trust::Level;

const Party lab{"did:web:lab.example", "The lab"};

Explanation shown(Level level) {
  Explanation made{.issuer = lab, .level = level, .amount = 60, .bound = 130, .has_roots = true};
  const Party town{"did:web:town.example", "The town"};
  made.paths = {
      {.root = town,
       .amount = 60,
       .bits = {ShownBit{.from = town, .to = lab, .hash = {}, .since = {}, .until = {}}}}};
  made.vouchers = {{.who = town}};
  made.vetoed_by = town;
  return made;
}

credential::Verdict verdict_of(std::string issuer, Finding finding = Finding::signature_good) {
  credential::Verdict verdict{.issuer = std::move(issuer), .checked_at = {1'772'532'720'000}};
  credential::add_check(verdict, credential::Check{finding, "", ""});
  return verdict;
}

}  // namespace

TEST_CASE("what is asked of a badge is the type of its achievements and their skills") {
  const auto badge = parse_json(R"({"credentialSubject":{"achievement":[
      {"achievementType":"Certificate","alignment":[{"targetUrl":"https://esco.example/1"},
       {"targetUrl":"https://esco.example/2"},{"targetName":"none"}]},
      {"achievementType":7}]}})");
  const auto scope = scope_of_badge(badge.root());
  CHECK(scope.values.at(trust::Dimension::achievement_type) ==
        std::set<std::string>{"Certificate"});
  CHECK(scope.values.at(trust::Dimension::skill).size() == 2);
  CHECK(trust::check_scope(scope));
  CHECK(scope_of_badge(parse_json("{}").root()).is_empty());
  const auto flat = parse_json(R"({"vct":"a","achievement":{"achievementType":"Badge"}})");
  CHECK(scope_of_badge(flat.root()).values.at(trust::Dimension::achievement_type) ==
        std::set<std::string>{"Badge"});
  const auto odd = parse_json(R"({"credentialSubject":{"achievement":{"achievementType":"",)"
                              R"("alignment":{"targetUrl":7}}}})");
  CHECK(scope_of_badge(odd.root()).is_empty());
}

TEST_CASE("each answer has words of its own, and none makes a badge false") {
  const auto check = [](Level level) { return check_of_trust(shown(level)); };
  CHECK(check(Level::full).sentence ==
        "The lab (did:web:lab.example) is recognised by The town, whom you trust.");
  CHECK(check(Level::partial).sentence.contains("60 of 120"));
  CHECK(check(Level::vetoed).sentence.starts_with("The town, whom you trust, objects to"));
  CHECK(check(Level::none).sentence.contains("The town could say"));
  CHECK(
      check(Level::undecided).sentence ==
      "Whether those you trust know The lab (did:web:lab.example) could not be told: 60 of 120 was "
      "found, and there may be up to 130; The town could say whether it is to be believed.");
  CHECK(check(Level::full).state() == CheckState::passed);
  for (const auto level : {Level::partial, Level::vetoed, Level::none, Level::undecided}) {
    CHECK(check(level).state() == CheckState::warning);
    CHECK(check(level).name() == "trust");
  }
}

TEST_CASE("that there may be more than a part is told with the badge too") {
  auto made = shown(Level::partial);
  const std::string words =
      "The lab (did:web:lab.example) is recognised by The town, whom you trust, and you ask for "
      "more: 60 of 120";
  CHECK(check_of_trust(made).sentence == words + ", and there may be up to 130.");
  made.bound = 110;
  CHECK(check_of_trust(made).sentence == words + ".");
  made.is_cut_short = true;
  CHECK(check_of_trust(made).sentence == words + ", and more is said of it than is looked at.");
}

TEST_CASE("a badge for one thing by an issuer who is known for another says that it is") {
  tests::TestNode town("town.example");
  const auto type = [](const std::string& name) {
    return trust::Scope{.values = {{trust::Dimension::achievement_type, {name}}}};
  };
  auto word = tests::word_of(town, *did::Did::parse(lab.did));
  word.scope = type("Competency");
  tests::vouch(town, word);
  TrustDesk desk(
      town.memory.records, {},
      *read_trust_policy("[[root]]\ndid = \"did:web:town.example\"\nname = \"The town\"\n"));
  const auto judge = [&](const trust::Scope& scope) {
    auto verdict = verdict_of(lab.did);
    REQUIRE(add_trust_check(desk, scope, verdict));
    return verdict;
  };
  CHECK(judge(type("Competency")).outcome == Outcome::genuine);
  for (const auto& scope : {type("Welding"), trust::Scope()}) {
    const auto verdict = judge(scope);
    CHECK(verdict.outcome == Outcome::genuine_with_warning);
    CHECK(verdict.code() == "badge.issuer_unknown");
    CHECK(verdict.checks.back().sentence ==
          "Nobody you trust says enough of did:web:lab.example for this, but The town knows it for "
          "Competency; The town could say whether it is to be believed.");
  }
}

TEST_CASE("until when it holds and what could not be checked is told, and is no warning") {
  auto made = shown(Level::full);
  CHECK(check_of_trust(made).detail.empty());
  made.holds_until = UnixTime{1'772'532'720'000};
  made.doubts = {{.who = {"did:web:town.example", "The town"},
                  .why = credential::Liveness::forked,
                  .last_heard = UnixTime{1'772'532'720'000}},
                 {.who = {.did = "did:web:hall.example"}, .why = credential::Liveness::unknown}};
  const auto check = check_of_trust(made);
  CHECK(check.state() == CheckState::passed);
  CHECK(check.sentence == check_of_trust(shown(Level::full)).sentence);
  CHECK(
      check.detail ==
      "Holds until 3 March 2026, 10:12 UTC at the latest. Of The town (did:web:town.example) not "
      "all may be known: it is forked, last heard 3 March 2026, 10:12 UTC. Nothing was heard here "
      "yet of did:web:hall.example.");
  made.doubts.resize(7, ShownDoubt(made.doubts.back()));
  CHECK(check_of_trust(made).detail.ends_with(" So it is with others: 3."));
}

TEST_CASE("an issuer who is recognised by way of a long silent organisation still is") {
  tests::TestNode town("town.example");
  tests::vouch(town, tests::word_of(town, *did::Did::parse(lab.did)));
  TrustDesk desk(town.memory.records, {},
                 *read_trust_policy("[[root]]\ndid = \"did:web:town.example\"\n"));
  const auto judge = [&](std::int64_t later) {
    auto verdict = verdict_of(lab.did);
    verdict.checked_at = verdict.checked_at + later;
    REQUIRE(add_trust_check(desk, {}, verdict));
    CHECK(verdict.outcome == Outcome::genuine);
    CHECK(verdict.checks.back().detail.starts_with("Holds until "));
    return verdict.checks.back().detail;
  };
  CHECK_FALSE(judge(hour_ms).contains("not all may be known"));
  const auto later = judge(40 * day_ms);
  CHECK(later.contains("did:web:town.example"));
  CHECK(later.contains("not all may be known: it is silent, last heard "));
}

TEST_CASE("a badge that is accepted gets the check, by a policy that names somebody") {
  tests::TestNode town("town.example");
  tests::vouch(town, tests::word_of(town, *did::Did::parse(lab.did)));
  const auto policy = *read_trust_policy("[[root]]\ndid = \"did:web:town.example\"\n");
  TrustDesk desk(town.memory.records, {}, policy);
  TrustDesk nobody(town.memory.records, {}, {});
  const auto judge = [](TrustDesk& by, credential::Verdict verdict) {
    REQUIRE(add_trust_check(by, {}, verdict));
    return verdict;
  };
  const auto known = judge(desk, verdict_of(lab.did));
  CHECK(known.outcome == Outcome::genuine);
  CHECK(known.checks.back().code() == "badge.issuer_recognised");
  const auto unknown = judge(desk, verdict_of("did:web:mill.example"));
  CHECK(unknown.outcome == Outcome::genuine_with_warning);
  CHECK(unknown.code() == "badge.issuer_unknown");
  CHECK(judge(nobody, verdict_of(lab.did)).checks.size() == 1);
  CHECK(judge(nobody, verdict_of("https://lab.example")).checks.size() == 1);
  const auto bad = judge(desk, verdict_of(lab.did, Finding::bad_signature));
  CHECK(bad.outcome == Outcome::not_genuine);
  CHECK(bad.checks.size() == 1);
  // As it was then: the town had said nothing yet.
  auto then = verdict_of(lab.did);
  then.as_of = then.checked_at - 400 * day_ms;
  CHECK(judge(desk, then).code() == "badge.issuer_unknown");
}

TEST_CASE("the way to an issuer is told where there is a check to explain, and else nothing is") {
  tests::TestNode town("town.example");
  tests::vouch(town, tests::word_of(town, *did::Did::parse(lab.did)));
  TrustDesk desk(town.memory.records, {},
                 *read_trust_policy("[[root]]\ndid = \"did:web:town.example\"\n"));
  const auto explained = explain_issuer(desk, {}, verdict_of(lab.did));
  REQUIRE(explained);
  REQUIRE(*explained);
  CHECK((*explained)->level == Level::full);
  CHECK((*explained)->paths.front().root.did == "did:web:town.example");
  CHECK_FALSE(explain_issuer(desk, {}, verdict_of("https://lab.example"))->has_value());
  CHECK_FALSE(explain_issuer(desk, {}, verdict_of(lab.did, Finding::bad_signature))->has_value());
  TrustDesk nobody(town.memory.records, {}, {});
  CHECK_FALSE(explain_issuer(nobody, {}, verdict_of(lab.did))->has_value());
}

TEST_CASE("an issuer without a DID is nobody whom anybody could vouch for, and no less genuine") {
  tests::TestNode town("town.example");
  TrustDesk desk(town.memory.records, {},
                 *read_trust_policy("[[root]]\ndid = \"did:web:town.example\"\n"));
  auto verdict = verdict_of("https://lab.example");
  REQUIRE(add_trust_check(desk, {}, verdict));
  CHECK(verdict.outcome == Outcome::genuine_with_warning);
  CHECK(verdict.code() == "badge.issuer_without_did");
  CHECK(verdict.checks.back().name() == "trust");
  CHECK(verdict.checks.back().sentence ==
        "Nobody you trust can vouch for an issuer without a DID, and https://lab.example is one.");
  auto bad = verdict_of("https://lab.example", Finding::bad_signature);
  REQUIRE(add_trust_check(desk, {}, bad));
  CHECK(bad.checks.size() == 1);
}

TEST_CASE("what is said for one place counts where badges are to count there") {
  tests::TestNode town("town.example");
  auto word = tests::word_of(town, *did::Did::parse(lab.did));
  word.scope = {.values = {{trust::Dimension::jurisdiction, {"NL-ZH"}}}};
  tests::vouch(town, word);
  const auto judge = [&](const std::string& place) {
    TrustDesk desk(town.memory.records, {},
                   *read_trust_policy(place + "[[root]]\ndid = \"did:web:town.example\"\n"));
    auto verdict = verdict_of(lab.did);
    REQUIRE(add_trust_check(desk, {.values = {{trust::Dimension::skill, {"making"}}}}, verdict));
    return verdict.checks.back().code();
  };
  CHECK(judge("jurisdiction = [\"NL-ZH\"]\n") == "badge.issuer_recognised");
  CHECK(judge("jurisdiction = [\"NL-UT\"]\n") == "badge.issuer_unknown");
  CHECK(judge("jurisdiction = [\"NL-UT\", \"NL-ZH\"]\n") == "badge.issuer_unknown");
  CHECK(judge("") == "badge.issuer_unknown");
}

TEST_CASE("a badge for more than one question can name is recognised by no part of it") {
  tests::TestNode town("town.example");
  tests::vouch(town, tests::word_of(town, *did::Did::parse(lab.did)));
  const std::string root = "[[root]]\ndid = \"did:web:town.example\"\n";
  const auto judge = [&](std::size_t skills, const std::string& last,
                         const std::string& objection = "") {
    TrustDesk desk(town.memory.records, {}, *read_trust_policy(root + objection));
    std::string alignments;
    for (std::size_t i = 0; i < skills; ++i)
      alignments += R"({"targetUrl":"https://esco.example/)" + std::to_string(i) + "\"},";
    const auto badge = parse_json(
        R"({"credentialSubject":{"achievement":{"achievementType":"Badge","alignment":[)" +
        alignments + R"({"targetUrl":")" + last + R"("}]}}})");
    auto verdict = verdict_of(lab.did);
    REQUIRE(add_trust_check(desk, scope_of_badge(badge.root()), verdict));
    CHECK(verdict.accepted());
    return verdict.checks.back().code();
  };
  CHECK(judge(trust::scope_values_max - 2, "urn:x:1") == "badge.issuer_recognised");
  CHECK(judge(trust::scope_values_max - 1, "urn:x:1") == "badge.issuer_trust_unknown");
  CHECK(judge(100, "urn:x:1") == "badge.issuer_trust_unknown");
  CHECK(judge(0, std::string(600, 'x')) == "badge.issuer_trust_unknown");
  // Nor is an objection hidden by it.
  const std::string objection =
      "[[objection]]\nby = \"did:web:town.example\"\nagainst = \"did:web:lab.example\"\n";
  CHECK(judge(100, "urn:x:1", objection) == "badge.issuer_objected");
  CHECK(judge(0, std::string(600, 'x'), objection) == "badge.issuer_objected");
  CHECK(judge(100, "urn:x:1", objection + "skill = [\"urn:x:1\"]\n") == "badge.issuer_objected");
  CHECK(judge(100, "urn:x:1", objection + "skill = [\"urn:x:2\"]\n") ==
        "badge.issuer_trust_unknown");
}

}  // namespace waarmerk::node::actions
