#include "node/witness/stance.hpp"

#include <doctest/doctest.h>

#include "tests/support/witnessed.hpp"

namespace waarmerk::node::witness {
namespace {

Leaf leaf_at(std::uint64_t seq) { return leaf_of(tests::header_at(1, seq), tests::witness_time); }

/// A feed of ten entries, as it is held by who looks at this leaf, with the list in entry 7.
HeldFeed held_beside(const Leaf& leaf) {
  return {.head = {0, 10}, .at_leaf = leaf.head.hash, .entry = {0, 7}};
}

Stance stance_at(std::uint64_t seq) { return stance_of(leaf_at(seq), held_beside(leaf_at(seq))); }

}  // namespace

TEST_CASE("a witness agrees from the entry in question up to the head that is held") {
  CHECK(stance_at(6) == Stance::behind);
  CHECK(stance_at(7) == Stance::agrees);
  CHECK(stance_at(10) == Stance::agrees);
  CHECK(stance_at(11) == Stance::ahead);
}

TEST_CASE("a later epoch is ahead, and an earlier one behind") {
  auto later = leaf_at(1);
  later.head.epoch = 1;
  CHECK(stance_of(later, held_beside(later)) == Stance::ahead);
  auto held = held_beside(leaf_at(9));
  held.head = {1, 10};
  held.entry = {1, 2};
  CHECK(stance_of(leaf_at(9), held) == Stance::behind);
}

TEST_CASE("another entry in the same place is no agreement") {
  const auto other = leaf_of(tests::header_at(1, 8, 5), tests::witness_time);
  CHECK(stance_of(other, held_beside(leaf_at(8))) == Stance::differs);
  CHECK(stance_of(leaf_at(8), held_beside(leaf_at(8))) == Stance::agrees);
}

TEST_CASE("a fork that a witness saw is told whatever is held") {
  const auto forked = leaf_of(tests::fork_at(1, 3), tests::witness_time);
  CHECK(stance_of(forked, held_beside(leaf_at(3))) == Stance::forked);
}

TEST_CASE("where the entry of the leaf is not held, nothing is agreed") {
  auto held = held_beside(leaf_at(8));
  held.at_leaf.reset();
  CHECK(stance_of(leaf_at(8), held) == Stance::behind);
}

}  // namespace waarmerk::node::witness
