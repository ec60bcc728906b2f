// Tests of `badge show`.
#include <doctest/doctest.h>

#include <filesystem>

#include "tests/support/office.hpp"

namespace waarmerk::cli {

TEST_CASE("a badge is shown with where it stands, and can be written into a file") {
  tests::Office office;
  const std::string answer =
      R"({"id":"urn:uuid:1","achievement":"A","subject":"did:key:z","status":"revoked",)"
      R"("reason":"Mistake","credential":{"name":"Host","issuer":{"id":"did:web:a.example"}}})";
  office.answer("GET /v1/badges/urn%3Auuid%3A1", 200, answer);
  const auto file = office.home() + "/badge.json";
  const auto typed = office.desk.type({"badge", "show", "urn:uuid:1", "-o", file});
  CHECK(typed.exit == 0);
  CHECK(typed.out.contains("status\trevoked\nreason\tMistake\nbadge\tHost\n"));
  CHECK(typed.out.contains("issuer\tdid:web:a.example\n"));
  CHECK(office.desk.make_workspace().read_file(file, 1000) ==
        "{\"name\":\"Host\",\"issuer\":{\"id\":\"did:web:a.example\"}}\n");
  CHECK(office.desk.type({"badge", "show", "urn:uuid:1", "--json"}).out == answer + "\n");
}

TEST_CASE(
    "of a badge for an address its node knows what it says, and cannot write it into a file") {
  tests::Office office;
  office.answer("GET /v1/badges/1", 200,
                R"({"id":"1","achievement":"A","subject":"","status":"valid",)"
                R"("claims":{"name":"Host","issuer":{"id":"did:web:a.example"}}})");
  CHECK(office.desk.type({"badge", "show", "1"}).out.contains("badge\tHost\n"));
  const auto file = office.home() + "/badge.json";
  const auto typed = office.desk.type({"badge", "show", "1", "-o", file});
  CHECK(typed.exit == 5);
  CHECK(typed.err.contains("badge.not_kept"));
  CHECK_FALSE(std::filesystem::exists(file));
}

TEST_CASE("a badge that is not there is told as such") {
  tests::Office office;
  office.answer("GET /v1/badges/x", 404, R"({"code":"badge.not_found","detail":"None."})");
  const auto typed = office.desk.type({"badge", "show", "x"});
  CHECK(typed.exit == 5);
  CHECK(typed.out.empty());
  CHECK(typed.err == "waarmerk: None. (badge.not_found)\n");
}

}  // namespace waarmerk::cli
