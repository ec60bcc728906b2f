#include "node/actions/exchange_gossip.hpp"

#include <doctest/doctest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <optional>

#include "node/actions/change_status.hpp"
#include "node/actions/verify_badge.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

namespace asio = boost::asio;
using tests::run_task;
using tests::TestNode;

/// Tasks run on one io_context; the clock of the test says when to wake.
class StepBackground final : public Background {
 public:
  explicit StepBackground(asio::io_context& context) : context_(context) {}
  void spawn(Task<void> task) override {
    asio::co_spawn(context_, std::move(task), asio::detached);
  }
  void wake_at(UnixTime at, std::function<void()> call) override {
    at_ = at;
    call_ = std::move(call);
  }
  void wake(UnixTime now) {
    if (!call_ || now < at_) return;
    std::exchange(call_, nullptr)();
  }

 private:
  asio::io_context& context_;
  UnixTime at_;
  std::function<void()> call_;
};

/// Answers for one other node, as its HTTP server would.
class PeerFetcher final : public fetch::Fetcher {
 public:
  PeerFetcher(std::string base, const Exchange* exchange, const Identity* self)
      : base_(std::move(base)), exchange_(exchange), self_(self) {}

  Task<Result<fetch::Fetched>> fetch(fetch::FetchRequest request) override {
    ++asked;
    if (gone || !request.url.starts_with(base_)) {
      co_return fail(fetch::fetch_failed, "Nobody answers.");
    }
    const auto path = request.url.substr(base_.size());
    if (path == "/.well-known/did.json") {
      co_return fetch::Fetched{200, "application/did+json",
                               std::string(self_->document.source().text())};
    }
    if (!path.starts_with("/bot/1") || request.method != "GET")
      co_return fetch::Fetched{404, "", ""};
    const auto rest = path.substr(6);
    const auto question = rest.find('?');
    const auto query = question == std::string::npos ? std::string() : rest.substr(question + 1);
    const auto served = exchange_->serve(rest.substr(0, question), query);
    co_return fetch::Fetched{served.status, served.content_type,
                             std::string(text_of(served.bytes))};
  }

  int asked = 0;
  bool gone = false;

 private:
  std::string base_;
  const Exchange* exchange_;
  const Identity* self_;
};

struct Pair {
  TestNode library{"library.example", 1};
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
    std::optional<T> answer;
    const auto keep = [&](std::exception_ptr thrown, std::optional<T> value) {
      REQUIRE_FALSE(thrown);
      answer = std::move(value);
    };
    asio::co_spawn(context, tests::optional_of(std::move(task)), keep);
    settle();
    REQUIRE(answer);
    return std::move(*answer);
  }

  void settle() {
    context.restart();
    context.run();
  }

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
    return run(verify_badge(std::move(verification), evidence));
  }
};

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
  CHECK(pair.verify(badge).code() == "badge.revoked");
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
