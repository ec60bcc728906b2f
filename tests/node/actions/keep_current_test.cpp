#include "node/actions/keep_current.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "node/actions/publish_status.hpp"
#include "node/feed/payload.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using feed::EntryType;
using tests::run_task;
using tests::TestNode;

/// The types of the entries after the first `before`.
std::vector<EntryType> types_after(const TestNode& node, std::uint64_t before) {
  std::vector<EntryType> types;
  const feed::SeqRange range{before + 1, before + 100};
  for (const auto& header : node.memory.records.feeds.headers(node.self.feed, 0, range, 100)) {
    types.push_back(header.type);
  }
  return types;
}

std::uint64_t seq_of(const TestNode& node) {
  return node.memory.records.feeds.head(node.self.feed)->seq;
}

/// The same node as its operator has configured it anew.
struct Moved {
  Moved(TestNode& before, const std::string& url)
      : self(
            *make_identity({"did:web:library.example", "Bibliotheek", url, "issuing-1", "feed", {}},
                           {*before.issuing, *before.feed_signer})),
        publisher(self, before.memory.records, before.clock, feed::Standing::safe),
        ports{before.clock, before.random, self, before.memory.records, publisher, before.fetcher} {
  }

  Identity self;
  Publisher publisher;
  Ports ports;
};

}  // namespace

TEST_CASE("a new node says who it is and opens its lists, and then has nothing to add") {
  TestNode library("library.example");
  CHECK(types_after(library, 0) == std::vector<EntryType>{EntryType::did_log, EntryType::profile,
                                                          EntryType::status, EntryType::status});
  REQUIRE(run_task(keep_current(library.ports)));
  CHECK(seq_of(library) == 4);
}

TEST_CASE("a sign of life comes when nothing was said for 18 hours, and not before") {
  TestNode library("library.example");
  library.clock.advance(18 * hour_ms - 1);
  REQUIRE(run_task(keep_current(library.ports)));
  CHECK(types_after(library, 4).empty());
  library.clock.advance(1);
  REQUIRE(run_task(keep_current(library.ports)));
  CHECK(types_after(library, 4) == std::vector<EntryType>{EntryType::heartbeat});
  REQUIRE(run_task(keep_current(library.ports)));
  CHECK(types_after(library, 5).empty());
}

TEST_CASE("lists are signed again when half of their time is over") {
  TestNode library("library.example");
  library.clock.advance(list_valid_ms / 2 + second_ms);
  REQUIRE(run_task(keep_current(library.ports)));
  CHECK(types_after(library, 4) == std::vector<EntryType>{EntryType::status, EntryType::status});
}

TEST_CASE("a document and a profile that changed are published again, once") {
  TestNode library("library.example");
  Moved moved(library, "https://badges.library.example");
  REQUIRE(run_task(keep_current(moved.ports)));
  const auto types = types_after(library, 4);
  CHECK(std::ranges::count(types, EntryType::did_log) == 1);
  CHECK(std::ranges::count(types, EntryType::profile) == 1);
  const auto header = library.memory.records.feeds.headers(library.self.feed, 0, {5, 5}, 1).front();
  const auto payload = library.memory.records.feeds.payload(header.payload_hash);
  REQUIRE(payload);
  const auto snapshot = feed::decode_did_snapshot(*payload);
  REQUIRE(snapshot);
  CHECK(snapshot->document.source().text().contains("https://badges.library.example/bot/1"));
  const auto after = seq_of(library);
  REQUIRE(run_task(keep_current(moved.ports)));
  CHECK(seq_of(library) == after);
}

TEST_CASE("a history goes on the feed line by line, each once, and a change of keys is urgent") {
  TestNode library("library.example", 1, tests::NodeMethod::webvh);
  CHECK(types_after(library, 0) == std::vector<EntryType>{EntryType::did_log, EntryType::profile,
                                                          EntryType::status, EntryType::status});
  REQUIRE(run_task(keep_current(library.ports)));
  CHECK(seq_of(library) == 4);
  library.clock.advance(hour_ms);
  library.tell_new_key();
  CHECK(types_after(library, 4) == std::vector<EntryType>{EntryType::did_log});
  const auto header = library.memory.records.feeds.headers(library.self.feed, 0, {5, 5}, 1).front();
  CHECK(header.has(feed::flag_urgent));
  const auto line = feed::decode_did_log_line(
      library.memory.records.feeds.payload(header.payload_hash).value_or(Bytes{}));
  REQUIRE(line);
  CHECK(line->did == library.self.did);
  CHECK(line->line.starts_with("{\"versionId\":\"2-"));
  CHECK(line->witnesses == "[]");
  REQUIRE(run_task(keep_current(library.ports)));
  CHECK(seq_of(library) == 5);
}

TEST_CASE("before it is safe to publish nothing is said") {
  TestNode library("library.example");
  library.publisher.stand(feed::Standing::asking);
  library.clock.advance(30 * day_ms);
  REQUIRE(run_task(keep_current(library.ports)));
  CHECK(seq_of(library) == 4);
}

TEST_CASE("a failed write is told, and ends what follows") {
  TestNode library("library.example");
  library.clock.advance(30 * day_ms);
  library.memory.store.is_full = true;
  CHECK(run_task(keep_current(library.ports)).error().code == storage::full_disk);
  CHECK(seq_of(library) == 4);
}

TEST_CASE("the profile is ours, by name and address") {
  TestNode library("library.example");
  const auto profile = write_profile(library.self);
  CHECK(profile.contains("did:web:library.example"));
  CHECK(profile.contains("Bibliotheek"));
}

}  // namespace waarmerk::node::actions
