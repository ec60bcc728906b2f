// How links come and go.
#include <doctest/doctest.h>

#include <optional>
#include <vector>

#include "tests/support/lone_core.hpp"

namespace waarmerk::node::mesh {

using tests::LoneCore;

TEST_CASE("a frame that is none costs the link; one of a later version does not") {
  LoneCore node;
  const auto link = node.up(1);
  node.tell(Received{link, Bytes{0x82, 0x18, 0x63, 0xa0}});  // [99, {}]
  CHECK_FALSE(node.is_closed(link));
  node.tell(Received{link, Bytes{0x82}});
  CHECK(node.is_closed(link));
  CHECK(node.core.links() == 0);
  node.tell(Received{link, Bytes{0x82}});  // it is not spoken to any more
  CHECK(node.count<Misbehaved>() == 1);
}

TEST_CASE("who says too much is shown out, and not let in again") {
  LoneCore node;
  const auto link = node.up(1);
  for (int i = 0; i < 400; ++i) node.hear(link, gossip::Pong{});
  CHECK_FALSE(node.is_closed(link));
  node.hear(link, gossip::Pong{});
  CHECK(node.is_closed(link));
  CHECK(node.is_closed(node.up(1)));
  CHECK_FALSE(node.is_closed(node.up(2)));
}

TEST_CASE("what costs more than a link may cost is dropped") {
  LoneCore node;
  const auto link = node.up(1);
  const gossip::Fork nothing{
      *feed::make_fork_proof(node.write(3, 1).header, node.write(3, 2).header)};
  for (int i = 0; i < 300; ++i) node.hear(link, nothing);  // 20 tokens each
  node.hear(link, node.write(4));
  CHECK(node.held(4) == 1);
  node.wait(second_ms);
  node.hear(link, node.write(4));
  CHECK(node.held(4) == 2);
  CHECK_FALSE(node.is_closed(link));
}

TEST_CASE("a ping is answered, and a silent link is pinged and then ended") {
  LoneCore node;
  const auto link = node.up(1);
  node.hear(link, gossip::Ping{});
  CHECK(node.sent<gossip::Pong>(link).size() == 1);
  node.wait(25 * second_ms - 1);
  CHECK(node.sent<gossip::Ping>(link).empty());
  node.wait(15 * second_ms);
  CHECK_FALSE(node.sent<gossip::Ping>(link).empty());
  node.hear(link, gossip::Pong{});
  node.wait(50 * second_ms);
  CHECK_FALSE(node.is_closed(link));
  node.wait(30 * second_ms);
  CHECK(node.is_closed(link));
}

TEST_CASE("a second link to one node is refused with a bye") {
  LoneCore node;
  const auto first = node.up(1);
  const auto second = node.up(1);
  CHECK_FALSE(node.is_closed(first));
  CHECK(node.is_closed(second));
  const auto byes = node.sent<gossip::Bye>(second);
  REQUIRE(byes.size() == 1);
  CHECK(byes[0].code == gossip::bye_twice);
}

TEST_CASE("a bye ends a link") {
  LoneCore node;
  const auto link = node.up(1);
  node.hear(link, gossip::Bye{});
  CHECK(node.is_closed(link));
  CHECK(node.core.links() == 0);
}

TEST_CASE("who refused a link is dialled again when it said, and not before") {
  LoneCore node;
  node.tell(AddressesKnown{{{.endpoint = "n4", .trust = Trust::configured}}});
  REQUIRE(node.dialled.size() == 1);
  const auto link = node.up(4, true);
  node.hear(link, gossip::Bye{.code = gossip::bye_full, .retry_ms = minute_ms});
  node.wait(45 * second_ms);
  CHECK(node.dialled.size() == 1);
  node.wait(30 * second_ms);
  CHECK(node.dialled.size() == 2);
}

TEST_CASE("what does not interest the other side is not pushed to it") {
  LoneCore node;
  const auto from = node.up(1);
  const auto to = node.up(2);
  node.hear(to, gossip::Subscribe{.all = false, .feeds = {node.feed(4)}});
  node.hear(from, node.write(3));
  CHECK(node.sent<gossip::Entries>(to).empty());
  node.hear(from, node.write(4));
  CHECK(node.sent<gossip::Entries>(to).size() == 1);
  node.hear(to, gossip::Subscribe{});
  node.hear(from, node.write(3));
  CHECK(node.sent<gossip::Entries>(to).size() == 1);
}

TEST_CASE("what interests us is told when a link comes up, unless it is everything") {
  LoneCore all;
  CHECK(all.sent<gossip::Subscribe>(all.up(1)).empty());
  LoneCore some({.subscription = {.feeds = {all.feed(3)}}});
  const auto told = some.sent<gossip::Subscribe>(some.up(1));
  REQUIRE(told.size() == 1);
  CHECK(told[0].feeds == std::vector{all.feed(3)});
}

TEST_CASE("addresses are dialled, and those that others tell of are believed when signed") {
  LoneCore node;
  node.tell(AddressesKnown{{{.endpoint = "n4", .trust = Trust::configured}}});
  CHECK(node.dialled == std::vector<std::string>{"n4"});
  const auto link = node.up(1);
  node.hear(link, gossip::Peers{{node.notary.record(3, node.now)}});
  CHECK(node.dialled == std::vector<std::string>{"n4", "n3"});
  auto forged = node.notary.record(5, node.now);
  forged.sig[0] ^= 1;
  const auto liar = node.up(2);
  node.hear(liar, gossip::Peers{{forged, node.notary.record(4, node.now)}});
  CHECK_FALSE(node.is_closed(liar));  // its key may be one that we do not know
  CHECK(node.dialled == std::vector<std::string>{"n4", "n3"});
}

TEST_CASE("an address that took a link is told of, unless it was configured or called us") {
  LoneCore node;
  node.hear(node.up(1), gossip::Pong{});
  auto partner = LoneCore::who(2);
  partner.trust = Trust::configured;
  node.tell(
      LinkUp{.link = LinkId{9}, .who = partner, .outbound = true, .key = LoneCore::key(LinkId{9})});
  node.hear(LinkId{9}, gossip::Pong{});
  const auto refusing = node.up(4, true);
  node.hear(refusing, gossip::Bye{.code = gossip::bye_full});
  const auto taking = node.up(3, true);
  CHECK(node.count<AddressReached>() == 0);
  node.hear(taking, gossip::Pong{});
  node.hear(taking, gossip::Pong{});
  CHECK(node.count<AddressReached>() == 1);
}

TEST_CASE(
    "who says that it is where a configured peer is, is a stranger, and that peer is dialled") {
  LoneCore node;
  auto liar = LoneCore::who(1);
  liar.trust = Trust::unknown;
  liar.endpoint = LoneCore::who(4).endpoint;
  node.tell(LinkUp{.link = LinkId{9}, .who = liar});
  node.tell(PeersConfigured{{liar.endpoint}});
  CHECK(node.dialled == std::vector{liar.endpoint});
}

TEST_CASE("a configured peer that dialled first is known once it was dialled, and no sooner") {
  LoneCore node;
  auto peer = LoneCore::who(4);
  peer.trust = Trust::unknown;
  node.tell(LinkUp{.link = LinkId{9}, .who = peer});
  node.tell(PeersConfigured{{peer.endpoint}});
  node.tell(RecoverOwnFeed{});
  const auto answer = [&] {
    const auto asked = node.sent<gossip::HeadsRequest>(LinkId{9});
    REQUIRE_FALSE(asked.empty());
    gossip::Heads none;
    none.next = asked.back().number;
    node.hear(LinkId{9}, none);
  };
  answer();
  node.wait(5 * second_ms);
  CHECK(std::get<OwnFeedStands>(node.events.back()).standing == feed::Standing::asking);
  node.tell(LinkUp{.link = LinkId{10}, .who = peer, .outbound = true});
  CHECK(node.is_closed(LinkId{10}));  // there is a link already, which is that of the peer
  node.wait(5 * second_ms);
  answer();
  CHECK(std::get<OwnFeedStands>(node.events.back()).standing == feed::Standing::safe);
  const auto dials = node.dialled.size();
  node.wait(30 * second_ms);
  CHECK(node.dialled.size() == dials);
}

namespace {

// A link that answers when heads are compared that it holds the same, and another one; there is
// room for no more.
struct Company {
  static mesh::Config config() {
    mesh::Config config{.subscription = {.all = true}};
    config.limits.peers = {.reserved_slots = 0, .trusted_slots = 2, .random_slots = 0};
    config.limits.peers.feeler_ms = day_ms;
    return config;
  }
  Company() {
    for (std::uint32_t author = 1; author <= 2; ++author) links.push_back(node.up(author, true));
  }
  void wait(std::int64_t ms) {
    for (std::int64_t waited = 0; waited < ms; waited += second_ms) {
      node.wait(second_ms);
      for (const auto link : links) node.hear(link, gossip::Pong{});
      answer(links[0], node.disk.items());
      if (other_holds) answer(links[1], *other_holds);
    }
  }
  void answer(LinkId link, const recon::ItemSet& held) {
    for (auto& frame : node.sent<gossip::Recon>(link)) {
      if (frame.message.empty()) {  // the heads of what it holds are wanted
        node.hear(link, gossip::Heads{});
        continue;
      }
      frame.message = recon::Responder(held).answer(frame.message).value();
      node.hear(link, frame);
    }
  }

  LoneCore node{config()};
  std::vector<LinkId> links;
  std::optional<recon::ItemSet> other_holds = {};  // where that answers
};

}  // namespace

TEST_CASE("who never answers is let go where there are others, and not punished") {
  Company company;
  company.node.tell(AddressesKnown{{{.endpoint = "n4", .trust = Trust::trusted}}});
  company.wait(30 * minute_ms);
  CHECK_FALSE(company.node.is_closed(company.links[0]));
  CHECK(company.node.is_closed(company.links[1]));
  CHECK_FALSE(company.node.is_closed(company.node.up(2)));
}

TEST_CASE("who never answers stays where there is nobody else") {
  Company company;
  company.wait(30 * minute_ms);
  CHECK_FALSE(company.node.is_closed(company.links[1]));
}

TEST_CASE("who lacks again what it was told is let go where there are others, and not punished") {
  Company company;
  auto& node = company.node;
  node.tell(AddressesKnown{{{.endpoint = "n4", .trust = Trust::trusted}}});
  company.other_holds = node.disk.items();
  company.wait(10 * minute_ms);
  REQUIRE_FALSE(node.is_closed(company.links[1]));  // it holds all there is
  node.hear(company.links[0], node.write(3));
  company.wait(20 * minute_ms);
  CHECK_FALSE(node.sent<gossip::Heads>(company.links[1]).empty());
  CHECK(node.is_closed(company.links[1]));
  CHECK_FALSE(node.is_closed(company.links[0]));
  CHECK_FALSE(node.is_closed(node.up(2)));
}

TEST_CASE("who lacks something once, and then holds it, stays") {
  Company company;
  auto& node = company.node;
  node.tell(AddressesKnown{{{.endpoint = "n4", .trust = Trust::trusted}}});
  for (std::uint8_t word = 1; word <= 6; ++word) {
    company.other_holds = node.disk.items();
    node.hear(company.links[0], node.write(3, word));
    company.wait(70 * second_ms);
    company.other_holds = node.disk.items();
    company.wait(5 * minute_ms);
  }
  CHECK_FALSE(node.is_closed(company.links[1]));
}

TEST_CASE("who stops says so on every link, and makes no other") {
  LoneCore node;
  const auto one = node.up(1, true);
  const auto other = node.up(2);
  node.tell(Leaving{});
  for (const auto link : {one, other}) {
    const auto byes = node.sent<gossip::Bye>(link);
    REQUIRE(byes.size() == 1);
    CHECK(byes[0].code == gossip::bye_leaving);
    CHECK(node.is_closed(link));
  }
  CHECK(node.core.links() == 0);
  node.tell(AddressesKnown{{{.endpoint = "n4", .trust = Trust::configured}}});
  node.wait(minute_ms);
  CHECK(node.dialled.empty());
  const auto late = node.up(3);
  CHECK(node.is_closed(late));
  CHECK(node.sent<gossip::Bye>(late).at(0).code == gossip::bye_leaving);
}

TEST_CASE("records that are too old, or told too soon again, are left alone") {
  LoneCore node;
  const auto link = node.up(1);
  node.hear(link, gossip::Peers{{node.notary.record(3, node.now - 8 * day_ms)}});
  CHECK(node.dialled.empty());
  node.hear(link, gossip::Peers{{node.notary.record(4, node.now)}});
  CHECK(node.dialled.empty());
}

TEST_CASE("our own record is told once the link has stood a while") {
  mesh::Config config{.subscription = {.all = true}};
  config.own_record = sim::Notary(1, 1, sim::Signatures::fake).record(0, LoneCore::begin);
  LoneCore node(config);
  const auto link = node.up(1, true);
  CHECK(node.sent<gossip::Peers>(link).empty());
  node.wait(20 * second_ms);
  const auto told = node.sent<gossip::Peers>(link);
  REQUIRE(told.size() == 1);
  CHECK(told[0].records[0].endpoint == "n0");
  // It is as it was signed last, a week later too.
  node.wait(10 * minute_ms);
  node.sent<gossip::Peers>(link);
  auto fresh = *config.own_record;
  fresh.at = node.now;
  node.tell(OwnRecordSigned{fresh});
  const auto again = node.up(2, true);
  node.wait(20 * second_ms);
  const auto renewed = node.sent<gossip::Peers>(again);
  REQUIRE(renewed.size() == 1);
  CHECK(renewed[0].records[0].at == fresh.at);
}

namespace {

LinkId nameless(LoneCore& node, std::uint32_t number) {
  const LinkId link{50 + number};
  node.tell(LinkUp{.link = link, .who = {}, .key = LoneCore::key(link)});
  return link;
}

}  // namespace

TEST_CASE("who names no DID may read, and tells us nothing but what we signed ourselves") {
  LoneCore node;
  const auto reader = nameless(node, 1);
  const auto told = node.write(3);
  node.hear(reader, told);
  gossip::Heads heads;
  heads.heads = {node.write(3).header};
  node.hear(reader, heads);
  node.hear(reader, gossip::Peers{{node.notary.record(3, node.now)}});
  node.wait(2 * minute_ms);
  CHECK(node.held(3) == 1);
  CHECK(node.dialled.empty());
  CHECK(node.sent<gossip::Iwant>(reader).empty());
  CHECK(node.sent<gossip::Recon>(reader).empty());
}

TEST_CASE("who names no DID gets what it asks for, and an entry of ours that it shows is heeded") {
  LoneCore node;
  const auto reader = nameless(node, 1);
  node.hear(reader, gossip::Iwant{.ranges = {{.feed = node.feed(3), .range = {.from = 1, .to = 1}}},
                                  .ids = {}});
  CHECK(node.sent<gossip::Entries>(reader).size() == 1);
  node.hear(reader, node.write(0));
  CHECK(node.count<OwnFeedAhead>() == 1);
}

TEST_CASE("of those who name no DID few are let in, and none is looked for") {
  LoneCore node;
  for (std::uint32_t number = 1; number <= 4; ++number)
    CHECK_FALSE(node.is_closed(nameless(node, number)));
  CHECK(node.is_closed(nameless(node, 5)));
  CHECK_FALSE(node.is_closed(node.up(1)));
  node.tell(LinkUp{.link = LinkId{9}, .who = {.endpoint = "n4"}, .outbound = true});
  CHECK(node.is_closed(LinkId{9}));
}

TEST_CASE("who was left alone in an earlier life still is, and no longer than a day") {
  LoneCore before;
  before.tell(Received{before.up(1), Bytes{0x82}});
  REQUIRE(before.count<Misbehaved>() == 1);
  const auto left = std::get<Misbehaved>(before.events.back()).left_alone;
  CHECK(left.size() == 3);
  LoneCore node;
  node.tell(DiscouragedBefore{left});
  CHECK(node.is_closed(node.up(1)));
  CHECK_FALSE(node.is_closed(node.up(2)));
  node.wait(day_ms);
  CHECK_FALSE(node.is_closed(node.up(1)));
}

}  // namespace waarmerk::node::mesh
