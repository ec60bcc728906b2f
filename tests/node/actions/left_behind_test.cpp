#include "node/actions/left_behind.hpp"

#include <doctest/doctest.h>

#include "tests/support/issuer.hpp"
#include "tests/support/memory_records.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::Issuer;

/// A feed of 300 entries, of which the first 280 lead into the next epoch.
struct Scene {
  Scene() {
    for (std::uint64_t i = 0; i < 300; ++i) {
      const auto entry = issuer.publish(feeds, i == 0 ? issuer.introduction() : Issuer::status(i));
      keep(entry.header);
      if (i == 279) branch = feed::entry_hash(entry.header);
    }
  }
  void keep(const feed::Header& header) {
    storage::Batch rows;
    memory.records.feeds.save(rows, {header}, tests::start_time);
    memory.write(rows);
  }
  void begin() {
    auto header = issuer.begin_epoch(feeds, Issuer(9)).header;
    header.prev = branch;
    keep(header);
  }
  bool is_left(std::uint64_t seq, std::uint32_t epoch = 0) const {
    return is_left_behind(memory.records, issuer.feed(), {epoch, seq, tests::start_time});
  }

  Issuer issuer{1};
  tests::MemoryFeeds feeds;
  tests::MemoryRecords memory;
  Sha256 branch{};
};

}  // namespace

TEST_CASE("what the next epoch goes on from counts, and what lies behind that does not") {
  Scene scene;
  CHECK_FALSE(scene.is_left(300));
  scene.begin();
  CHECK_FALSE(scene.is_left(1));
  CHECK_FALSE(scene.is_left(280));
  CHECK(scene.is_left(281));
  CHECK(scene.is_left(300));
  CHECK_FALSE(scene.is_left(1, 1));
}

TEST_CASE("at a fork and behind it nothing counts, whatever the next epoch says") {
  Scene scene;
  const auto held = *scene.feeds.head(scene.issuer.feed());
  auto other = held;
  other.ts = other.ts + 1;
  REQUIRE(feed::sign_header(other, scene.issuer.signer()));
  storage::Batch rows;
  scene.memory.records.feeds.save_fork(rows, *feed::make_fork_proof(held, other));
  scene.memory.write(rows);
  CHECK_FALSE(scene.is_left(299));
  CHECK(scene.is_left(300));
  scene.begin();
  CHECK_FALSE(scene.is_left(299));
  CHECK(scene.is_left(300));
}

}  // namespace waarmerk::node::actions
