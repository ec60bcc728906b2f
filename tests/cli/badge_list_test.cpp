// Tests of `badge list`.
#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto first = R"({"badges":[{"id":"urn:uuid:2","achievement":"A","subject":"did:key:z",)"
                       R"("issued":"2026-03-03T10:12:00Z","status":"valid"}],"next":"urn:uuid:2"})";
constexpr auto second = R"({"badges":[{"id":"urn:uuid:1","achievement":"A","subject":"",)"
                        R"("issued":"2026-03-02T10:12:00Z","status":"revoked"}]})";

}  // namespace

TEST_CASE("pages are asked for until there are no more, or enough") {
  tests::Office office;
  office.answer("GET /v1/badges?limit=100", 200, first);
  office.answer("GET /v1/badges?limit=99&before=urn%3Auuid%3A2", 200, second);
  const auto typed = office.desk.type({"badge", "list"});
  CHECK(typed.exit == 0);
  CHECK(typed.out ==
        "urn:uuid:2\tvalid\t2026-03-03T10:12:00Z\tdid:key:z\tA\n"
        "urn:uuid:1\trevoked\t2026-03-02T10:12:00Z\t\tA\n");
  office.answer("GET /v1/badges?limit=1", 200, first);
  const auto one = office.desk.type({"badge", "list", "--limit", "1"});
  CHECK(one.out.ends_with("\tA\n"));
  CHECK(one.err.contains("There are more"));
}

TEST_CASE("people get headings, and programs an object a line") {
  tests::Office office;
  office.answer("GET /v1/badges?limit=100", 200, second);
  const auto json = office.desk.type({"badge", "list", "--json"});
  CHECK(json.out.starts_with("{\"id\":\"urn:uuid:1\""));
  CHECK(json.out.ends_with("}\n"));
  office.desk.console.is_terminal = true;
  CHECK(office.desk.type({"badge", "list"}).out.contains("STATUS"));
}

TEST_CASE("definitions are listed too") {
  tests::Office office;
  office.answer("GET /v1/achievements?limit=100", 200,
                R"({"achievements":[{"id":"A","name":"Host"}]})");
  CHECK(office.desk.type({"badge", "list", "--definitions"}).out == "A\tHost\n");
}

TEST_CASE("a limit is a number, and an answer without a list is strange") {
  tests::Office office;
  for (const auto* limit : {"0", "x", "-1", ""}) {
    CHECK(office.desk.type({"badge", "list", "--limit", limit}).exit == 2);
  }
  office.answer("GET /v1/badges?limit=100", 200, "{}");
  CHECK(office.desk.type({"badge", "list"}).exit == 1);
}

}  // namespace waarmerk::cli
