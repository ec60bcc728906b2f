// How links come and go.
#include <doctest/doctest.h>

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
  node.hear(liar, gossip::Peers{{forged}});
  CHECK(node.is_closed(liar));
  CHECK(node.dialled.size() == 2);
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
}

}  // namespace waarmerk::node::mesh
