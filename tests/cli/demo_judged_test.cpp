#include "cli/demo_judged.hpp"

#include <doctest/doctest.h>

#include "cli/error_codes.hpp"
#include "crypto/json/parse.hpp"

namespace waarmerk::cli {
namespace {

Result<Judged> judged(std::string_view text) {
  auto answer = json::parse(text);
  REQUIRE(answer);
  return Judged::make(std::move(*answer), 1);
}

}  // namespace

TEST_CASE("a verdict is what was expected, or it is told what it was") {
  const auto genuine = judged(
      R"({"verdict":{"outcome":"genuine","code":"badge.genuine","phonedHome":false,
          "status":{"asOf":"2026-03-03T10:12:00Z"},
          "checks":[{"code":"badge.in_time","sentence":"The dates are right."}]}})");
  REQUIRE(genuine);
  CHECK(genuine->expect("genuine", "badge.genuine"));
  CHECK(genuine->text({"status", "asOf"}) == "2026-03-03T10:12:00Z");
  CHECK(genuine->text({"status", "none"}).empty());
  CHECK(genuine->sentence("badge.in_time") == "The dates are right.");
  CHECK(genuine->sentence("badge.revoked").empty());
  const auto other = genuine->expect("not_genuine", "badge.revoked");
  REQUIRE_FALSE(other);
  CHECK(other.error().code == demo_failed);
}

TEST_CASE("a verdict for which somebody was asked is not accepted, nor one that does not tell") {
  const auto asked =
      judged(R"({"verdict":{"outcome":"genuine","code":"badge.genuine","phonedHome":true}})");
  const auto silent = judged(R"({"verdict":{"outcome":"genuine","code":"badge.genuine"}})");
  REQUIRE((asked && silent));
  CHECK_FALSE(asked->expect("genuine", "badge.genuine"));
  CHECK_FALSE(silent->expect("genuine", "badge.genuine"));
}

TEST_CASE("an answer without a verdict is a failure") {
  CHECK(judged(R"({"type":"about:blank"})").error().code == demo_failed);
}

}  // namespace waarmerk::cli
