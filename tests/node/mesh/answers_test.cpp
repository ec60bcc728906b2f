// What others ask of what we hold.
#include <doctest/doctest.h>

#include "tests/support/lone_core.hpp"

namespace waarmerk::node::mesh {

using tests::LoneCore;

namespace {

// Author 3 has ten entries here.
struct Ten {
  Ten() {
    for (int i = 0; i < 9; ++i) LoneCore::keep(node.disk, node.write(3));
    link = node.up(1);
  }
  gossip::EntryRange range(std::uint64_t from, std::uint64_t to, bool payloads = true) const {
    return {node.feed(3), 0, {.from = from, .to = to}, payloads};
  }
  LoneCore node;
  LinkId link{0};
};

}  // namespace

TEST_CASE("a range is answered eight at a time, as far as it is held") {
  Ten ten;
  ten.node.hear(ten.link, gossip::Iwant{.ranges = {ten.range(2, 65)}, .ids = {}});
  const auto given = ten.node.sent<gossip::Entries>(ten.link);
  REQUIRE(given.size() == 2);
  CHECK(given[0].entries.size() == 8);
  CHECK(given[1].entries.size() == 1);
  CHECK(given[0].entries[0].header.seq == 2);
  CHECK(given[0].entries[0].payload);
}

TEST_CASE("headers are given alone where no payloads are wanted") {
  Ten ten;
  ten.node.hear(ten.link, gossip::Iwant{.ranges = {ten.range(3, 3, false)}, .ids = {}});
  const auto given = ten.node.sent<gossip::Entries>(ten.link);
  REQUIRE(given.size() == 1);
  CHECK_FALSE(given[0].entries[0].payload);
}

TEST_CASE("what is not held is not given, and of a payload that is said") {
  Ten ten;
  ten.node.hear(ten.link, gossip::Iwant{.ranges = {ten.range(11, 12)}, .ids = {}});
  ten.node.hear(ten.link, gossip::Iwant{.ranges = {}, .ids = {gossip::ShortId{}}});
  ten.node.hear(ten.link, gossip::PayloadRequest{{Sha256{}}});
  CHECK(ten.node.sent<gossip::Entries>(ten.link).empty());
  CHECK(ten.node.sent<gossip::PayloadAnswer>(ten.link).empty());
  CHECK(ten.node.sent<gossip::PayloadAbsent>(ten.link) ==
        std::vector{gossip::PayloadAbsent{{Sha256{}}}});
}

TEST_CASE("what was announced is given by its short id") {
  LoneCore node;
  const auto from = node.up(1);
  const auto lazy = node.up(2);
  node.hear(lazy, gossip::Prune{});
  const auto entry = node.write(3);
  node.hear(from, entry);
  node.wait(250);
  const auto told = node.sent<gossip::Ihave>(lazy);
  REQUIRE(told.size() == 1);
  CHECK(told[0].ids[0] == short_id_of(LoneCore::key(lazy), feed::feed_head_of(entry.header)));
  node.hear(lazy, gossip::Iwant{.ranges = {}, .ids = told[0].ids});
  const auto given = node.sent<gossip::Entries>(lazy);
  REQUIRE(given.size() == 1);
  CHECK(given[0].entries[0].header == entry.header);
}

TEST_CASE("what is announced and does not come is asked for, with a graft") {
  LoneCore node;
  const auto link = node.up(1);
  const auto entry = node.write(3);
  const auto id = short_id_of(LoneCore::key(link), feed::feed_head_of(entry.header));
  node.hear(link, gossip::Prune{});
  node.hear(link, gossip::Ihave{{id}});
  node.wait(399);
  CHECK(node.sent<gossip::Iwant>(link).empty());
  node.wait(1);
  const auto asked = node.sent<gossip::Iwant>(link);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].ids == std::vector{id});
  CHECK(node.sent<gossip::Graft>(link).size() == 1);
  CHECK(node.core.eager_links() == 1);
}

TEST_CASE("payloads are given by their hashes") {
  Ten ten;
  const auto header = ten.node.disk.headers(ten.node.feed(3), 0, {.from = 4, .to = 4}, 1)[0];
  ten.node.hear(ten.link, gossip::PayloadRequest{{header.payload_hash, Sha256{}}});
  const auto given = ten.node.sent<gossip::PayloadAnswer>(ten.link);
  REQUIRE(given.size() == 1);
  REQUIRE(given[0].payloads.size() == 1);
  CHECK(sha256(given[0].payloads[0]) == header.payload_hash);
}

TEST_CASE("how far feeds go is told with the number of the question") {
  Ten ten;
  ten.node.hear(ten.link, gossip::HeadsRequest{.number = 5, .feeds = {ten.node.feed(3), {}}});
  const auto told = ten.node.sent<gossip::Heads>(ten.link);
  REQUIRE(told.size() == 1);
  CHECK(told[0].next == 5);
  REQUIRE(told[0].heads.size() == 1);
  CHECK(told[0].heads[0].seq == 10);
}

}  // namespace waarmerk::node::mesh
