#include "node/actions/publisher.hpp"

#include <doctest/doctest.h>

#include <utility>

#include "node/records/families.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

Result<void> publish(TestNode& node, storage::Batch rows = {}) {
  return run_task(node.publisher.publish({.type = feed::EntryType::heartbeat}, std::move(rows)));
}

std::uint64_t seq_of(const TestNode& node) {
  return node.memory.records.feeds.head(node.self.feed)->seq;
}

}  // namespace

TEST_CASE("an entry is on disk with its rows before anybody is told") {
  TestNode library("library.example");
  const auto before = seq_of(library);
  const auto& feeds = library.memory.records.feeds;
  const auto arrived = feeds.newest_arrival();
  std::uint64_t told_at = 0;
  library.publisher.on_published([&] {
    told_at = seq_of(library);
    CHECK(feeds.arrivals(arrived, 2).size() == 1);  // who asks at once finds it
    CHECK(feeds.newest_arrival() == arrived + 1);
  });
  storage::Batch rows;
  rows.put(records::family::peer, bytes_of("row"), bytes_of("{}"));
  REQUIRE(publish(library, std::move(rows)));
  CHECK(told_at == before + 1);
  CHECK(*library.memory.store.get(records::family::peer, bytes_of("row")));
  CHECK(library.memory.records.feeds.signed_at(0, before + 1));
}

TEST_CASE("where it is not safe to publish nothing is signed or written") {
  TestNode library("library.example");
  const auto before = seq_of(library);
  for (const auto standing : {feed::Standing::asking, feed::Standing::behind}) {
    library.publisher.stand(standing);
    CHECK(publish(library).error().code == feed::not_safe);
    CHECK(library.publisher.expect_safe().error().code == feed::not_safe);
  }
  CHECK(seq_of(library) == before);
  library.publisher.stand(feed::Standing::safe);
  CHECK(library.publisher.expect_safe());
  CHECK(publish(library));
}

TEST_CASE("after a write that failed nobody is told, and nothing is signed any more") {
  TestNode library("library.example");
  const auto before = seq_of(library);
  int told = 0;
  library.publisher.on_published([&] { ++told; });
  library.memory.store.is_full = true;
  CHECK(publish(library).error().code == storage::full_disk);
  CHECK(library.publisher.standing() == feed::Standing::asking);
  library.memory.store.is_full = false;
  CHECK(publish(library).error().code == feed::not_safe);
  library.publisher.stand(feed::Standing::safe);
  CHECK(publish(library).error().code == storage::journal_closed);
  CHECK(told == 0);
  CHECK(seq_of(library) == before);
}

TEST_CASE("an entry that was signed and not yet written is the only one") {
  TestNode library("library.example");
  auto entry = library.publisher.sign({.type = feed::EntryType::heartbeat});
  REQUIRE(entry);
  const auto second = library.publisher.sign({.type = feed::EntryType::heartbeat});
  REQUIRE_FALSE(second);
  CHECK(second.error().code == feed::already_signed);
  REQUIRE(run_task(library.publisher.write(std::move(*entry), {})));
  CHECK(publish(library));
}

}  // namespace waarmerk::node::actions
