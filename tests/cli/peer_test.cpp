// Tests of `peer add`, `peer list`, `peer remove` and `peer sync`.
#include <doctest/doctest.h>

#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto peers =
    R"({"peers":[{"url":"https://a.example","failures":0,"feedsBehind":0,)"
    R"("lastHeard":"2026-03-03T10:12:00Z"},{"url":"https://b.example","failures":2,)"
    R"("feedsBehind":0,"lastFailure":"it did not answer"},{"url":"https://c.example",)"
    R"("failures":0,"feedsBehind":3,"lastHeard":"2026-03-03T10:12:00Z"}]})";

}  // namespace

TEST_CASE("peers are listed with how it goes with each") {
  tests::Office office;
  office.answer("GET /v1/peers", 200, peers);
  const auto typed = office.desk.type({"peer", "list"});
  CHECK(typed.exit == 0);
  CHECK(typed.out ==
        "https://a.example\tequal\t2026-03-03T10:12:00Z\t\n"
        "https://b.example\tfailing (2)\t\tit did not answer\n"
        "https://c.example\t3 feeds behind\t2026-03-03T10:12:00Z\t\n");
  CHECK(office.desk.type({"peer", "list", "--json"}).out.starts_with("{\"url\":"));
  office.answer("GET /v1/peers", 200, "{}");
  CHECK(office.desk.type({"peer", "list"}).exit == 1);
}

TEST_CASE("of a peer that moved both addresses are shown") {
  tests::Office office;
  office.answer("GET /v1/peers", 200,
                R"({"peers":[{"url":"https://a.example","failures":0,"feedsBehind":0,)"
                R"("movedTo":"https://b.example","lastHeard":"2026-03-03T10:12:00Z"}]})");
  CHECK(office.desk.type({"peer", "list"}).out ==
        "https://a.example, now https://b.example\tequal\t2026-03-03T10:12:00Z\t\n");
}

TEST_CASE("a peer is added, removed, and all are asked for news") {
  tests::Office office;
  office.answer("POST /v1/peers", 201, peers);
  CHECK(office.desk.type({"peer", "add", "https://a.example"}).exit == 0);
  CHECK(office.last().body == R"({"url":"https://a.example"})");
  office.answer("DELETE /v1/peers?url=https%3A%2F%2Fa.example", 204, "");
  CHECK(office.desk.type({"peer", "remove", "https://a.example"}).exit == 0);
  office.answer("POST /v1/peers/sync", 202, peers);
  CHECK(office.desk.type({"peer", "sync"}).exit == 0);
  auto found = std::string(peers);
  found.insert(found.size() - 1, R"(,"found":{"url":"https://a.example","by":"did:web"})");
  office.answer("POST /v1/peers", 201, found);
  const auto by_name = office.desk.type({"peer", "add", "a.example"});
  CHECK(by_name.exit == 0);
  CHECK(by_name.err.contains("found by did:web: https://a.example"));
  CHECK(office.last().body == R"({"place":"a.example"})");
  office.answer("POST /v1/peers", 409, R"({"code":"peer.exists","detail":"It is one."})");
  CHECK(office.desk.type({"peer", "add", "https://a.example"}).exit == 6);
}

}  // namespace waarmerk::cli
