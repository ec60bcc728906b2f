// Heads are compared with those of a link, and what differs is told.
#include <doctest/doctest.h>

#include "tests/support/lone_core.hpp"

namespace waarmerk::node::mesh {

using tests::LoneCore;

namespace {

// Two nodes with one link, which the first dialled, and nothing between them but the frames.
struct Two {
  void link_up() {
    one_link = one.up(1, true);
    other_link = other.up(0);
  }
  template <class Frame>
  std::size_t carry(LoneCore& from, LinkId link, LoneCore& to, LinkId at) {
    const auto frames = from.sent<Frame>(link);
    for (const auto& frame : frames) to.hear(at, frame);
    return frames.size();
  }
  template <class Frame>
  std::size_t both_ways() {
    return carry<Frame>(one, one_link, other, other_link) +
           carry<Frame>(other, other_link, one, one_link);
  }
  void talk() {
    while (both_ways<gossip::Recon>() + both_ways<gossip::Heads>() + both_ways<gossip::Iwant>() +
               both_ways<gossip::Entries>() + both_ways<gossip::Fork>() >
           0) {
    }
  }
  bool agree() const { return one.core.heads() == other.core.heads(); }

  LoneCore one;
  LoneCore other;
  LinkId one_link{0};
  LinkId other_link{0};
};

void grow(LoneCore& node, std::uint32_t author, std::size_t count) {
  auto theirs = node.other_disk();
  const auto link = node.up(author);
  for (std::size_t i = 0; i < count; ++i) {
    const auto entry = node.write(author, theirs, static_cast<std::uint8_t>(i + 1));
    LoneCore::keep(theirs, entry);
    node.hear(link, entry);
  }
  node.tell(LinkDown{link});
}

}  // namespace

TEST_CASE("whoever dialled compares at once, and equal heads cost one question") {
  Two two;
  two.link_up();
  const auto asked = two.one.sent<gossip::Recon>(two.one_link);
  REQUIRE(asked.size() == 1);
  CHECK(two.other.sent<gossip::Recon>(two.other_link).empty());
  two.other.hear(two.other_link, asked[0]);
  const auto answers = two.other.sent<gossip::Recon>(two.other_link);
  REQUIRE(answers.size() == 1);
  CHECK(answers[0].message == Bytes{0x61});
  two.one.hear(two.one_link, answers[0]);
  CHECK(two.one.sent<gossip::Recon>(two.one_link).empty());
}

TEST_CASE("each side gets what it lacks") {
  Two two;
  grow(two.one, 2, 3);
  grow(two.one, 3, 1);
  grow(two.other, 4, 9);
  grow(two.other, 3, 2);
  REQUIRE_FALSE(two.agree());
  two.link_up();
  two.talk();
  CHECK(two.agree());
  CHECK(two.one.held(4) == 10);
  CHECK(two.other.held(2) == 4);
  CHECK(two.one.held(3) == 3);
}

TEST_CASE("a feed that grew by another way takes no other's place in what is compared") {
  LoneCore node;
  const auto grow_by_another_way = [&](std::uint32_t author) {
    const auto entry = node.write(author);
    LoneCore::keep(node.disk, entry);
    node.tell(Published{entry.header});
    return node.core.heads() == node.disk.items();
  };
  CHECK(grow_by_another_way(0));  // our own
  CHECK(grow_by_another_way(3));
  CHECK(grow_by_another_way(3));
  CHECK(grow_by_another_way(0));
  CHECK(node.core.heads().size() == LoneCore::authors);
}

TEST_CASE("a fork proof is told in a comparison too") {
  Two two;
  const auto first = two.one.write(3, 1);
  const auto second = two.one.write(3, 2);
  const auto link = two.one.up(4);
  two.one.hear(link, gossip::Fork{*feed::make_fork_proof(first.header, second.header)});
  two.link_up();
  two.talk();
  CHECK(two.other.disk.fork(two.other.feed(3)));
  CHECK(two.agree());
}

TEST_CASE("every minute or so one link is compared with") {
  LoneCore node;
  const auto link = node.up(1);
  CHECK(node.sent<gossip::Recon>(link).empty());
  node.wait(59 * second_ms);
  CHECK(node.sent<gossip::Recon>(link).size() == 1);
}

TEST_CASE("only feeds that interest both are compared") {
  LoneCore node;
  grow(node, 2, 1);
  grow(node, 3, 1);
  const auto link = node.up(1);
  node.hear(link, gossip::Subscribe{.all = false, .feeds = {node.feed(3)}});
  node.wait(59 * second_ms);
  const auto asked = node.sent<gossip::Recon>(link);
  REQUIRE(asked.size() == 1);
  const auto head = feed::feed_head_of(*node.disk.head(node.feed(3)));
  recon::Responder theirs{recon::ItemSet({recon::item_of(head)})};
  CHECK(theirs.answer(asked[0].message).value() == Bytes{0x61});
}

TEST_CASE("a message that is none costs the link, and an unasked answer nothing") {
  LoneCore node;
  const auto link = node.up(1);  // they dialled, and number their sessions evenly
  node.hear(link, gossip::Recon{.session = 3, .round = 1, .message = {0x61}, .wanted = {}});
  CHECK_FALSE(node.is_closed(link));
  node.hear(link, gossip::Recon{.session = 2, .round = 1, .message = {0x00}, .wanted = {}});
  CHECK(node.is_closed(link));
}

}  // namespace waarmerk::node::mesh
