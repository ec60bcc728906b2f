#include "node/chores.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "did/webvh_parameters.hpp"
#include "node/net/runtime.hpp"
#include "node/records/did_places.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node {
namespace {

/// A node whose chores go on until the first thing that they do is done.
struct Scene {
  Scene() {
    home.fetcher.on_fetch = [this] { runtime.stop(); };
  }
  void begin(Task<void> chore) {
    net::spawn(runtime.executor(), std::move(chore));
    runtime.run();
  }

  // As in a node: what is on its way to the disk comes back to a loop that is still there.
  net::Runtime runtime{{.threads = 1, .signals = false}};
  tests::TestNode home{"library.example", 1, tests::NodeMethod::webvh};
  ops::Log log{home.clock, ops::Level::error};
  int peers_asked = 0;
  int starts = 0;
  Chores chores{home.ports,
                log,
                {.peers =
                     [this] {
                       ++peers_asked;
                       runtime.stop();
                       return std::vector<std::string>{"https://school.example"};
                     },
                 .start_anew = [this] { ++starts; },
                 .poll_ms = minute_ms}};
};

}  // namespace

TEST_CASE("a running node asks the hosts of those whom it only heard of") {
  Scene scene;
  storage::Batch rows;
  records::save_claims(rows, "town.example", {{.scid = did::webvh_hash("town"), .known = {}}});
  scene.home.memory.write(rows);
  scene.begin(scene.chores.ask_hosts());
  CHECK(scene.home.fetcher.asked() ==
        std::vector<std::string>{"https://town.example/.well-known/did.jsonl"});
}

TEST_CASE("a running node whose DID does not change asks no witnesses, and does not start anew") {
  Scene scene;
  scene.begin(scene.chores.confirm_own_did());
  CHECK(scene.peers_asked == 1);
  CHECK(scene.home.fetcher.asked().empty());
  CHECK(scene.starts == 0);
}

}  // namespace waarmerk::node
