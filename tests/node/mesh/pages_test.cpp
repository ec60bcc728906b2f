// Where too much differs, all heads are told page by page.
#include <doctest/doctest.h>

#include "tests/support/lone_core.hpp"

namespace waarmerk::node::mesh {

using tests::LoneCore;

TEST_CASE("a page begins where it is asked for, and says where the next one does") {
  LoneCore node;
  const auto link = node.up(1);
  node.hear(link, gossip::HeadsRequest{.number = 7, .from_key = 0});
  auto pages = node.sent<gossip::Heads>(link);
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].next == 7);
  CHECK(pages[0].newest == 0);
  CHECK(pages[0].heads.size() == LoneCore::authors);
  const auto items = node.core.heads().items();
  node.hear(link, gossip::HeadsRequest{.number = 8, .from_key = items[2].key + 1});
  pages = node.sent<gossip::Heads>(link);
  REQUIRE(pages.size() == 1);
  CHECK(pages[0].heads.size() == LoneCore::authors - 3);
  node.hear(link, gossip::HeadsRequest{.number = 9, .from_key = ~std::uint64_t{0}});
  CHECK(node.sent<gossip::Heads>(link)[0].heads.empty());
}

TEST_CASE("where a comparison finds that nearly all differs, pages are asked for") {
  LoneCore node;
  const auto link = node.up(1, true);
  auto asked = node.sent<gossip::Recon>(link);
  REQUIRE(asked.size() == 1);
  // The other side holds thousands of feeds.
  std::vector<recon::Item> items;
  SplitMix64 chance(1);
  for (int i = 0; i < 5000; ++i) {
    recon::Item item{.key = chance.draw() >> 1, .id = {}};
    item.id.value[0] = static_cast<std::uint8_t>(i);
    items.push_back(item);
  }
  recon::Responder other{recon::ItemSet(std::move(items))};
  for (int round = 0; round < 8 && !asked.empty() && !asked[0].message.empty(); ++round) {
    const auto answer = other.answer(asked[0].message);
    if (!answer) break;
    asked[0].message = *answer;
    node.hear(link, asked[0]);
    asked = node.sent<gossip::Recon>(link);
  }
  auto question = node.sent<gossip::HeadsRequest>(link);
  REQUIRE(question.size() == 1);
  CHECK(question[0].from_key == 0);
  gossip::Heads page;
  page.next = question[0].number;
  page.newest = 500;
  page.heads = {node.write(4).header};
  node.hear(link, page);
  CHECK(node.sent<gossip::Iwant>(link).size() == 1);
  question = node.sent<gossip::HeadsRequest>(link);
  REQUIRE(question.size() == 1);
  CHECK(question[0].from_key == 500);
  page.next = question[0].number;
  page.newest = 0;
  node.hear(link, page);
  CHECK(node.sent<gossip::HeadsRequest>(link).empty());
}

}  // namespace waarmerk::node::mesh
