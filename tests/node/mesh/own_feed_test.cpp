// How far our own feed went is asked of links.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/lone_core.hpp"

namespace waarmerk::node::mesh {

using tests::LoneCore;

namespace {

// A node whose disk was put back, with three links to nodes that know two entries more.
struct Restored {
  Restored() {
    for (std::uint8_t i = 1; i <= 2; ++i) {
      entries.push_back(node.write(0, theirs, i));
      LoneCore::keep(theirs, entries.back());
    }
    for (std::uint32_t author = 1; author <= 3; ++author) links.push_back(node.up(author));
  }
  void answer(LinkId link, const std::optional<feed::Header>& head) {
    const auto asked = node.sent<gossip::HeadsRequest>(link);
    REQUIRE(asked.size() == 1);
    gossip::Heads heads;
    heads.next = asked[0].number;
    if (head) heads.heads = {*head};
    node.hear(link, heads);
  }
  std::optional<feed::Standing> standing() const {
    std::optional<feed::Standing> last;
    for (const auto& event : node.events)
      if (const auto* stands = std::get_if<OwnFeedStands>(&event)) last = stands->standing;
    return last;
  }

  LoneCore node;
  sim::Disk theirs = node.other_disk();
  std::vector<feed::Entry> entries;
  std::vector<LinkId> links;
};

bool is_safe(const LoneCore& node) {
  return std::ranges::any_of(node.events, [](const Event& event) {
    const auto* stands = std::get_if<OwnFeedStands>(&event);
    return stands != nullptr && stands->standing == feed::Standing::safe;
  });
}

// Whom nobody trusts: with a name that it proved, or without any.
enum class Shows { a_did, nothing };
LinkId stranger(LoneCore& node, std::uint32_t author, Shows shows) {
  auto who = LoneCore::who(author);
  who.trust = Trust::unknown;
  if (shows == Shows::nothing) who.name.reset();
  const LinkId link{100 + author};
  node.tell(LinkUp{.link = link, .who = who, .key = LoneCore::key(link)});
  return link;
}

// Whatever it is asked for our own head meanwhile, it answers with this.
void answer_for_a_minute(LoneCore& node, const std::vector<LinkId>& links,
                         const std::optional<feed::Header>& head) {
  for (int second = 0; second < 60; ++second) {
    for (const auto link : links)
      for (const auto& asked : node.sent<gossip::HeadsRequest>(link)) {
        gossip::Heads heads;
        heads.next = asked.number;
        if (head) heads.heads = {*head};
        node.hear(link, heads);
      }
    node.wait(second_ms);
  }
}

}  // namespace

TEST_CASE("strangers do not let a node sign, whatever they prove to be and however many they are") {
  LoneCore node;
  const std::vector links{stranger(node, 1, Shows::nothing), stranger(node, 2, Shows::a_did),
                          stranger(node, 3, Shows::a_did), stranger(node, 4, Shows::a_did)};
  node.tell(RecoverOwnFeed{});
  answer_for_a_minute(node, links, std::nullopt);
  answer_for_a_minute(node, links, node.disk.head(node.feed(0)));
  CHECK(node.count<OwnFeedStands>() > 0);
  CHECK_FALSE(is_safe(node));
}

TEST_CASE("where a peer is configured, only its word lets a node sign") {
  LoneCore node;
  node.tell(PeersConfigured{{"n4"}});
  const auto met = stranger(node, 1, Shows::a_did);
  node.tell(RecoverOwnFeed{.met_before = {node.feed(1)}});
  answer_for_a_minute(node, {met}, node.disk.head(node.feed(0)));
  CHECK_FALSE(is_safe(node));
  auto peer = LoneCore::who(4);
  peer.trust = Trust::unknown;  // that it is configured the core knows itself
  node.tell(LinkUp{.link = LinkId{9}, .who = peer, .outbound = true});
  answer_for_a_minute(node, {met, LinkId{9}}, std::nullopt);
  CHECK(is_safe(node));
}

TEST_CASE("without configured peers, who was met before the restore and holds our feed counts") {
  LoneCore node;
  const auto met = stranger(node, 1, Shows::a_did);
  const auto other = stranger(node, 2, Shows::a_did);
  node.tell(RecoverOwnFeed{.met_before = {node.feed(1)}});
  answer_for_a_minute(node, {met, other}, std::nullopt);
  CHECK_FALSE(is_safe(node));
  answer_for_a_minute(node, {other}, node.disk.head(node.feed(0)));
  CHECK_FALSE(is_safe(node));
  answer_for_a_minute(node, {met, other}, node.disk.head(node.feed(0)));
  CHECK(is_safe(node));
}

TEST_CASE("a stranger is waited for until the round is over, and what it shows counts") {
  Restored restored;
  auto& node = restored.node;
  const auto fourth = stranger(node, 4, Shows::a_did);
  node.tell(RecoverOwnFeed{});
  for (const auto link : restored.links) restored.answer(link, std::nullopt);
  CHECK_FALSE(restored.standing());
  restored.answer(fourth, restored.entries[1].header);
  CHECK(node.count<OwnFeedAhead>() == 1);
  CHECK(restored.standing() != feed::Standing::safe);
  for (const auto& entry : restored.entries) node.hear(fourth, entry);
  CHECK(node.held(0) == 3);
}

TEST_CASE("it is safe to sign once three have answered that they know no more") {
  Restored restored;
  restored.node.tell(RecoverOwnFeed{});
  restored.answer(restored.links[0], restored.node.disk.head(restored.node.feed(0)));
  restored.answer(restored.links[1], std::nullopt);
  CHECK_FALSE(restored.standing());
  restored.answer(restored.links[2], std::nullopt);
  CHECK(restored.standing() == feed::Standing::safe);
}

TEST_CASE("entries of ours that others hold are taken back, and then it is safe") {
  Restored restored;
  restored.node.tell(RecoverOwnFeed{});
  restored.answer(restored.links[0], restored.entries[1].header);
  REQUIRE(restored.node.sent<gossip::Iwant>(restored.links[0]).size() == 1);
  for (const auto& entry : restored.entries) restored.node.hear(restored.links[0], entry);
  CHECK(restored.node.held(0) == 3);
  for (const std::size_t i : {1U, 2U}) restored.answer(restored.links[i], std::nullopt);
  CHECK(restored.standing() == feed::Standing::safe);
}

TEST_CASE("who does not answer is waited for until the round is over, and no longer") {
  Restored restored;
  const auto fourth = restored.node.up(4);
  restored.node.tell(RecoverOwnFeed{});
  for (const auto link : restored.links) restored.answer(link, std::nullopt);
  CHECK_FALSE(restored.standing());
  REQUIRE(restored.node.sent<gossip::HeadsRequest>(fourth).size() == 1);
  restored.node.wait(5 * second_ms);
  CHECK(restored.standing() == feed::Standing::safe);
}

TEST_CASE("a node that too few answer goes on asking") {
  LoneCore node;
  AddressesKnown known;
  for (const auto* name : {"n1", "n2", "n3"})
    known.addresses.push_back({.endpoint = name, .trust = Trust::trusted});
  node.tell(known);
  const auto link = node.up(1);
  node.tell(RecoverOwnFeed{});
  CHECK(node.sent<gossip::HeadsRequest>(link).size() == 1);
  node.wait(5 * second_ms);
  CHECK(node.sent<gossip::HeadsRequest>(link).size() == 1);
  CHECK(node.count<OwnFeedStands>() == 1);
}

TEST_CASE("nobody is no answer, and a link that comes up is asked at once") {
  LoneCore node;
  node.tell(RecoverOwnFeed{});
  node.wait(minute_ms);
  const auto stands_safe = [&node] { return is_safe(node); };
  CHECK_FALSE(stands_safe());
  const auto link = node.up(1);
  node.wait(1);
  const auto asked = node.sent<gossip::HeadsRequest>(link);
  REQUIRE(asked.size() == 1);
  gossip::Heads none;
  none.next = asked[0].number;
  node.hear(link, none);
  CHECK(stands_safe());
}

TEST_CASE(
    "what is told meanwhile that we do not hold is told on, and who knows otherwise asks no more") {
  Restored restored;
  auto& node = restored.node;
  node.tell(RecoverOwnFeed{});
  restored.answer(restored.links[0], restored.entries[1].header);
  CHECK(node.count<OwnFeedAhead>() == 1);
  node.tell(RecoverOwnFeed{.is_wanted = false});
  for (const auto& entry : restored.entries) node.hear(restored.links[0], entry);
  CHECK(node.held(0) == 1);
  for (const auto link : restored.links) node.sent<gossip::HeadsRequest>(link);
  node.wait(minute_ms);
  for (const auto link : restored.links) CHECK(node.sent<gossip::HeadsRequest>(link).empty());
}

TEST_CASE("a newer entry of ours that comes unasked is told and not taken") {
  Restored restored;
  restored.node.hear(restored.links[0], restored.entries[0]);
  CHECK(restored.node.held(0) == 1);
  CHECK(restored.node.count<OwnFeedAhead>() == 1);
  auto forged = restored.entries[0];
  forged.header.sig[0] ^= 1;
  restored.node.hear(restored.links[1], forged);
  CHECK(restored.node.count<OwnFeedAhead>() == 1);
}

TEST_CASE("two entries of our own for one place are a fork as anybody's") {
  Restored restored;
  LoneCore::keep(restored.node.disk, restored.node.write(0, 9));
  restored.node.hear(restored.links[0], restored.entries[0]);
  CHECK(restored.node.disk.fork(restored.node.feed(0)));
}

}  // namespace waarmerk::node::mesh
