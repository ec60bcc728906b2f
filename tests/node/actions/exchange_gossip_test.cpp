#include "node/actions/exchange_gossip.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>

#include <utility>

#include "node/actions/change_status.hpp"
#include "node/actions/peer_url.hpp"
#include "node/actions/verify_badge.hpp"
#include "tests/support/peer_fetcher.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/step_background.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

namespace asio = boost::asio;
using tests::PeerFetcher;
using tests::run_task;
using tests::StepBackground;
using tests::TestNode;

struct Pair {
  explicit Pair(tests::NodeMethod method = tests::NodeMethod::web)
      : library("library.example", 1, method) {}

  TestNode library;
  TestNode employer{"employer.example", 2};
  asio::io_context context;
  StepBackground library_background{context};
  StepBackground employer_background{context};
  std::unique_ptr<Exchange> library_exchange = start(library.ports, library_background);
  PeerFetcher fetcher{"https://library.example", library_exchange.get(), &library.self};
  Ports employer_ports{employer.clock,          employer.random,    employer.self,
                       employer.memory.records, employer.publisher, fetcher};
  std::unique_ptr<Exchange> employer_exchange = start(employer_ports, employer_background);
  NodeEvidence evidence{employer_ports, {}};

  static std::unique_ptr<Exchange> start(Ports& ports, Background& background) {
    auto exchange = Exchange::start(ports, background, {});
    REQUIRE(exchange);
    return std::move(*exchange);
  }

  template <class T>
  T run(Task<T> task) {
    return tests::run_on(context, std::move(task));
  }

  void settle() { tests::settle(context); }

  void sync() {
    employer.clock.advance(2 * second_ms);
    library.clock.advance(2 * second_ms);
    employer_exchange->sync_now();
    settle();
    employer_background.wake(employer.clock.now());
    settle();
  }

  credential::Verdict verify(const json::Document& badge) {
    credential::Verification verification(badge.text(), {.now = employer.clock.now()});
    return run(verify_badge(std::move(verification), evidence, employer.clock));
  }
};

/// What is found about whose the signature is.
std::string origin_of(const credential::Verdict& verdict) {
  for (const auto& check : verdict.checks) {
    if (check.name() == "issuer") return std::string(check.code());
  }
  return "";
}

}  // namespace

TEST_CASE("what a library publishes reaches an employer, who then asks nobody to verify") {
  Pair pair;
  const auto badge = pair.library.award(pair.library.define("Taalmaatje"));
  REQUIRE(pair.run(pair.employer_exchange->add_peer("https://library.example")));
  pair.sync();
  const int asked = pair.fetcher.asked;
  const auto verdict = pair.verify(badge);
  CHECK(verdict.outcome == credential::Outcome::genuine);
  CHECK(verdict.status.source == credential::Source::gossip);
  CHECK_FALSE(verdict.phoned_home);
  CHECK(verdict.status.grade == credential::Grade::b);
  CHECK(verdict.status.issuer.liveness == credential::Liveness::live);
  CHECK(verdict.status.list_place);
  CHECK(verdict.status.list_sha256);
  CHECK(pair.fetcher.asked == asked);
}

TEST_CASE("a revocation reaches the employer, and is known after the library is gone") {
  Pair pair;
  const auto badge = pair.library.award(pair.library.define("Taalmaatje"));
  const auto other = pair.library.award(pair.library.define("Digitaal startpunt"));
  REQUIRE(pair.run(pair.employer_exchange->add_peer("https://library.example")));
  pair.sync();
  REQUIRE(run_task(change_status(pair.library.ports, {.badge_id = tests::id_of(badge)})));
  pair.sync();
  pair.fetcher.gone = true;
  CHECK(pair.verify(badge).code() == "badge.revoked");
  CHECK(pair.verify(other).accepted());
  pair.employer.clock.advance(400 * day_ms);
  const auto later = pair.verify(other);
  CHECK(later.outcome == credential::Outcome::genuine_with_warning);
  CHECK(later.status.as_of);
  CHECK(later.status.grade == credential::Grade::d);
  CHECK(later.status.issuer.liveness == credential::Liveness::silent);
  CHECK(pair.verify(badge).code() == "badge.revoked");
}

TEST_CASE(
    "a new key of a did:webvh is known to a peer after one exchange, and its host to nobody") {
  Pair pair(tests::NodeMethod::webvh);
  const auto badge = pair.library.award(pair.library.define("Taalmaatje"));
  REQUIRE(pair.run(pair.employer_exchange->add_peer("https://library.example")));
  pair.sync();
  CHECK(pair.verify(badge).code() == "badge.genuine");
  pair.library.clock.advance(hour_ms);
  pair.employer.clock.advance(hour_ms);
  pair.library.tell_new_key();
  pair.sync();
  pair.fetcher.gone = true;
  const auto verdict = pair.verify(badge);
  CHECK(verdict.outcome == credential::Outcome::genuine);
  CHECK(summarize(verdict).contains("with a key that was replaced on"));
  CHECK_FALSE(verdict.phoned_home);
  const auto late = pair.library.award(pair.library.define("Digitaal startpunt"));
  CHECK(pair.verify(late).code() == "badge.key_expired");
}

TEST_CASE("a warning about a key reaches a peer, and is about what it signed after") {
  Pair pair(tests::NodeMethod::webvh);
  const auto id = pair.library.define("Taalmaatje");
  const auto early = pair.library.award(id);
  REQUIRE(pair.run(pair.employer_exchange->add_peer("https://library.example")));
  pair.library.clock.advance(hour_ms);
  pair.employer.clock.advance(hour_ms);
  const auto doubtful = pair.library.award(id);
  pair.sync();
  pair.library.tell_new_key(pair.library.clock.now() - 10 * minute_ms);
  pair.sync();
  CHECK(origin_of(pair.verify(early)) == "badge.key_withdrawn_later");
  CHECK(origin_of(pair.verify(doubtful)) == "badge.key_compromised");
}

TEST_CASE("a peer is an address, added once and removed once") {
  Pair pair;
  const auto add = [&](const std::string& url) {
    return pair.run(pair.employer_exchange->add_peer(url));
  };
  REQUIRE(add("https://library.example/"));
  CHECK(add("https://library.example").error().code == peer_exists);
  CHECK(add("ftp://library.example").error().code == bad_peer);
  CHECK(add("https://user@library.example").error().code == bad_peer);
  REQUIRE(pair.employer_exchange->peers().size() == 1);
  CHECK(pair.employer_exchange->peers().front().url == "https://library.example");
  REQUIRE(pair.run(pair.employer_exchange->remove_peer("https://library.example")));
  CHECK(pair.run(pair.employer_exchange->remove_peer("https://library.example")).error().code ==
        no_peer);
}

}  // namespace waarmerk::node::actions
