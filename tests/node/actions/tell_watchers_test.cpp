#include "node/actions/tell_watchers.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "did/did_webvh.hpp"
#include "node/actions/keep_current.hpp"
#include "node/records/did_logs.hpp"
#include "tests/support/own_lines.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

const std::string watcher = "https://watch.example";

/// A library that names a watcher, and published its lists once.
struct Scene {
  Scene() {
    const auto line = tests::line_watched(library, {watcher + "/"});
    auto known = get_log(library.memory.store, library.self.did);
    REQUIRE(known);
    known->log += line + "\n";
    known->as_of = library.clock.now() + second_ms;
    storage::Batch rows;
    records::save_log(rows, did::scid_of(library.self.did), *known);
    library.memory.write(rows);
    REQUIRE(run_task(keep_current(library.ports)));
  }
  std::size_t tell() {
    const auto before = library.fetcher.asked().size();
    REQUIRE(run_task(teller.round()));
    return library.fetcher.asked().size() - before;
  }
  std::string log_news() const { return watcher + "/log?did=" + library.self.did.text(); }
  std::string list_news(int number) const {
    return watcher + "/resource?scid=" + std::string(did::scid_of(library.self.did)) +
           "&path=status/" + std::to_string(number);
  }
  void take_all() {
    library.fetcher.answer(log_news(), 202, "{}");
    library.fetcher.answer(list_news(1), 202, "{}");
    library.fetcher.answer(list_news(2), 202, "{}");
  }

  TestNode library{"library.example", 1, tests::NodeMethod::webvh};
  WatcherTeller teller{library.ports};
};

}  // namespace

TEST_CASE("a watcher is told of the history and of each list, once") {
  Scene scene;
  scene.take_all();
  CHECK(scene.tell() == 3);
  CHECK(scene.library.fetcher.asked().front() == scene.log_news());
  CHECK(scene.library.fetcher.asked().back() == scene.list_news(2));
  CHECK(scene.tell() == 0);
  // Not by a node that starts anew either.
  WatcherTeller anew(scene.library.ports);
  REQUIRE(run_task(anew.round()));
  CHECK(scene.library.fetcher.asked().size() == 3);
}

TEST_CASE(
    "a watcher that is gone is told later, each time after twice the wait, and then no more") {
  Scene scene;
  CHECK(scene.tell() == 1);
  CHECK(scene.tell() == 0);
  scene.library.clock.advance(telling_wait_ms_min);
  CHECK(scene.tell() == 1);
  scene.library.clock.advance(telling_wait_ms_min);
  CHECK(scene.tell() == 0);
  int times = 2;
  for (int i = 0; i < 40; ++i) {
    scene.library.clock.advance(telling_wait_ms_max);
    times += static_cast<int>(scene.tell());
  }
  CHECK(times == tellings_max);
}

TEST_CASE("what is new is told to one who was left alone") {
  Scene scene;
  for (int i = 0; i < 40; ++i) {
    scene.library.clock.advance(telling_wait_ms_max);
    scene.tell();
  }
  CHECK(scene.tell() == 0);
  scene.take_all();
  CHECK(scene.tell() == 0);
  scene.library.tell_new_key();
  CHECK(scene.tell() == 3);
  CHECK(scene.tell() == 0);
}

TEST_CASE("a node whose DID names nobody tells nobody") {
  TestNode library("library.example", 1, tests::NodeMethod::webvh);
  WatcherTeller teller(library.ports);
  REQUIRE(run_task(teller.round()));
  TestNode school("school.example");
  WatcherTeller of_web(school.ports);
  REQUIRE(run_task(of_web.round()));
  CHECK(library.fetcher.asked().empty());
  CHECK(school.fetcher.asked().empty());
}

}  // namespace waarmerk::node::actions
