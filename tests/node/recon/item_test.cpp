#include "node/recon/item.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::recon {

namespace {

ItemId id_of(std::uint8_t first, std::uint8_t last) {
  ItemId id{};
  id.value.front() = first;
  id.value.back() = last;
  return id;
}

}  // namespace

TEST_CASE("items stand in the order of keys, then of ids") {
  const Item low{1, id_of(9, 9)};
  const Item high{2, id_of(0, 0)};
  CHECK(low < high);
  CHECK(Item{2, id_of(0, 1)} > high);
  CHECK(Item{2, id_of(1, 0)} > Item{2, id_of(0, 255)});
}

TEST_CASE("the bytes of an id that a bound leaves out are zeros") {
  const Bound bound(5, Bytes{7});
  CHECK(bound.floor() == Item{5, id_of(7, 0)});
  CHECK(bound.prefix().size() == 1);
  CHECK(Bound(5) != bound);
  CHECK(Bound::infinity().key() == infinite_key);
}

TEST_CASE("a bound between items with two keys needs no id") {
  const auto bound = bound_between({1, id_of(9, 9)}, {4, id_of(3, 3)});
  CHECK(bound == Bound(4));
}

TEST_CASE("a bound between items with one key has one byte more than they share") {
  const Item below{4, id_of(3, 3)};
  CHECK(bound_between(below, {4, id_of(5, 0)}) == Bound(4, Bytes{5}));
  const auto whole = bound_between(below, {4, id_of(3, 4)});
  CHECK(whole.prefix().size() == 32);
  CHECK(whole.floor() == Item{4, id_of(3, 4)});
}

}  // namespace waarmerk::node::recon
