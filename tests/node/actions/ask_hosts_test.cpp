#include "node/actions/ask_hosts.hpp"

#include <doctest/doctest.h>

#include "did/did_webvh.hpp"
#include "node/actions/known_did.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::NodeMethod;
using tests::TestNode;

const std::string log_url = "https://library.example/.well-known/did.jsonl";

/// A reader who was told of the library, and whose host was silent then.
struct Scene {
  Scene() {
    reader.clock.set(library.clock.now() + day_ms);
    const Origin from{"gossip", reader.clock.now(), HostWord::silent};
    storage::Batch rows;
    DidKeeper keeper(reader.memory.store, rows);
    const auto line = log.substr(0, log.find('\n'));
    REQUIRE(keeper.add_line(library.self.did, {line, ""}, from));
    reader.memory.write(rows);
  }
  void look() { REQUIRE(tests::run_task(asker.round())); }
  records::PlaceClaim claim() const {
    return records::list_claims(reader.memory.store, "library.example")->front();
  }

  TestNode library{"library.example", 1, NodeMethod::webvh};
  TestNode reader{"employer.example", 3};
  std::string log = get_log(library.memory.store, library.self.did)->log;
  HostAsker asker{reader.ports, {}};
};

}  // namespace

TEST_CASE("a host that was silent is asked again after a day, and what it serves is known") {
  Scene scene;
  scene.look();
  CHECK(scene.reader.fetcher.asked().empty());
  scene.reader.clock.advance(day_ms);
  scene.look();
  CHECK(scene.reader.fetcher.asked() == std::vector<std::string>{log_url});
  CHECK_FALSE(scene.claim().served);
  CHECK_FALSE(scene.claim().denied);
  scene.reader.fetcher.answer(log_url, 200, scene.log);
  scene.reader.clock.advance(day_ms);
  scene.look();
  CHECK(scene.claim().served == scene.reader.clock.now());
  // What came by the feed is of the feed still, and whoever was served is not asked again.
  const auto known = find_documents(scene.reader.memory.store, scene.library.self.did);
  CHECK((*known)->source == "gossip");
  scene.reader.clock.advance(30 * day_ms);
  scene.look();
  CHECK(scene.reader.fetcher.asked().size() == 2);
}

TEST_CASE("a host that answers with nothing, or with another history, disowns it") {
  for (const auto* body : {"", "{}"}) {
    Scene scene;
    scene.reader.fetcher.answer(log_url, *body == '\0' ? 404 : 200, body);
    scene.reader.clock.advance(day_ms);
    scene.look();
    CHECK(scene.claim().denied == scene.reader.clock.now());
    CHECK_FALSE(scene.claim().served);
  }
}

TEST_CASE("a host is asked after a day, then after twice the time, and at last every eight days") {
  const UnixTime known{0};
  const auto is_due = [&](std::int64_t asked, std::int64_t now) {
    return is_to_be_asked({.scid = "Qm", .known = known, .asked = known + asked * day_ms},
                          known + now * day_ms);
  };
  CHECK_FALSE(is_due(0, 0));
  CHECK(is_due(0, 1));
  CHECK_FALSE(is_due(4, 7));
  CHECK(is_due(4, 8));
  CHECK_FALSE(is_due(100, 107));
  CHECK(is_due(100, 108));
  CHECK(is_to_be_asked({.scid = "Qm", .known = known}, known));
  CHECK_FALSE(is_to_be_asked({.scid = "Qm", .known = known, .served = known}, known + day_ms));
}

TEST_CASE("in one round no more hosts are asked than one may, and the next goes on behind them") {
  TestNode reader("employer.example", 3);
  storage::Batch rows;
  for (int i = 10; i < 30; ++i) {
    records::save_claims(rows, "h" + std::to_string(i) + ".example",
                         {{.scid = std::string(did::webvh_hash("x")), .known = {}}});
  }
  reader.memory.write(rows);
  HostAsker asker(reader.ports, {});
  REQUIRE(tests::run_task(asker.round()));
  CHECK(reader.fetcher.asked().size() == hosts_asked_max);
  REQUIRE(tests::run_task(asker.round()));
  CHECK(reader.fetcher.asked().size() == 20);
  REQUIRE(tests::run_task(asker.round()));
  CHECK(reader.fetcher.asked().size() == 20);
}

}  // namespace waarmerk::node::actions
