#include "node/actions/rebuild_trust.hpp"

#include <doctest/doctest.h>

#include <map>
#include <utility>

#include "node/actions/accept_entries.hpp"
#include "node/records/families.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;
using tests::vouch;
using tests::word_of;

namespace family = records::family;

const auto lab = *did::Did::parse("did:web:lab.example");

using Rows = std::map<std::pair<std::size_t, Bytes>, Bytes>;

/// A town that said, ended and said again, and an employer who holds its feed.
struct Scene {
  Scene() {
    const auto hash = vouch(town, word_of(town, lab));
    vouch(town, word_of(town, employer.self.did));
    REQUIRE(run_task(end_trust(town.ports, hash, "They moved.")));
    REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(town))));
    vouch(employer, word_of(employer, town.self.did));
  }
  Rows rows() const {
    Rows all;
    for (const auto table : {family::trust, family::tout, family::tin}) {
      REQUIRE(employer.memory.store.scan(table, {}, [&](ByteView key, ByteView value) {
        all.insert_or_assign({table.index, to_bytes(key)}, to_bytes(value));
        return true;
      }));
    }
    return all;
  }
  RebuiltTrust rebuild() {
    const auto done = rebuild_trust(employer.memory.records);
    REQUIRE(done);
    return *done;
  }

  TestNode town{"town.example", 1};
  TestNode employer{"employer.example", 2};
};

}  // namespace

TEST_CASE("what follows from the feeds is what stands there, byte for byte") {
  Scene scene;
  const auto before = scene.rows();
  CHECK(before.size() == 3 + 1 + 3 + 3);  // said, ended, and each bit from both sides
  const auto done = scene.rebuild();
  CHECK(done.feeds == 2);
  CHECK(done.bits == 3);
  CHECK(done.mended == 0);
  CHECK(scene.rows() == before);
  storage::Batch away;
  for (const auto& [name, value] : before) away.erase({name.first}, name.second);
  scene.employer.memory.write(away);
  CHECK(scene.rows().empty());
  CHECK(scene.rebuild().mended == before.size());
  CHECK(scene.rows() == before);
}

TEST_CASE("a row that was changed is mended, and one that nothing says goes") {
  Scene scene;
  const auto before = scene.rows();
  storage::Batch changed;
  for (const auto& [name, value] : before) {
    if (name.first != family::tout.index) continue;
    changed.put(family::tout, name.second, bytes_of("{}"));
    break;
  }
  changed.put(family::tin, bytes_of("nobody"), {});
  changed.put(family::trust, bytes_of("nothing"), bytes_of("{}"));
  scene.employer.memory.write(changed);
  CHECK(scene.rebuild().mended == 3);
  CHECK(scene.rows() == before);
  CHECK(scene.rebuild().mended == 0);
}

TEST_CASE("what followed from a payload that was erased since stays") {
  Scene scene;
  const auto before = scene.rows();
  auto& feeds = scene.employer.memory.records.feeds;
  storage::Batch erased;
  feeds.visit_entries(scene.town.self.feed, [&](const records::HeldEntry& entry) {
    const bool is_trust = entry.header.type == feed::EntryType::trust ||
                          entry.header.type == feed::EntryType::trust_end;
    if (is_trust) feeds.erase_payload(erased, entry.header);
  });
  REQUIRE_FALSE(erased.empty());
  scene.employer.memory.write(erased);
  CHECK(scene.rebuild().mended == 0);
  CHECK(scene.rows() == before);
}

}  // namespace waarmerk::node::actions
