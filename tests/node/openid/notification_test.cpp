#include "node/openid/notification.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/openid/error_codes.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::openid {

TEST_CASE("a notification says of which credential it is, and one of three things") {
  for (const std::string event :
       {"credential_accepted", "credential_failure", "credential_deleted"}) {
    const auto read = read_notification(tests::parse_json(
        R"({"notification_id":"x","event":")" + event + R"(","event_description":"y","more":1})"));
    REQUIRE(read);
    CHECK(read->id == "x");
    CHECK(read->event == event);
  }
}

TEST_CASE("a notification that says nothing known is refused") {
  for (const auto* body : {R"({"notification_id":"x"})", R"({"event":"credential_accepted"})",
                           R"({"notification_id":7,"event":"credential_accepted"})", "[]",
                           R"({"notification_id":"x","event":"Credential_Accepted"})",
                           R"({"notification_id":"x","event":["credential_accepted"]})"}) {
    CAPTURE(body);
    const auto read = read_notification(tests::parse_json(body));
    REQUIRE_FALSE(read);
    CHECK(read.error().code == invalid_notification_request);
  }
}

}  // namespace waarmerk::node::openid
