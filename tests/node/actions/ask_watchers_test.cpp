#include "node/actions/ask_watchers.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/actions/watch_did.hpp"
#include "tests/support/canned_fetcher.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::node::actions {
namespace {

struct Scene {
  Scene() { REQUIRE(history.add("{}", 1)); }

  void hold(const std::string& peer, const std::string& log) {
    fetcher.answer(peer + "/log?scid=" + scid(), 200, log);
  }
  std::string scid() const { return history.did().substr(10, 46); }
  Result<Resolved> ask(std::vector<std::string> urls) {
    return tests::run_task(ask_watchers(*did::Did::parse(history.did()), std::move(urls), fetcher,
                                        history.now() + day_ms));
  }

  tests::WebvhHistory history;
  tests::CannedFetcher fetcher;
};

const std::string one = "https://one.example";
const std::string two = "https://two.example";

}  // namespace

TEST_CASE("the longest history that somebody has is taken") {
  Scene scene;
  const auto first = scene.history.text().substr(0, scene.history.text().find('\n') + 1);
  scene.hold(one, first);
  scene.hold(two, scene.history.text());
  const auto found = scene.ask({one, two});
  REQUIRE(found);
  CHECK(found->documents.versions().size() == 2);
  CHECK(found->texts->log == scene.history.text());
  CHECK(scene.ask({one})->documents.versions().size() == 1);
}

TEST_CASE("a history that is not sound, or another's, is not taken") {
  Scene scene;
  auto broken = scene.history.text();
  broken[broken.size() - 20] ^= 1;
  scene.hold(one, broken);
  scene.hold(two, tests::WebvhHistory("", "other.example").text());
  CHECK(scene.ask({one, two}).error().code == did::not_found);
  CHECK(scene.ask({}).error().code == did::not_found);
}

TEST_CASE("a host of plain files has the history in a file") {
  Scene scene;
  scene.fetcher.answer(one + watched_log_path(scene.scid()), 200, scene.history.text());
  CHECK(scene.ask({one}));
  CHECK_FALSE(scene.ask({two}));
}

TEST_CASE("not everybody is asked") {
  Scene scene;
  scene.hold("https://last.example", scene.history.text());
  CHECK_FALSE(scene.ask({one, two, "https://three.example", "https://last.example"}));
  // Each as a node, and then as a host of plain files.
  CHECK(scene.fetcher.asked().size() == 2 * watchers_asked_max);
}

}  // namespace waarmerk::node::actions
