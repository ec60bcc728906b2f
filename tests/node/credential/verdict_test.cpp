#include "node/credential/verdict.hpp"

#include <doctest/doctest.h>

#include "node/credential/sentences.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using enum Finding;

namespace {

Decision of(std::initializer_list<Finding> findings) {
  std::vector<Check> checks;
  for (const auto finding : findings) checks.push_back({finding, "", ""});
  return decide(checks);
}

}  // namespace

TEST_CASE("all passed is genuine, and a warning is told") {
  CHECK(of({format_good, signature_good, issuer_good, in_time}).outcome == Outcome::genuine);
  const auto warned = of({format_good, signature_good, issuer_good, status_stale, in_time});
  CHECK(warned.outcome == Outcome::genuine_with_warning);
  CHECK(warned.finding == status_stale);
}

TEST_CASE("without a good signature nothing is genuine") {
  CHECK(of({}).outcome == Outcome::cannot_be_checked);
  CHECK(of({format_good, issuer_good, in_time}).outcome == Outcome::cannot_be_checked);
  CHECK(of({format_good, issuer_not_asked}).outcome == Outcome::cannot_be_checked);
}

TEST_CASE("what could not be checked never counts as valid") {
  const auto unknown = of({format_good, signature_good, issuer_good, status_unknown, in_time});
  CHECK(unknown.outcome == Outcome::cannot_be_checked);
  CHECK(unknown.finding == status_unknown);
}

TEST_CASE("failed goes before unchecked, and unchecked before a warning") {
  CHECK(of({signature_good, status_unknown, expired}).finding == expired);
  CHECK(of({signature_good, proof_in_future, status_unknown}).finding == status_unknown);
  CHECK(of({signature_good, revoked, expired}).finding == revoked);
  CHECK(of({bad_signature, malformed_credential}).finding == malformed_credential);
}

TEST_CASE("what is not proved to be the issuer's word decides nothing") {
  const auto decision = of({format_good, did_not_found, expired, wrong_subject});
  CHECK(decision.outcome == Outcome::cannot_be_checked);
  CHECK(decision.finding == did_not_found);
  CHECK(of({bad_signature, expired}).finding == bad_signature);
}

TEST_CASE("a verdict is written with its checks and its facts") {
  Verdict verdict{.outcome = Outcome::not_genuine, .finding = revoked};
  verdict.checks = {make_check(signature_good, {}, "eddsa-jcs-2022"),
                    make_check(revoked, {{"issuer", "A"}, {"time", "now"}})};
  verdict.issuer = "did:x:y";
  verdict.checked_at = tests::badge_now;
  verdict.status = {.word = StatusWord::revoked,
                    .as_of = tests::badge_now,
                    .source = Source::gossip,
                    .list_url = "https://a.example/1",
                    .issuer_last_heard = tests::badge_now,
                    .grade = Grade::b,
                    .list_place = FeedPlace{0, 41},
                    .list_ttl_ms = hour_ms,
                    .list_sha256 = sha256({}),
                    .issuer = {.liveness = Liveness::late,
                               .witnesses = {.agree = 1,
                                             .of = 2,
                                             .newest = tests::badge_now,
                                             .median = tests::badge_now},
                               .conflicts = {Conflict::forked}}};
  const auto root = tests::parse_json(print_verdict(verdict));
  CHECK(root.root().find("outcome")->string() == "not_genuine");
  CHECK(root.root().find("code")->string() == "badge.revoked");
  CHECK(root.root().find("checks")->size() == 2);
  CHECK(root.root().find("checkedAt")->string() == "2026-03-03T10:12:00Z");
  CHECK(root.root().find("phonedHome")->boolean() == false);
  const auto status = root.root().find("status");
  CHECK(status->find("status")->string() == "revoked");
  CHECK(status->find("asOf")->string() == "2026-03-03T10:12:00Z");
  CHECK(status->find("source")->string() == "gossip");
  CHECK(json::print(*status) ==
        R"({"status":"revoked","asOf":"2026-03-03T10:12:00Z","assurance":"B","source":"gossip",)"
        R"("list":{"url":"https://a.example/1","issuerVersion":"0/41","ttlMs":3600000,)"
        R"("sha256":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},)"
        R"("issuer":{"liveness":"late","lastHeard":"2026-03-03T10:12:00Z"},)"
        R"("witnesses":{"agree":1,"of":2,"needed":2,"newest":"2026-03-03T10:12:00Z",)"
        R"("median":"2026-03-03T10:12:00Z"},)"
        R"("conflicts":["forked"]})");
}

TEST_CASE("where a badge may be renewed is shown") {
  Verdict verdict;
  CHECK_FALSE(tests::parse_json(print_verdict(verdict)).root().find("refreshService"));
  verdict.refresh_services = {{.type = "A", .id = "https://a.example/renew"}, {.type = "B"}};
  const auto root = tests::parse_json(print_verdict(verdict));
  CHECK(json::print(*root.root().find("refreshService")) ==
        R"([{"id":"https://a.example/renew","type":"A"},{"type":"B"}])");
}

TEST_CASE("of a badge without a list nothing is graded") {
  const auto root = tests::parse_json(print_verdict({}));
  CHECK(json::print(*root.root().find("status")) == R"({"status":"none","source":"none"})");
}

TEST_CASE("the code of a genuine badge says so") {
  CHECK(code_of(Outcome::genuine, signature_good) == "badge.genuine");
  CHECK(code_of(Outcome::genuine_with_warning, status_stale) == "badge.status_stale");
  CHECK(say_outcome(Outcome::genuine_with_warning) == "genuine, with a warning");
}
