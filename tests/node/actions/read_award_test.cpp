#include "node/actions/read_award.hpp"

#include <doctest/doctest.h>

#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::actions {
namespace {

ErrorCode refusal(std::string_view text) {
  const auto document = tests::parse_json(text);
  const auto read = read_award_claims(json::Reader(document));
  return read ? ErrorCode{} : read.error().code;
}

}  // namespace

TEST_CASE("an award says for what, since when, until when, and what shows it") {
  const auto document = tests::parse_json(R"({"achievement":"urn:x","narrative":"Twelve times.",
    "validUntil":"2031-03-01T00:00:00Z","awardedDate":"2026-03-01T09:00:00Z",
    "evidence":{"id":"https://diary.example","name":"Diary","description":"d","narrative":"n",
                "genre":"g","audience":"a"},
    "results":[{"resultDescription":"urn:r","value":"7","status":"Completed",
                "achievedLevel":"urn:l"},{"value":"8"}],"subject":"not looked at"})");
  const auto award = read_award_claims(json::Reader(document));
  REQUIRE(award);
  CHECK(award->achievement_id == "urn:x");
  CHECK(award->narrative == "Twelve times.");
  CHECK(print_time(*award->valid_until) == "2031-03-01T00:00:00Z");
  CHECK(print_time(*award->awarded) == "2026-03-01T09:00:00Z");
  REQUIRE(award->evidence.size() == 1);
  CHECK(award->evidence[0].id == "https://diary.example");
  CHECK(award->evidence[0].genre == "g");
  REQUIRE(award->results.size() == 2);
  CHECK(award->results[0].achieved_level == "urn:l");
  CHECK(award->results[1].value == "8");
  CHECK_FALSE(award->subject_id);
}

TEST_CASE("an award without an achievement, or with a part of a wrong kind, is refused") {
  CHECK(refusal(R"({"achievement":"urn:x"})") == ErrorCode{});
  CHECK(refusal("{}") == json::missing_member);
  CHECK(refusal(R"({"achievement":7})") == json::wrong_type);
  CHECK(refusal(R"({"achievement":"urn:x","validUntil":"soon"})") == bad_time);
  CHECK(refusal(R"({"achievement":"urn:x","evidence":["diary"]})") == json::wrong_type);
  CHECK(refusal(R"({"achievement":"urn:x","evidence":[{"colour":"red"}]})") ==
        json::unknown_member);
  CHECK(refusal(R"({"achievement":"urn:x","results":[{"grade":"A"}]})") == json::unknown_member);
}

}  // namespace waarmerk::node::actions
