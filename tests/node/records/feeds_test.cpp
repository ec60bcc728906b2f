#include "node/records/feeds.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <memory>

#include "crypto/keys/secret_key.hpp"
#include "node/feed/chain.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::records {
namespace {

constexpr UnixTime monday{1'772'532'720'000};

struct Author {
  std::unique_ptr<keys::Signer> signer;
  feed::FeedId feed;
};

Author author(std::uint64_t seed) {
  tests::SeededRandom random(seed);
  Author made{keys::make_signer(keys::SecretKey::generate(keys::Algorithm::ed25519, random)), {}};
  random.fill(made.feed.value);
  return made;
}

feed::Entry append(tests::MemoryRecords& memory, const Author& by, const std::string& payload) {
  const feed::ChainState state(by.feed, memory.records.feeds);
  const feed::Draft draft{.type = feed::EntryType::profile, .payload = to_bytes(bytes_of(payload))};
  auto entry = feed::append(state, draft, monday, *by.signer);
  REQUIRE(entry);
  return *entry;
}

void save(tests::MemoryRecords& memory, const feed::Entry& entry) {
  storage::Batch batch;
  memory.records.feeds.save_own(batch, entry, monday);
  memory.write(batch);
}

}  // namespace

TEST_CASE("a chain that was saved reads as it was signed") {
  tests::MemoryRecords memory;
  const auto library = author(1);
  CHECK_FALSE(memory.records.feeds.head(library.feed));
  const auto one = append(memory, library, R"({"n":1})");
  save(memory, one);
  const auto two = append(memory, library, R"({"n":2})");
  save(memory, two);
  CHECK(memory.records.feeds.head(library.feed) == two.header);
  const auto headers = memory.records.feeds.headers(library.feed, 0, {1, 9}, 10);
  REQUIRE(headers.size() == 2);
  CHECK(headers[0] == one.header);
  CHECK(memory.records.feeds.headers(library.feed, 0, {1, 9}, 1).size() == 1);
  CHECK(memory.records.feeds.headers(library.feed, 0, {2, 2}, 9).at(0) == two.header);
  CHECK(memory.records.feeds.payload(two.header.payload_hash) == two.payload);
  CHECK(memory.records.feeds.signed_at(0, 2) == feed::entry_hash(two.header));
  CHECK_FALSE(memory.records.feeds.signed_at(0, 3));
}

TEST_CASE("the list of arrivals has one row a feed: the newest") {
  tests::MemoryRecords memory;
  const auto library = author(1);
  const auto school = author(2);
  save(memory, append(memory, library, R"({"n":1})"));
  save(memory, append(memory, school, R"({"n":1})"));
  save(memory, append(memory, library, R"({"n":2})"));
  const auto arrivals = memory.records.feeds.arrivals(0, 10);
  REQUIRE(arrivals.size() == 2);
  CHECK(arrivals[0].feed == school.feed);
  CHECK(arrivals[1].feed == library.feed);
  CHECK(memory.records.feeds.newest_arrival() == 3);
  CHECK(memory.records.feeds.arrivals(2, 10).size() == 1);
  const auto newest = memory.records.feeds.newest_arrival();
  CHECK(memory.records.feeds.arrivals(newest - 1, 10).size() == 1);
  for (const auto after : {newest, newest + 1, ~std::uint64_t{0}})
    CHECK(memory.records.feeds.arrivals(after, 10).empty());
  const Feeds restarted(memory.store);
  CHECK(restarted.newest_arrival() == 3);
  CHECK(restarted.all().size() == 2);
}

TEST_CASE("who follows the arrivals passes none that is still on its way to the disk") {
  tests::MemoryRecords memory;
  auto& feeds = memory.records.feeds;
  const auto library = author(1);
  const auto school = author(2);
  save(memory, append(memory, school, R"({"n":1})"));
  auto expected = feeds.expect(library.feed);
  CHECK(feeds.is_expected(library.feed));
  CHECK_FALSE(feeds.is_expected(school.feed));
  storage::Batch slow;
  feeds.save_own(slow, append(memory, library, R"({"n":1})"), monday);  // 2
  save(memory, append(memory, school, R"({"n":2})"));                   // 3, and 1 is gone
  CHECK(feeds.arrivals(0, 10).empty());
  CHECK(feeds.newest_arrival() == 1);  // it does not go back
  memory.write(slow);
  CHECK(feeds.arrivals(0, 10).empty());  // the journal has not answered
  expected.reset();
  CHECK_FALSE(feeds.is_expected(library.feed));
  const auto arrived = feeds.arrivals(1, 10);
  REQUIRE(arrived.size() == 2);
  CHECK(arrived[0].feed == library.feed);
  CHECK(arrived[1].feed == school.feed);
  CHECK(feeds.newest_arrival() == 3);
}

TEST_CASE("what is expected and never written holds nobody up, and of two the first counts") {
  tests::MemoryRecords memory;
  auto& feeds = memory.records.feeds;
  const auto library = author(1);
  const auto school = author(2);
  auto first = feeds.expect(library.feed);
  storage::Batch lost;
  feeds.save_own(lost, append(memory, library, R"({"n":1})"), monday);
  auto second = feeds.expect(school.feed);
  save(memory, append(memory, school, R"({"n":1})"));
  SUBCASE("the first ends first") {
    first.reset();
    CHECK(feeds.newest_arrival() == 1);
    CHECK(feeds.arrivals(0, 10).empty());
    second.reset();
  }
  SUBCASE("the second ends first") {
    second.reset();
    CHECK(feeds.newest_arrival() == 0);
    CHECK(feeds.arrivals(0, 10).empty());
    first.reset();
  }
  REQUIRE(feeds.arrivals(0, 10).size() == 1);
  CHECK(feeds.arrivals(0, 10)[0].feed == school.feed);
  CHECK(feeds.newest_arrival() == 2);
  auto late = std::make_unique<Feeds>(memory.store)->expect(library.feed);
  late.reset();  // after those that expected it
}

TEST_CASE("a fork proof stays with its feed") {
  tests::MemoryRecords memory;
  const auto library = author(1);
  const auto one = append(memory, library, R"({"n":1})");
  const auto other = append(memory, library, R"({"n":9})");
  const auto proof = feed::make_fork_proof(one.header, other.header);
  REQUIRE(proof);
  CHECK_FALSE(memory.records.feeds.fork(library.feed));
  storage::Batch batch;
  memory.records.feeds.save_fork(batch, *proof);
  memory.write(batch);
  CHECK(memory.records.feeds.fork(library.feed) == *proof);
  CHECK_FALSE(memory.records.feeds.fork(author(2).feed));
}

TEST_CASE(
    "what a feed costs is known again after a restart, and of a store from before it was kept") {
  tests::MemoryRecords memory;
  const auto library = author(1);
  CHECK_FALSE(memory.records.feeds.size_of(library.feed));
  const auto one = append(memory, library, R"({"n":1})");
  save(memory, one);
  storage::Batch more;
  memory.records.feeds.charge(more, library.feed, 1000);
  memory.records.feeds.charge(more, library.feed, -10);
  memory.write(more);
  const FeedSize size{row_bytes(one.header) + 990, monday, monday};
  CHECK(memory.records.feeds.size_of(library.feed) == size);
  CHECK(Feeds(memory.store).size_of(library.feed) == size);
  storage::Batch old;
  old.put(family::head, library.feed.value, Key().u32(0).u64(1));
  memory.write(old);
  CHECK(Feeds(memory.store).size_of(library.feed) ==
        FeedSize{row_bytes(one.header), monday, monday});
}

TEST_CASE("a feed that is forgotten leaves the payloads that another said too") {
  tests::MemoryRecords memory;
  const auto library = author(1);
  const auto school = author(2);
  const auto same = append(memory, library, R"({"n":1})");
  save(memory, same);
  const auto own = append(memory, library, R"({"n":2})");
  save(memory, own);
  const auto repeated = append(memory, school, R"({"n":1})");
  save(memory, repeated);
  storage::Batch batch;
  memory.records.feeds.forget(batch, library.feed);
  memory.write(batch);
  const auto& feeds = memory.records.feeds;
  CHECK_FALSE(feeds.head(library.feed));
  CHECK(feeds.headers(library.feed, 0, {1, 9}, 10).empty());
  CHECK_FALSE(feeds.payload(own.header.payload_hash));
  CHECK(feeds.payload(repeated.header.payload_hash) == repeated.payload);
  CHECK(feeds.all() == std::vector{school.feed});
  CHECK(feeds.arrivals(0, 10).size() == 1);
  storage::Batch last;
  memory.records.feeds.forget(last, school.feed);
  memory.records.feeds.forget(last, school.feed);  // of what is not held, nothing
  memory.write(last);
  CHECK_FALSE(feeds.payload(repeated.header.payload_hash));
}

TEST_CASE("an entry is found with its state and since when it is held") {
  tests::MemoryRecords memory;
  const auto library = author(1);
  const auto one = append(memory, library, R"({"n":1})");
  save(memory, one);
  const auto two = append(memory, library, R"({"n":2})");
  storage::Batch batch;
  memory.records.feeds.save(batch, {two.header, feed::EntryState::voided}, monday + day_ms);
  memory.write(batch);
  const auto& feeds = memory.records.feeds;
  const auto found = feeds.find_entry(library.feed, 0, 2);
  REQUIRE(found);
  CHECK(found->header == two.header);
  CHECK(found->state == feed::EntryState::voided);
  CHECK(found->first_seen == monday + day_ms);
  CHECK_FALSE(feeds.find_entry(library.feed, 0, 3));
  std::vector<HeldEntry> all;
  feeds.visit_entries(library.feed, [&](const HeldEntry& entry) { all.push_back(entry); });
  REQUIRE(all.size() == 2);
  CHECK(all[0].header == one.header);
  CHECK(all[0].first_seen == monday);
}

TEST_CASE("how many feeds were let go of is counted on the disk") {
  tests::MemoryRecords memory;
  for (const std::uint64_t seed : {1U, 2U}) {
    const auto library = author(seed);
    save(memory, append(memory, library, "{}"));
    storage::Batch batch;
    memory.records.feeds.forget(batch, library.feed);
    CHECK(memory.records.feeds.forgotten() == seed - 1);
    memory.write(batch);
    CHECK(memory.records.feeds.forgotten() == seed);
    CHECK(memory.load().feeds.forgotten() == seed);
  }
}

}  // namespace waarmerk::node::records
