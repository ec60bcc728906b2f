#include "node/gossip/engine.hpp"

#include <doctest/doctest.h>

#include <set>

#include "tests/support/lone_engine.hpp"

namespace waarmerk::node::gossip {

namespace {

using tests::Issuer;
using tests::LoneEngine;

}  // namespace

TEST_CASE("equal seeds and inputs give equal states, another seed does not") {
  const Issuer issuer(1);
  const tests::MemoryFeeds feeds;
  const auto hash_after = [&](std::uint64_t seed) {
    Config config;
    config.peers = {PeerId{1}, PeerId{2}};
    Engine engine(config, seed, {}, feeds);
    std::vector<RequestId> asked;
    engine.handle(tests::start_time, Timer{});
    while (const auto out = engine.poll())
      if (const auto* get = std::get_if<HttpGet>(&*out)) asked.push_back(get->request);
    for (const auto request : asked) engine.handle(tests::start_time, HttpDone{request, 0, {}});
    return engine.state_hash();
  };
  CHECK(hash_after(7) == hash_after(7));
  CHECK(hash_after(7) != hash_after(8));
}

TEST_CASE("keys that the snapshot brings are not asked for again") {
  const Issuer issuer(1);
  tests::MemoryFeeds feeds;
  const Engine engine({}, 1, {.keys = {{issuer.feed(), issuer.keys()}}}, feeds);
  REQUIRE(engine.find_keys(issuer.feed()) != nullptr);
  CHECK(*engine.find_keys(issuer.feed()) == issuer.keys());
  CHECK(engine.find_keys(Issuer(2).feed()) == nullptr);
}

TEST_CASE("answers that nobody waits for are ignored") {
  LoneEngine lone(1);
  lone.tick();
  const auto before = lone.engine.state_hash();
  lone.tell(HttpDone{RequestId{999}, 200, {}});
  lone.tell(StoreDone{RequestId{999}, true});
  lone.tell(KeysUnknown{Issuer(1).feed()});
  CHECK(lone.engine.state_hash() == before);
}

TEST_CASE("a clock that goes back does not stop the polls") {
  LoneEngine lone(1);
  lone.now = lone.now + 3650 * day_ms;
  lone.tick();
  lone.asked.clear();
  lone.now = tests::start_time;
  lone.tick();
  CHECK_FALSE(lone.asked.empty());
}

}  // namespace waarmerk::node::gossip
