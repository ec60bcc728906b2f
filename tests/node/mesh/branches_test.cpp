// What is said behind a fork.
#include <doctest/doctest.h>

#include "tests/support/issuer.hpp"
#include "tests/support/lone_core.hpp"

namespace waarmerk::node::mesh {

using tests::LoneCore;

namespace {

// Author 3 tells two stories, of which this node follows the first.
struct Stories {
  Stories() {
    const auto ours = list(node.disk, 1);
    const auto first = node.up(5);
    node.hear(first, ours);
    node.tell(LinkDown{first});
    other = list(theirs, 2);
    LoneCore::keep(theirs, other);
    proof = *feed::make_fork_proof(ours.header, other.header);
    link = node.up(1);
  }
  feed::Entry list(const feed::FeedReader& held, std::uint8_t word,
                   feed::EntryType type = feed::EntryType::status) const {
    const bool is_list = type == feed::EntryType::status;
    auto payload = is_list ? tests::Issuer::status(word).payload : Bytes(40, word);
    return node.notary.write(3, held, {type, std::move(payload), 0}, node.now);
  }
  feed::Entry publish(std::uint8_t word, feed::EntryType type = feed::EntryType::status) {
    auto entry = list(theirs, word, type);
    LoneCore::keep(theirs, entry);
    return entry;
  }
  bool has(const feed::Entry& entry) const {
    return node.disk.payload(entry.header.payload_hash) == entry.payload;
  }
  void give(const feed::Entry& entry) { node.hear(link, gossip::PayloadAnswer{{entry.payload}}); }
  /// Which payloads are asked for on this link.
  std::vector<Sha256> asked(LinkId on) {
    std::vector<Sha256> hashes;
    for (const auto& frame : node.sent<gossip::PayloadRequest>(on))
      hashes.insert(hashes.end(), frame.hashes.begin(), frame.hashes.end());
    return hashes;
  }

  LoneCore node;
  sim::Disk theirs = node.other_disk();
  feed::Entry other;
  feed::ForkProof proof;
  LinkId link{0};
};

}  // namespace

TEST_CASE("with a proof come the payload of the other branch, and what was said behind it") {
  Stories stories;
  stories.node.hear(stories.link, gossip::Fork{stories.proof});
  CHECK(stories.asked(stories.link) == std::vector{stories.other.header.payload_hash});
  const auto asked = stories.node.sent<gossip::Iwant>(stories.link);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].ranges[0].range == feed::SeqRange{.from = 2, .to = 65});
  CHECK_FALSE(asked[0].ranges[0].payloads);
  stories.give(stories.other);
  CHECK(stories.has(stories.other));
  CHECK(stories.node.held(3) == 2);
  CHECK(stories.node.core.waiting() == 0);
}

TEST_CASE("two entries for one place bring both payloads, whichever way they came") {
  Stories stories;
  stories.node.hear(stories.link, stories.other);
  CHECK(stories.node.disk.fork(stories.node.feed(3)) == stories.proof);
  CHECK(stories.has(stories.other));
}

TEST_CASE("a list behind a fork is asked for, and nothing else that is said there") {
  Stories stories;
  stories.node.hear(stories.link, gossip::Fork{stories.proof});
  stories.give(stories.other);
  const auto list = stories.publish(3);
  const auto word = stories.publish(4, sim::update_type);
  stories.asked(stories.link);
  for (const auto& entry : {list, word})
    stories.node.hear(stories.link, gossip::Entries{{{entry.header, std::nullopt}}});
  CHECK(stories.asked(stories.link) == std::vector{list.header.payload_hash});
  stories.give(list);
  CHECK(stories.has(list));
  const auto pushed = stories.publish(5);
  stories.node.hear(stories.link, pushed);
  CHECK(stories.has(pushed));
  CHECK(stories.node.held(3) == 2);
  CHECK_FALSE(stories.node.disk.broken());
}

TEST_CASE("after sixty-four headers behind a fork the next are asked for") {
  Stories stories;
  stories.node.hear(stories.link, gossip::Fork{stories.proof});
  stories.node.sent<gossip::Iwant>(stories.link);
  for (int i = 0; i < 63; ++i) {
    const auto entry = stories.publish(9, sim::update_type);
    CHECK(stories.node.sent<gossip::Iwant>(stories.link).empty());
    stories.node.hear(stories.link, gossip::Entries{{{entry.header, std::nullopt}}});
  }
  const auto asked = stories.node.sent<gossip::Iwant>(stories.link);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].ranges[0].range == feed::SeqRange{.from = 66, .to = 129});
}

TEST_CASE("what one does not have is asked of others, until it is there or was asked for enough") {
  Stories stories;
  const auto other = stories.node.up(2);
  stories.node.hear(stories.link, gossip::Fork{stories.proof});
  stories.node.tell(LinkDown{stories.link});
  std::size_t times = 0;
  const auto wait = [&](int rounds) {
    for (int i = 0; i < rounds; ++i) {
      stories.node.wait(20 * second_ms);
      stories.node.hear(other, gossip::Pong{});
    }
    return times += stories.asked(other).size();
  };
  CHECK(wait(3) >= 1);
  SUBCASE("it is there") {
    stories.node.hear(other, gossip::PayloadAnswer{{stories.other.payload}});
    CHECK(stories.has(stories.other));
  }
  SUBCASE("nobody has it") {
    CHECK(wait(3 * 60 * 30) == 11);
    CHECK(stories.node.core.waiting() == 0);
  }
}

TEST_CASE("what could not be written is asked for again") {
  Stories stories;
  stories.node.hear(stories.link, gossip::Fork{stories.proof});
  stories.node.disk.set_full(true);
  stories.give(stories.other);
  CHECK_FALSE(stories.has(stories.other));
  stories.node.disk.set_full(false);
  stories.give(stories.other);
  CHECK(stories.has(stories.other));
}

}  // namespace waarmerk::node::mesh
