// A library is put back from an old backup: it must not tell a second story in its own feed.
#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/eventually.hpp"
#include "tests/support/followed_feed.hpp"
#include "tests/support/published_lists.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

namespace feed = node::feed;

enum class Knows { its_peer, nobody };

struct Restored {
  explicit Restored(Knows knows = Knows::its_peer) {
    std::vector<std::string> peers;
    if (knows == Knows::its_peer) peers.push_back(municipality.organisation.url());
    if (knows == Knows::nobody) CHECK(eventually([&] { return links() == 1; }));
    library.organisation.configure(peers, "");
    CHECK(library.process.stop() == 0);
    library.process.start();
    definition = library.define();
    old_badge = library.award(definition);
    old_revoked = library.award(definition);
    library.change(old_revoked, "revoke");
    CHECK(library.process.stop() == 0);
    library.organisation.copy_to("backup");

    library.process.start();
    new_badge = library.award(definition);
    new_revoked = library.award(definition);
    library.change(new_revoked, "revoke");
    later_revoked = library.award(definition);
    library.change(later_revoked, "revoke");
    REQUIRE(municipality.catches_up_with(library));
    newest_head = library.head_of(library.feed());
    CHECK(library.process.stop() == 0);
    library.organisation.restore("backup");
  }

  /// By a link the library knows that there is somebody.
  std::int64_t links() {
    return library.caller.get("/v1/node").json().root().find("links")->integer().value_or(0);
  }

  TrialNode library;
  TrialNode municipality{{.name = "Gemeente", .peers = {library.organisation.url()}}};
  std::string definition;
  Awarded old_badge, old_revoked, new_badge, new_revoked, later_revoked;
  std::string newest_head;
};

TEST_CASE("a library that was put back from a backup asks its peer before it signs again") {
  Restored town;
  auto& library = town.library;
  auto& municipality = town.municipality;

  // Nobody can be asked, so nothing is signed.
  municipality.process.kill();
  library.process.start(NodeProcess::Await::listening);
  for (int i = 0; i < 10; ++i) {
    CHECK(library.caller.get("/readyz").status == 503);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  const auto refused =
      library.caller.post("/v1/badges/" + town.old_badge.id + "/revoke", "", library.token());
  CHECK(refused.status == 503);
  CHECK(refused.text("code") == "feed.not_safe");
  CHECK(library.caller.get("/healthz").status == 200);
  CHECK(library.verdict_code(town.old_revoked.credential) == "badge.revoked");

  municipality.process.start();
  REQUIRE(library.process.await_ready());
  const auto own = follow_feed(library);
  const auto newest = feed::decode_header(bytes_of(town.newest_head));
  REQUIRE(newest);
  REQUIRE(own.headers.size() >= newest->seq);
  CHECK(own.headers[newest->seq - 1] == *newest);

  // What was revoked after the backup stays revoked, though the node no longer knows the badges.
  CHECK(library.verdict_code(town.new_revoked.credential) == "badge.revoked");
  library.change(town.old_badge, "revoke");
  CHECK(library.verdict_code(town.old_badge.credential) == "badge.revoked");
  CHECK(library.verdict_code(town.new_revoked.credential) == "badge.revoked");
  CHECK(library.verdict_code(town.later_revoked.credential) == "badge.revoked");
  CHECK(library.verdict_code(town.new_badge.credential) == "badge.genuine");

  REQUIRE(municipality.catches_up_with(library));
  CHECK(municipality.verdict_code(town.old_badge.credential) == "badge.revoked");
  CHECK(municipality.verdict_code(town.new_revoked.credential) == "badge.revoked");
  CHECK(municipality.verdict_code(town.new_badge.credential) == "badge.genuine");
  CHECK(forks_held_by(municipality).empty());
  CHECK(forks_held_by(library).empty());
  follow_feed(library);
}

TEST_CASE("a library without peers takes back what it said from who dials it") {
  Restored town(Knows::nobody);
  auto& library = town.library;
  library.process.start();
  const auto own = follow_feed(library);
  const auto newest = feed::decode_header(bytes_of(town.newest_head));
  REQUIRE(newest);
  REQUIRE(own.headers.size() >= newest->seq);
  CHECK(own.headers[newest->seq - 1] == *newest);
  CHECK(library.verdict_code(town.new_revoked.credential) == "badge.revoked");
  library.change(town.old_badge, "revoke");
  REQUIRE(town.municipality.catches_up_with(library));
  CHECK(town.municipality.verdict_code(town.old_badge.credential) == "badge.revoked");
  CHECK(forks_held_by(town.municipality).empty());
  CHECK(forks_held_by(library).empty());
}

TEST_CASE("after a backup was put back, no place in a list is given a second time") {
  Restored town;
  auto& library = town.library;
  library.process.start();
  // Which places were given away since the backup is not known, so the lists of then are closed.
  const auto before = places_of(town.new_badge.credential);
  const auto after = places_of(library.award(town.definition).credential);
  REQUIRE(before.size() == after.size());
  for (std::size_t i = 0; i < after.size(); ++i) CHECK(after[i].list != before[i].list);
}

}  // namespace
}  // namespace waarmerk::tests
