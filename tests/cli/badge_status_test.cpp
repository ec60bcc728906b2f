// Tests of `badge revoke`, `badge suspend` and `badge reinstate`.
#include <doctest/doctest.h>

#include <string>

#include "tests/support/office.hpp"

namespace waarmerk::cli {

TEST_CASE("each deed goes to its own place, with the reason") {
  tests::Office office;
  for (const std::string deed : {"revoke", "suspend", "reinstate"}) {
    office.answer("POST /v1/badges/urn%3Auuid%3A1/" + deed, 200,
                  R"({"id":"urn:uuid:1","status":"changed","since":"2026-03-03T10:12:00Z"})");
    const auto typed = office.desk.type({"badge", deed, "urn:uuid:1", "--reason", "Because"});
    CHECK(typed.exit == 0);
    CHECK(typed.out == "urn:uuid:1\tchanged\t2026-03-03T10:12:00Z\n");
    CHECK(office.last().body == R"({"reason":"Because"})");
  }
}

TEST_CASE("without a reason nothing is changed, and what is so already is said") {
  tests::Office office;
  CHECK(office.desk.type({"badge", "revoke", "urn:uuid:1"}).exit == 2);
  CHECK(office.desk.network.asked.empty());
  office.answer("POST /v1/badges/x/revoke", 409,
                R"({"code":"badge.already_so","detail":"It is."})");
  CHECK(office.desk.type({"badge", "revoke", "x", "--reason", "y"}).exit == 6);
  office.answer("POST /v1/badges/x/revoke", 403, R"({"code":"access.missing_scope"})");
  CHECK(office.desk.type({"badge", "revoke", "x", "--reason", "y"}).exit == 4);
}

}  // namespace waarmerk::cli
