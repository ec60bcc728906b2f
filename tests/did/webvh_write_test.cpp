#include "did/webvh_write.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "tests/support/webvh_history.hpp"

using namespace waarmerk;
using namespace waarmerk::did;

namespace {

Result<std::string> begin(const std::string& parameters, const std::string& state,
                          std::uint8_t seed = 1) {
  return begin_webvh_log({.time = tests::webvh_start,
                          .parameters = json::parse(parameters).value(),
                          .state = json::parse(state).value()},
                         *tests::update_key(seed));
}

const std::string state = R"({"id":"did:webvh:{SCID}:school.example"})";

}  // namespace

TEST_CASE("what is written is a line that reads back, with its SCID in each place") {
  const auto line = begin(R"({"updateKeys":)" + tests::key_list(1) + "}", state);
  REQUIRE(line);
  CHECK_FALSE(line->contains("{SCID}"));
  CHECK_FALSE(line->contains('\n'));
}

TEST_CASE("nothing is written that a resolver would refuse") {
  const auto keys = R"({"updateKeys":)" + tests::key_list(1) + "}";
  CHECK(begin(keys, state, 2).error().code == bad_log);
  CHECK(begin("{}", state).error().code == bad_log);
  CHECK(begin("[]", state).error().code == bad_log);
  CHECK(begin(keys, R"({"id":"did:web:school.example"})").error().code == bad_log);
  CHECK(begin(R"({"scid":"Q","updateKeys":)" + tests::key_list(1) + "}", state).error().code ==
        bad_log);
  tests::WebvhHistory history;
  const auto entries = history.log().entries();
  const WebvhChange early{.time = entries.back().time,
                          .parameters = json::parse("{}").value(),
                          .state = entries.back().document};
  CHECK(continue_webvh_log(entries.back(), early, *tests::update_key(1)).error().path ==
        "$.versionTime");
}
