#include "node/recon/responder.hpp"

#include <doctest/doctest.h>

#include "node/recon/error_codes.hpp"
#include "tests/support/item_sets.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::recon {

namespace {

Bytes ask_for_all() { return encode_message({{Bound::infinity(), IdList{}}}); }

struct Scene {
  explicit Scene(std::size_t count) : items(draw(count)), responder(ItemSet(items)) {}
  static std::vector<Item> draw(std::size_t count) {
    tests::SeededRandom random;
    auto items = tests::draw_items(random, count);
    std::ranges::sort(items);
    return items;
  }
  std::vector<Item> items;
  Responder responder;
};

}  // namespace

TEST_CASE("a fingerprint that is ours is answered with nothing but the version") {
  Scene scene(50);
  const ItemSet same(scene.items);
  const auto said = encode_message({{Bound::infinity(), same.fingerprint({0, 50})}});
  CHECK(*scene.responder.answer(said) == Bytes{protocol_version});
  CHECK(scene.responder.ranges() == 1);
}

TEST_CASE("a list is answered with ours of that range") {
  Scene scene(50);
  const Bound upper(scene.items[20].key);
  const auto answer = *scene.responder.answer(encode_message({{upper, IdList{}}}));
  const auto ranges = *decode_message(answer);
  REQUIRE(ranges.size() == 1);
  CHECK(ranges[0].upper == upper);
  CHECK(std::get<IdList>(ranges[0].claim).ids.size() == 20);
}

TEST_CASE("another version of negentropy is answered with ours, and what is none is refused") {
  Scene scene(3);
  CHECK(*scene.responder.answer(Bytes{0x62, 1, 2, 3}) == Bytes{protocol_version});
  CHECK(scene.responder.answer(ask_for_all()).has_value());
  CHECK(scene.responder.answer(Bytes{0x00}).error().code == malformed);
  CHECK(scene.responder.answer(ask_for_all()).error().code == ended);
}

TEST_CASE("only what was listed is found by its id") {
  Scene scene(50);
  const std::vector ids{scene.items[3].id, scene.items[30].id, ItemId{}, scene.items[3].id};
  CHECK(scene.responder.find_listed(ids).empty());
  REQUIRE(scene.responder.answer(encode_message({{Bound(scene.items[20].key), IdList{}}})));
  CHECK(scene.responder.find_listed(ids) == std::vector{scene.items[3]});
  REQUIRE(scene.responder.answer(ask_for_all()));
  CHECK(scene.responder.find_listed(ids) == std::vector{scene.items[3], scene.items[30]});
}

TEST_CASE("who asks for too many rounds is refused") {
  Scene scene(3);
  for (int round = 0; round < 8; ++round) REQUIRE(scene.responder.answer(ask_for_all()));
  CHECK(scene.responder.answer(ask_for_all()).error().code == too_many_rounds);
}

TEST_CASE("who asks for all of much again and again is refused") {
  Scene scene(3000);
  for (int round = 0; round < 4; ++round)
    CHECK(scene.responder.answer(ask_for_all()).value().size() <= 64 * 1024);
  CHECK(scene.responder.answer(ask_for_all()).error().code == over_budget);
  CHECK(scene.responder.answer(ask_for_all()).error().code == ended);
}

}  // namespace waarmerk::node::recon
