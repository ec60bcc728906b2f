#include "crypto/base/split_mix.hpp"

#include <doctest/doctest.h>

namespace waarmerk {

TEST_CASE("chance of a seed is that of SplitMix64") {
  SplitMix64 chance(1234567);
  CHECK(chance.draw() == 6457827717110365317U);
  CHECK(chance.draw() == 3203168211198807973U);
}

TEST_CASE("equal seeds draw equally, and others otherwise") {
  SplitMix64 one(5);
  SplitMix64 same(5);
  SplitMix64 other(6);
  CHECK(one.draw() == same.draw());
  CHECK(one.state() == same.state());
  CHECK(one.draw() != other.draw());
}

TEST_CASE("jitter stays within a fifth") {
  SplitMix64 chance(7);
  for (int i = 0; i < 1000; ++i) {
    const auto ms = chance.jitter(1000);
    CHECK(ms >= 800);
    CHECK(ms <= 1200);
  }
  CHECK(chance.jitter(0) == 0);
}

}  // namespace waarmerk
