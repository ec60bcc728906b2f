// Tests of `feed show` and `feed erase`.
#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {

TEST_CASE("a feed is shown with what is wrong with it") {
  tests::Office office;
  office.answer("GET /v1/feed", 200,
                R"({"did":"did:web:a.example","feed":"uAbc","epoch":1,"seq":7,)"
                R"("at":"2026-03-03T10:12:00Z","forked":true,)"
                R"("closed":{"at":"2026-03-04T00:00:00Z","reason":"Done"}})");
  const auto typed = office.desk.type({"feed", "show"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.contains("org heal-fork"));
  CHECK(typed.out.contains("2026-03-04T00:00:00Z"));
  CHECK(office.desk.type({"feed", "show", "--json"}).out.starts_with("{\"did\":"));
  office.answer("GET /v1/feed", 200, R"({"did":"did:web:a.example","feed":"uAbc","forked":false})");
  CHECK_FALSE(office.desk.type({"feed", "show"}).out.contains("heal-fork"));
}

TEST_CASE("a payload is dropped by the place of its entry") {
  tests::Office office;
  office.answer("POST /v1/feed/erase", 204, "");
  CHECK(office.desk.type({"feed", "erase", "uAbc", "41", "--epoch", "2"}).exit == 0);
  CHECK(office.last().body == R"({"feed":"uAbc","epoch":2,"seq":41})");
  CHECK(office.desk.type({"feed", "erase", "uAbc", "41x"}).exit == 2);
  CHECK(office.desk.type({"feed", "erase", "uAbc", "-1"}).exit == 2);
  office.answer("POST /v1/feed/erase", 409, R"({"code":"feed.not_erasable","detail":"No."})");
  CHECK(office.desk.type({"feed", "erase", "uAbc", "41"}).exit == 6);
}

}  // namespace waarmerk::cli
