#include "node/actions/take_own_line.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "node/records/own_lines.hpp"
#include "tests/support/own_lines.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/survival.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::Survival;

struct Scene : Survival {
  Result<LineState> take(const std::string& line) {
    return run_task(take_own_line(library->ports, {line, "issuing-1"}));
  }
  /// As the node does now and again, at the addresses of its peers.
  bool ask(std::vector<std::string> urls) {
    const auto done =
        tests::run_on(street.context, ask_did_witnesses(library->ports, std::move(urls)));
    REQUIRE(done);
    return *done;
  }
  /// A line with a new feed key, and so with the next epoch.
  std::string healing_line() const {
    const auto& home = library->home;
    const OwnDocument wanted{.did = home.self.did,
                             .url = home.self.url,
                             .issuing_fragment = "issuing-1",
                             .issuing = home.issuing->public_key(),
                             .feed = tests::update_key(90)->public_key(),
                             .epoch = 1};
    return tests::next_line(home, [&](const auto& last, const auto& keys) {
      return did::continue_webvh(last, write_own_document(wanted)->source(), keys,
                                 home.clock.now());
    });
  }
  Result<LineState> heal(NewLine how) {
    how.line = healing_line();
    how.issuing_key = "issuing-1";
    return run_task(take_own_line(library->ports, std::move(how)));
  }
  bool is_safe() const { return library->home.publisher.expect_safe().has_value(); }
};

}  // namespace

TEST_CASE("a change of the DID is taken up while the node runs, which then publishes no more") {
  Scene scene;
  CHECK(scene.take(tests::line_naming(scene.library->home, {})) == LineState::in_force);
  CHECK_FALSE(scene.is_safe());
  CHECK(scene.library->home.publisher.expect_safe().error().code == starts_anew);
  scene.library->home.start_anew();
  scene.street.work(3);
  const auto held = get_log(scene.employer->ports.records.store, scene.library->home.self.did);
  REQUIRE(held);
  CHECK(held->log ==
        get_log(scene.library->ports.records.store, scene.library->home.self.did)->log);
}

TEST_CASE("a change that its witnesses must confirm goes out when enough of them did") {
  Scene scene;
  auto& town = scene.street.add({.host = "town.example", .seed = 21, .is_witness = true});
  town.add_peer("library.example");
  scene.street.work(3);
  const did::WebvhWitnesses both{2, {scene.school->witness().text(), town.witness().text()}};
  CHECK_FALSE(scene.ask({"https://school.example"}));  // nothing waits
  CHECK(scene.take(tests::line_naming(scene.library->home, both)) == LineState::waiting);
  CHECK(scene.is_safe());  // what goes on in the meantime goes on
  scene.street.network.take("town.example");
  CHECK_FALSE(scene.ask({"https://school.example", "https://town.example"}));
  CHECK(tests::own_log(scene.library->home).entries().size() == 1);
  // An employer is no witness, and what it answers is no confirmation.
  CHECK_FALSE(scene.ask({"https://employer.example"}));
  scene.street.network.give("town.example", &town);
  CHECK(scene.ask({"https://school.example", "https://town.example"}));
  CHECK_FALSE(scene.is_safe());
  CHECK_FALSE(tests::own_log(scene.library->home).fault());
  scene.library->home.start_anew();
  scene.street.work(3);
  const auto did = scene.library->home.self.did;
  const auto held = get_log(scene.employer->ports.records.store, did);
  REQUIRE(held);
  CHECK_FALSE(held->witnesses.empty());
  const auto log =
      did::WebvhLog::read({held->log, held->witnesses}, did::scid_of(did), scene.now());
  CHECK_FALSE(log.fault());
  CHECK(log.entries().size() == 2);
  CHECK(scene.employer->verify(scene.badge).code() == "badge.genuine");
  // The file of witnesses stands beside the log for everybody.
  const auto file = scene.library->get("/.well-known/did-witness.json");
  CHECK(file.status == 200);
  CHECK(file.body == held->witnesses);
}

TEST_CASE("what is no line of ours, or has a new feed key without need, is not taken up") {
  Scene scene;
  CHECK(scene.take("{}").error().code == did::bad_log);
  auto& home = scene.library->home;
  CHECK(scene.take(scene.healing_line()).error().code == keeps_feed_key);
  CHECK(scene.heal({.feed_key = "feed-2"}).error().code == keeps_feed_key);
  CHECK(scene.is_safe());
  home.publisher.stand(feed::Standing::asking);
  CHECK(scene.take(tests::line_naming(home, {})).error().code == feed::not_safe);
  CHECK(tests::own_log(home).entries().size() == 1);
}

TEST_CASE("a feed that contradicts itself is healed while the node runs") {
  Scene scene;
  auto& home = scene.library->home;
  const auto head = home.memory.records.feeds.head(home.self.feed);
  REQUIRE(head);
  auto other = *head;
  other.ts = other.ts + 1;
  storage::Batch rows;
  home.memory.records.feeds.save_fork(rows, *feed::make_fork_proof(*head, other));
  home.memory.write(rows);
  home.publisher.stand(feed::Standing::forked);
  CHECK(load_own_state(home.memory.store)->is_forked);
  CHECK(scene.take(tests::line_naming(home, {})).error().code == feed::not_safe);
  CHECK(scene.heal({}).error().code == keeps_feed_key);  // which has no name in the vault
  CHECK(scene.heal({.feed_key = "feed-2"}) == LineState::in_force);
  CHECK(records::load_organisation(home.memory.store)->value().feed_key == "feed-2");
  CHECK(home.publisher.sign({}).error().code == starts_anew);
}

TEST_CASE("what a feed lost is given up while the node asks for it in vain") {
  Scene scene;
  auto& home = scene.library->home;
  home.publisher.stand(feed::Standing::asking);
  CHECK(scene.heal({.feed_key = "feed-2"}).error().code == keeps_feed_key);
  CHECK(scene.heal({.feed_key = "feed-2", .gives_up_lost = true}) == LineState::in_force);
  CHECK(home.publisher.sign({}).error().code == starts_anew);
}

TEST_CASE("witnesses are asked together, and no more than so many at a time") {
  Scene scene;
  const did::WebvhWitnesses one{1, {scene.school->witness().text()}};
  REQUIRE(scene.take(tests::line_naming(scene.library->home, one)) == LineState::waiting);
  CHECK_FALSE(scene.ask({}));
  std::vector<std::string> urls(20, "https://nobody.example");
  CHECK_FALSE(scene.ask(urls));
  CHECK(scene.street.network.asked("nobody.example") == 20);
  urls.push_back("https://school.example");
  CHECK(scene.ask(urls));
}

}  // namespace waarmerk::node::actions
