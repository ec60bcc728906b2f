// Tests of the checkup of a node.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "cli/checkup.hpp"
#include "tests/support/office.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto well = R"({"did":"did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",)"
                      R"("lastEntry":"2026-03-03T10:00:00Z"})";

struct Room {
  tests::Office office;
  Workspace workspace = office.desk.make_workspace();
  NodeClient node =
      NodeClient::find(Args::parse({.options = with_node({})}, {}).value(), workspace).value();

  Room() {
    office.answer("GET /readyz", 200, "ready");
    office.answer("GET /v1/node", 200, well);
    office.answer("GET /v1/peers", 200,
                  R"({"peers":[{"url":"https://a.example","lastHeard":"2026-03-03T10:00:00Z"}]})");
    const auto library = tests::TestParty::with_key(8);
    office.answer("GET /status/1", 200, tests::list_text(library));
  }
  Health health(std::string_view what) {
    const auto found = examine_node(node, workspace);
    const auto at = std::ranges::find(found, what, &Observation::what);
    REQUIRE(at != found.end());
    CHECK((at->health == Health::good) == at->advice.empty());
    return at->health;
  }
};

}  // namespace

TEST_CASE("a node that is well is well in every part") {
  Room room;
  for (const auto* what : {"node", "feed", "did", "peer", "list"}) {
    CHECK_MESSAGE(room.health(what) == Health::good, what);
  }
}

TEST_CASE("a node that does not answer is the one thing that is told") {
  Room room;
  room.office.desk.network.answers.clear();
  const auto found = examine_node(room.node, room.workspace);
  REQUIRE(found.size() == 1);
  CHECK(found[0].health == Health::bad);
}

TEST_CASE("a node that may not publish yet is a note") {
  Room room;
  room.office.answer("GET /readyz", 503, "{}");
  CHECK(room.health("node") == Health::note);
}

TEST_CASE("a heartbeat that is late, or from a time to come, is bad") {
  Room room;
  for (const auto* time : {"2026-03-01T00:00:00Z", "2026-03-04T00:00:00Z"}) {
    room.office.answer("GET /v1/node", 200,
                       std::string(R"({"did":"did:key:z","lastEntry":")") + time + "\"}");
    CHECK(room.health("feed") == Health::bad);
  }
  room.office.answer("GET /v1/node", 200, R"({"did":"did:web:library.example"})");
  CHECK(room.health("feed") == Health::note);
  CHECK(room.health("did") == Health::bad);
}

TEST_CASE("a silent peer is bad, and one that is new or absent a note") {
  Room room;
  room.office.answer(
      "GET /v1/peers", 200,
      R"({"peers":[{"url":"https://a.example","lastHeard":"2026-03-01T00:00:00Z"}]})");
  CHECK(room.health("peer") == Health::bad);
  room.office.answer("GET /v1/peers", 200, R"({"peers":[{"url":"https://a.example"}]})");
  CHECK(room.health("peer") == Health::note);
  room.office.answer("GET /v1/peers", 200, R"({"peers":[]})");
  CHECK(room.health("peer") == Health::note);
  room.office.answer("GET /v1/peers", 403, R"({"code":"access.missing_scope","detail":"No."})");
  CHECK(room.health("peer") == Health::note);
}

TEST_CASE("a status list that has ended or is broken is bad") {
  Room room;
  const auto library = tests::TestParty::with_key(8);
  tests::ListOptions ended;
  ended.valid_until = tests::badge_now - 1;
  room.office.answer("GET /status/1", 200, tests::list_text(library, ended));
  CHECK(room.health("list") == Health::bad);
  room.office.answer("GET /status/1", 200, "{}");
  CHECK(room.health("list") == Health::bad);
}

}  // namespace waarmerk::cli
