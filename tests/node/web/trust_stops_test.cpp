#include "node/web/trust_stops.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/credential/sentences.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::web {
namespace {

using credential::Finding;
using credential::make_check;
using credential::Verdict;
using words::Language;

Verdict genuine() {
  Verdict verdict{.outcome = credential::Outcome::genuine, .finding = Finding::signature_good};
  verdict.checks = {make_check(Finding::format_good), make_check(Finding::signature_good),
                    make_check(Finding::issuer_good, {{"issuer", "Library (did:web:a.example)"}}),
                    make_check(Finding::not_revoked, {{"time", tests::badge_now}})};
  verdict.issuer = "did:web:a.example";
  verdict.issuer_name = "Library";
  verdict.checked_at = tests::badge_now;
  verdict.status = {.word = credential::StatusWord::not_revoked,
                    .as_of = tests::badge_now,
                    .source = credential::Source::gossip,
                    .list_url = "https://a.example/status/1"};
  return verdict;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::string age_after(std::int64_t ms) {
  auto verdict = genuine();
  verdict.checked_at = UnixTime{tests::badge_now.ms + ms};
  return status_age(verdict, Language::en);
}

}  // namespace

TEST_CASE("the line goes from the issuer to the check, each stop with its word") {
  const auto line = trust_stops(genuine(), "Employer", Language::en);
  CHECK(line.starts_with("<ol class=\"line\">"));
  CHECK(count(line, "<li class=\"passed\">") == 4);
  CHECK(count(line, "<p class=\"word\">In order</p>") == 4);
  const auto issuer = line.find("<h3><bdi>Library</bdi> (<bdi>a.example</bdi>)</h3>");
  const auto here = line.find("<h3>The check</h3>");
  REQUIRE(issuer != std::string::npos);
  REQUIRE(here != std::string::npos);
  CHECK(issuer < here);
  CHECK(line.contains("organisations pass it on to each other"));
  CHECK(line.contains("by <bdi>Employer</bdi>."));
  CHECK_FALSE(line.contains("witnesses"));
}

TEST_CASE("where visitors may see it the line begins at the node, and leads over who recognises") {
  auto verdict = genuine();
  verdict.checks.push_back(make_check(Finding::issuer_recognised,
                                      {{"issuer", "Library"}, {"by", "The city, whom you trust"}}));
  TrustWays trust{.is_enough = true};
  const TrustParty city{"did:web:city.example", "The city"};
  trust.ways = {{.root = city,
                 .words = {{.from = city,
                            .to = {"did:web:a.example", "Library"},
                            .since = tests::badge_issued,
                            .until = tests::badge_now}}}};
  const auto line = trust_stops(verdict, "Employer", Language::en, trust);
  const auto node = line.find("<h3>This website: <bdi>Employer</bdi></h3>");
  const auto between = line.find("<h3><bdi>The city</bdi> (<bdi>city.example</bdi>)</h3>");
  const auto issuer = line.find("<h3><bdi>Library</bdi> (<bdi>a.example</bdi>)</h3>");
  REQUIRE(issuer != std::string::npos);
  CHECK(node < between);
  CHECK(between < issuer);
  CHECK(line.contains("Recognises <bdi>Library (a.example)</bdi> since <bdi>5 January 2026</bdi>"));
  CHECK(line.contains("<details class=\"ways\">"));
  CHECK_FALSE(line.contains("you trust"));
  CHECK(count(line, "<li class=\"passed\">") == 6);
}

TEST_CASE(
    "an issuer that nobody knows is a warning, with who could say, and no fault of the badge") {
  auto verdict = genuine();
  verdict.checks.push_back(
      make_check(Finding::issuer_unknown, {{"issuer", "Library"}, {"beside", ""}, {"who", "x"}}));
  TrustWays trust;
  trust.could_say = {{"did:web:city.example", "The city"}};
  const auto line = trust_stops(verdict, "Employer", Language::en, trust);
  CHECK(count(line, "<li class=\"warning\">") == 1);
  CHECK(count(line, "<li class=\"failed\">") == 0);
  CHECK(line.contains("<bdi>The city (city.example)</bdi> could say"));
  CHECK(line.contains("no less genuine for that"));
  CHECK_FALSE(line.contains("<details"));
}

TEST_CASE("a stop where something is wrong is marked so, with the worst of what was found") {
  auto verdict = genuine();
  verdict.checks.push_back(
      make_check(Finding::revoked, {{"issuer", "L"}, {"time", tests::badge_now}}));
  verdict.status.issuer.witnesses = {.agree = 1, .of = 2, .needed = 2};
  const auto line = trust_stops(verdict, "Employer", Language::nl);
  CHECK(count(line, "<li class=\"failed\">") == 1);
  CHECK(line.contains("voorgoed ingetrokken"));
  CHECK(line.contains("<bdi>1</bdi> van <bdi>2</bdi> getuigen"));
}

TEST_CASE("of a list that is not known, nothing is said of where it came from") {
  auto verdict = genuine();
  verdict.checks.back() = make_check(Finding::status_unknown);
  verdict.status.word = credential::StatusWord::unknown;
  const auto line = trust_stops(verdict, "Employer", Language::en);
  CHECK(count(line, "<li class=\"unchecked\">") == 1);
  CHECK_FALSE(line.contains("organisations pass it on"));
}

TEST_CASE("a text that could not be read has no line") {
  Verdict verdict;
  verdict.checks = {make_check(Finding::malformed_credential)};
  CHECK(trust_stops(verdict, "Employer", Language::en).empty());
}

TEST_CASE("the age of what is known is said in the words of people") {
  CHECK(age_after(59 * minute_ms) == "That knowledge is less than an hour old.");
  CHECK(age_after(hour_ms) == "That knowledge is one hour old.");
  CHECK(age_after(23 * hour_ms) == "That knowledge is <bdi>23</bdi> hours old.");
  CHECK(age_after(47 * hour_ms) == "That knowledge is one day old.");
  CHECK(age_after(48 * hour_ms) == "That knowledge is <bdi>2</bdi> days old.");
  CHECK(age_after(-day_ms) == "That knowledge is less than an hour old.");
  Verdict unknown;
  CHECK(status_age(unknown, Language::en).empty());
}

}  // namespace waarmerk::node::web
