#include "crypto/base/random.hpp"

#include <doctest/doctest.h>

#include <array>

#include "tests/support/seeded_random.hpp"

namespace waarmerk {

TEST_CASE("a draw below a bound reaches each value and never the bound") {
  tests::SeededRandom random(7);
  std::array<int, 5> seen{};
  for (int i = 0; i < 1000; ++i) ++seen.at(draw_below(random, 5));
  for (const int count : seen) CHECK(count > 120);
}

TEST_CASE("a UUID is of version 4, and two draws differ") {
  SystemRandom random;
  const auto uuid = draw_uuid(random);
  CHECK(uuid.size() == 36);
  CHECK(uuid[14] == '4');
  CHECK((uuid[19] == '8' || uuid[19] == '9' || uuid[19] == 'a' || uuid[19] == 'b'));
  CHECK(uuid != draw_uuid(random));
}

}  // namespace waarmerk
