// Someone has more of a feed than we do.
#include <doctest/doctest.h>

#include "tests/support/lone_core.hpp"

namespace waarmerk::node::mesh {

using tests::LoneCore;

namespace {

// A peer that holds author 3's feed up to 100.
struct Behind {
  Behind() {
    for (int i = 0; i < 99; ++i) {
      entries.push_back(node.write(3, theirs, 1));
      LoneCore::keep(theirs, entries.back());
    }
    link = node.up(1);
  }
  gossip::Heads claim() const {
    gossip::Heads heads;
    heads.heads = {entries.back().header};
    return heads;
  }
  void give(feed::SeqRange range) {
    for (auto seq = range.from; seq <= range.to; ++seq) node.hear(link, entries[seq - 2]);
  }

  LoneCore node;
  sim::Disk theirs = node.other_disk();
  std::vector<feed::Entry> entries;
  LinkId link{0};
};

}  // namespace

TEST_CASE("a head that is newer than ours is a reason to ask, range by range") {
  Behind behind;
  behind.node.hear(behind.link, behind.claim());
  auto asked = behind.node.sent<gossip::Iwant>(behind.link);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].ranges[0].range == feed::SeqRange{.from = 2, .to = 65});
  CHECK(behind.node.held(3) == 1);
  behind.give({.from = 2, .to = 60});
  behind.node.wait(10 * second_ms);  // a feed has a budget
  CHECK(behind.node.held(3) == 60);
}

TEST_CASE("one at a time is asked about a feed") {
  Behind behind;
  const auto other = behind.node.up(2);
  behind.node.hear(behind.link, behind.claim());
  behind.node.hear(other, behind.claim());
  CHECK(behind.node.sent<gossip::Iwant>(other).empty());
  behind.node.wait(25 * second_ms);  // the first did not answer
  behind.node.hear(other, behind.claim());
  CHECK(behind.node.sent<gossip::Iwant>(other).size() == 1);
}

TEST_CASE("where the one who is asked goes, another may be asked") {
  Behind behind;
  const auto other = behind.node.up(2);
  behind.node.hear(behind.link, behind.claim());
  behind.node.tell(LinkDown{behind.link});
  behind.node.hear(other, behind.claim());
  CHECK(behind.node.sent<gossip::Iwant>(other).size() == 1);
}

TEST_CASE("a head that we hold, or an older one, is no reason") {
  Behind behind;
  for (const auto& entry : {behind.entries[0], behind.entries[1]})
    LoneCore::keep(behind.node.disk, entry);
  gossip::Heads older;
  older.heads = {behind.entries[0].header, behind.entries[1].header};
  behind.node.hear(behind.link, older);
  CHECK(behind.node.sent<gossip::Iwant>(behind.link).empty());
}

TEST_CASE("what was asked for is announced and not pushed") {
  Behind behind;
  const auto other = behind.node.up(2);
  gossip::Heads next;
  next.heads = {behind.entries[0].header};
  behind.node.hear(behind.link, next);
  behind.give({.from = 2, .to = 2});
  CHECK(behind.node.held(3) == 2);
  CHECK(behind.node.sent<gossip::Entries>(other).empty());
  behind.node.wait(250);
  CHECK(behind.node.sent<gossip::Ihave>(other).size() == 1);
}

TEST_CASE("of a link no more is asked at a time than it can bring") {
  Behind behind;
  auto all = behind.claim();
  std::vector<sim::Disk> disks;
  for (std::uint32_t author = 1; author <= 5; ++author) {
    if (author == 3) continue;
    auto& disk = disks.emplace_back(behind.node.other_disk());
    for (int i = 0; i < 70; ++i) LoneCore::keep(disk, behind.node.write(author, disk, 1));
    all.heads.push_back(*disk.head(behind.node.feed(author)));
  }
  behind.node.hear(behind.link, all);
  const auto asked = behind.node.sent<gossip::Iwant>(behind.link);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].ranges.size() == 5);
}

TEST_CASE("what was too much to ask for at a time is asked for when there is room") {
  mesh::Config config{.subscription = {.all = true}};
  config.limits.asked_max = 3;
  LoneCore node(config);
  const auto link = node.up(5);
  gossip::Heads heads;
  std::vector<feed::Entry> entries;
  for (std::uint32_t author = 1; author <= 4; ++author) {
    entries.push_back(node.write(author));
    heads.heads.push_back(entries.back().header);
  }
  node.hear(link, heads);
  auto asked = node.sent<gossip::Iwant>(link);
  REQUIRE(asked.size() == 1);
  REQUIRE(asked[0].ranges.size() == 3);
  const auto first = asked[0].ranges[0].feed;
  node.hear(link, *std::ranges::find(entries, first, [](const auto& e) { return e.header.feed; }));
  asked = node.sent<gossip::Iwant>(link);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].ranges.size() == 1);
}

}  // namespace waarmerk::node::mesh
