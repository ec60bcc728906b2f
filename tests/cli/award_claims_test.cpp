// Tests of what `badge award` and `badge offer` say of a badge.
#include "cli/award_claims.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

/// What is written for these words.
Result<std::string> claims_of(tests::Office& office, const std::vector<std::string>& words) {
  const Shape shape{.options = {{"--evidence", "FILE|TEXT", "e", false, true},
                                {"--valid-until", "T", "v"},
                                {"--narrative", "TEXT", "n"}}};
  TRY(args, Args::parse(shape, words));
  json::Writer writer;
  writer.begin_object();
  TRY_OK(write_award_claims(writer, args, office.desk.make_workspace()));
  return writer.end_object().take();
}

}  // namespace

TEST_CASE("claims are written as the node reads them, and what is not said is left out") {
  tests::Office office;
  CHECK(claims_of(office, {}) == "{}");
  const auto file = office.home() + "/evidence.json";
  REQUIRE(office.desk.make_workspace().write_file(file, R"({"name":"a"})"));
  CHECK(claims_of(office, {"--valid-until", "2027-12-31", "--narrative", "Hosted", "--evidence",
                           file, "--evidence", "https://a.example/e", "--evidence", "Words"}) ==
        R"({"validUntil":"2027-12-31T23:59:59Z","narrative":"Hosted","evidence":[{"name":"a"},)"
        R"({"id":"https://a.example/e"},{"narrative":"Words"}]})");
  CHECK_FALSE(claims_of(office, {"--valid-until", "soon"}));
  REQUIRE(office.desk.make_workspace().write_file(file, "{"));
  CHECK_FALSE(claims_of(office, {"--evidence", file}));
}

}  // namespace waarmerk::cli
