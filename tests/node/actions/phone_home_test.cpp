// Whether the issuer hears that somebody checks its badge: a listener on its port counts.
#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <string>

#include "node/actions/accept_entries.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/gossip/frame.hpp"
#include "node/net/http_client.hpp"
#include "node/records/witnesses.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/live_server.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Grade;
using tests::run_task;
using tests::TestNode;

/// A library whose host counts who comes, and an employer with real sockets.
struct Pair {
  Pair() {
    net::HttpClient::Options options;
    options.plain_http_on_loopback = true;
    options.on_connect = [count = connections](const std::string&) { ++*count; };
    auto made = net::HttpClient::make(std::move(options));
    REQUIRE(made);
    client = std::move(*made);
  }

  Task<http::Response> refuse(http::Request /*request*/) {
    ++*asked;
    http::Response response;
    response.status = 404;
    co_return response;
  }
  void replicate() {
    REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(library))));
  }
  /// The witness sees the library's head, now.
  void witness_head() {
    const auto head = library.memory.records.feeds.head(library.self.feed);
    REQUIRE(desk.witness.see(*head, employer.clock.now()));
    const auto snapshot = desk.publish(employer.clock.now());
    storage::Batch rows;
    records::save_proof(rows, library.self.feed, desk.self(),
                        gossip::encode_frame(*desk.witness.prove(library.self.feed, snapshot)));
    employer.memory.write(rows);
  }
  credential::Verdict verify() {
    const Ports& home = employer.ports;
    Ports ports{home.clock, home.random, home.self, home.records, home.publisher, *client};
    NodeEvidence evidence(ports, {.plain_http_on_loopback = true}, {.trusted = {desk.self()}});
    credential::Verification verification(badge.text(), {.now = home.clock.now()});
    return host.run(verify_badge(std::move(verification), evidence, home.clock));
  }

  std::shared_ptr<std::atomic<int>> asked = std::make_shared<std::atomic<int>>(0);
  std::shared_ptr<std::atomic<int>> connections = std::make_shared<std::atomic<int>>(0);
  tests::LiveServer host{[this](http::Request request) { return refuse(std::move(request)); }};
  TestNode library{"localhost:" + std::to_string(host.port()), 1};
  TestNode employer{"employer.example", 2};
  json::Document badge = library.award(library.define("Taalmaatje"));
  tests::WitnessDesk desk{9};
  std::unique_ptr<net::HttpClient> client;
};

}  // namespace

TEST_CASE("at A and at B nobody connects to the issuer") {
  Pair pair;
  pair.replicate();
  const auto unwitnessed = pair.verify();
  CHECK(unwitnessed.code() == "badge.genuine");
  CHECK(unwitnessed.status.grade == Grade::b);
  pair.witness_head();
  const auto witnessed = pair.verify();
  CHECK(witnessed.status.grade == Grade::a);
  pair.employer.clock.advance(3 * hour_ms);
  CHECK(pair.verify().status.grade == Grade::b);
  CHECK_FALSE(witnessed.phoned_home);
  CHECK(pair.connections->load() == 0);
  CHECK(pair.asked->load() == 0);
}

TEST_CASE("who knows nothing of an issuer, or nothing new, does connect to it, and says so") {
  Pair pair;
  const auto unknown = pair.verify();
  CHECK_FALSE(unknown.accepted());
  CHECK(unknown.phoned_home);
  CHECK(pair.asked->load() == 1);
  pair.replicate();
  pair.employer.clock.advance(40 * day_ms);
  const auto stale = pair.verify();
  CHECK(stale.status.grade == Grade::d);
  CHECK(stale.phoned_home);
  CHECK(pair.asked->load() > 1);
  CHECK(pair.connections->load() == pair.asked->load());
}

}  // namespace waarmerk::node::actions
