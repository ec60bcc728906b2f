// Nodes that have links and nothing else: each dials out, as from behind NAT, and of whom it dials
// nothing answers but the WebSocket.
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>

#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "tests/support/tcp_relay.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

using std::chrono::steady_clock;

/// Longer than it takes until all have compared with each other, which is a matter of seconds where
/// nothing went astray.
constexpr std::chrono::minutes patience{2};

template <class Condition>
bool before_long(Condition condition) {
  for (const auto until = steady_clock::now() + patience; steady_clock::now() < until;) {
    if (condition()) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return condition();
}

/// Three that dial a municipality, of which they reach the links alone, and nobody else.
struct Outskirts {
  /// The municipality has no peer, and no address that others could be told of.
  TrialNode municipality{{.name = "Gemeente", .did = DidForm::key}};
  TcpRelay street{[] {}};
  std::string door =
      "http://localhost:" + std::to_string(street.open(
                                "127.0.0.1", [this] { return municipality.organisation.port(); },
                                "GET /bot/1/ws HTTP/1.1\r\n"));
  TrialNode employer{behind("Werkgever")};
  TrialNode library{behind("Bibliotheek")};
  TrialNode school{behind("School")};

  OrganisationWish behind(const std::string& name) const {
    return {.name = name, .did = DidForm::key, .peers = {door}};
  }
  /// What the author has published by now is at the reader's, and nobody was asked to look for it.
  static bool comes(TrialNode& reader, TrialNode& author) {
    const auto feed = author.feed();
    return before_long([&] { return reader.head_of(feed) == author.head_of(feed); });
  }
  static double links(TrialNode& node) {
    const auto answer = node.caller.get("/v1/node").json();
    return static_cast<double>(value_at(answer.root(), "links")->integer().value_or(0));
  }
};

/// The only one of the `links`, or of the `peers`.
json::Document only(TrialNode& node, std::string_view of) {
  const auto answer = node.caller.get("/v1/peers", node.token()).json();
  const auto all = answer.root().find(of);
  REQUIRE(all);
  REQUIRE(all->size() == 1);
  return json::parse(json::print(*all->elements().begin())).value();
}

}  // namespace

TEST_CASE("over links alone a revocation reaches all, and so does who nobody knew or configured") {
  Outskirts town;
  REQUIRE(before_long([&] { return Outskirts::links(town.municipality) == 3; }));
  const auto badge = town.library.award(town.library.define());
  const auto diploma = town.school.award(town.school.define("Schoolverlater"));
  for (TrialNode* author : {&town.library, &town.school})
    for (TrialNode* reader : {&town.municipality, &town.employer})
      REQUIRE(Outskirts::comes(*reader, *author));
  CHECK(Outskirts::comes(town.library, town.school));
  for (const auto* one : {&badge, &diploma}) {
    const auto verdict = town.employer.verify(one->credential);
    CHECK(verdict.text("verdict.code") == "badge.genuine");
    CHECK(verdict.text("verdict.status.source") == "gossip");
    CHECK(verdict.flag("verdict.phonedHome") == false);
  }
  town.library.change(badge, "revoke");
  for (TrialNode* reader : {&town.municipality, &town.employer, &town.school}) {
    REQUIRE(Outskirts::comes(*reader, town.library));
    CHECK(reader->verdict_code(badge.credential) == "badge.revoked");
  }
  // The municipality answers nothing over HTTP, and is linked with by the DID that it has.
  const auto peer = only(town.employer, "peers");
  CHECK(peer.root().find("fault")->string() == "gossip.unreachable");
  const auto link = only(town.employer, "links");
  CHECK(link.root().find("did")->string() == town.municipality.organisation.did());
  CHECK(link.root().find("endpoint")->string() == town.door + "/bot/1");
  CHECK(link.root().find("bound")->boolean() == false);
  CHECK_FALSE(link.root().find("clockAheadSeconds"));
}

TEST_CASE("a node that was away hears over its link what it missed") {
  Outskirts town;
  const auto badge = town.library.award(town.library.define());
  REQUIRE(Outskirts::comes(town.employer, town.library));
  REQUIRE(town.employer.process.stop() == 0);
  town.library.change(badge, "revoke");
  REQUIRE(Outskirts::comes(town.municipality, town.library));
  town.employer.process.start();
  REQUIRE(Outskirts::comes(town.employer, town.library));
  CHECK(town.employer.verdict_code(badge.credential) == "badge.revoked");
}

}  // namespace waarmerk::tests
