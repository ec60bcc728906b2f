#include "node/chores.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "did/webvh_parameters.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/ask_badges.hpp"
#include "node/actions/invite.hpp"
#include "node/actions/known_bits.hpp"
#include "node/actions/offer_badge.hpp"
#include "node/actions/recognise.hpp"
#include "node/net/runtime.hpp"
#include "node/net/timer.hpp"
#include "node/records/did_places.hpp"
#include "node/records/offers.hpp"
#include "node/records/requests.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node {
namespace {

/// A node whose chores go on until the first thing that they do is done.
struct Scene {
  void run() {
    for (auto& chore : chores.all()) net::spawn(runtime.executor(), std::move(chore));
    runtime.run();
  }

  // As in a node: what is on its way to the disk comes back to a loop that is still there.
  net::Runtime runtime{{.threads = 1, .signals = false}};
  tests::TestNode home{"library.example", 1, tests::NodeMethod::webvh};
  ops::Log log{home.clock, ops::Level::error};
  int starts = 0;
  std::function<void()> on_ask_peers = [] {};
  std::function<void()> on_make_room = [] {};
  Chores chores{home.ports,
                log,
                {.peers =
                     [this] {
                       on_ask_peers();
                       return std::vector<std::string>{"https://school.example"};
                     },
                 .start_anew = [this] { ++starts; },
                 .make_room = [this] { on_make_room(); },
                 .poll_ms = minute_ms}};
};

}  // namespace

TEST_CASE("a running node asks the hosts of those whom it only heard of") {
  Scene scene;
  storage::Batch rows;
  records::save_claims(rows, "town.example", {{.scid = did::webvh_hash("town"), .known = {}}});
  scene.home.memory.write(rows);
  scene.home.fetcher.on_fetch = [&] { scene.runtime.stop(); };
  scene.run();
  CHECK(scene.home.fetcher.asked() ==
        std::vector<std::string>{"https://town.example/.well-known/did.jsonl"});
}

TEST_CASE("a running node whose DID does not change asks no witnesses, and does not start anew") {
  Scene scene;
  int asked = 0;
  scene.on_ask_peers = [&] {
    ++asked;
    scene.runtime.stop();
  };
  scene.run();
  CHECK(asked == 1);
  CHECK(scene.home.fetcher.asked().empty());
  CHECK(scene.starts == 0);
}

TEST_CASE("a running node makes room for feeds") {
  Scene scene;
  int times = 0;
  scene.on_make_room = [&] {
    ++times;
    scene.runtime.stop();
  };
  scene.run();
  CHECK(times == 1);
}

namespace {

Task<void> stop_when_said(Scene& scene) {
  while (actions::bits_given(scene.home.ports)->empty()) co_await net::sleep_ms(1);
  scene.runtime.stop();
}

}  // namespace

TEST_CASE("a running node says what it promised to who answered its invitation") {
  Scene scene;
  auto& home = scene.home;
  tests::TestNode town("town.example", 2);
  const auto invited =
      tests::run_task(actions::invite(home.ports, {.terms = {.scope = trust::any_scope()}}));
  REQUIRE(invited);
  const auto answer = trust::answer_to(invited->invitation.nonce, town.self.feed);
  REQUIRE(tests::run_task(actions::recognise(
      town.ports,
      {.trustee = home.self.did, .terms = {.scope = trust::any_scope()}, .answers = answer})));
  REQUIRE(tests::run_task(actions::accept_entries(home.ports, tests::entries_of(town))));
  net::spawn(scene.runtime.executor(), stop_when_said(scene));
  scene.run();
  CHECK(actions::bits_given(home.ports)->front().said->trustee == town.self.did);
}

namespace {

Task<void> stop_when_forgotten(Scene& scene) {
  while (!records::list_offers(scene.home.memory.store)->empty()) co_await net::sleep_ms(1);
  scene.runtime.stop();
}

}  // namespace

TEST_CASE("a running node forgets the offers of a week ago") {
  Scene scene;
  auto& home = scene.home;
  const auto award = tests::parse_json(R"({"achievement":")" + home.define("Taalmaatje") + R"("})");
  REQUIRE(tests::run_task(actions::offer_badge(home.ports, {.award = award})));
  REQUIRE(records::list_offers(home.memory.store)->size() == 1);
  home.clock.advance(actions::offer_kept_ms);
  net::spawn(scene.runtime.executor(), stop_when_forgotten(scene));
  scene.run();
  CHECK(records::list_offers(home.memory.store)->empty());
}

namespace {

Task<void> stop_when_erased(Scene& scene) {
  while (!records::list_requests(scene.home.memory.store)->empty()) co_await net::sleep_ms(1);
  scene.runtime.stop();
}

}  // namespace

TEST_CASE("a running node forgets what was shown once it is no more to be kept") {
  Scene scene;
  auto& home = scene.home;
  const auto query = openid::write_plain_query({.type = "Badge"});
  REQUIRE(tests::run_task(actions::ask_badges(home.ports, {.query = query, .purpose = "A test"})));
  home.clock.advance(openid::request_ms + openid::answer_kept_ms - 1);
  CHECK(tests::run_task(actions::forget_requests(home.ports)) == 0);
  REQUIRE(records::list_requests(home.memory.store)->size() == 1);
  home.clock.advance(1);
  net::spawn(scene.runtime.executor(), stop_when_erased(scene));
  scene.run();
  CHECK(records::list_requests(home.memory.store)->empty());
}

}  // namespace waarmerk::node
