#include "crypto/jsonld/arena.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <string>

namespace waarmerk::jsonld {

TEST_CASE("an arena gives each thing its own place, aligned for it") {
  std::array<std::byte, 64> first;
  Arena arena(first);
  char* const letter = arena.make<char>('a');
  double* const number = arena.make<double>(1.5);
  CHECK(*letter == 'a');
  CHECK(*number == 1.5);
  CHECK(reinterpret_cast<std::uintptr_t>(number) % alignof(double) == 0);
}

TEST_CASE("what was kept stays while the arena grows") {
  std::array<std::byte, 8> first;
  Arena arena(first);
  const std::string_view kept = arena.keep({"a", "-", "b"});
  const std::string large(100'000, 'x');
  for (int i = 0; i < 20; ++i) CHECK(arena.keep(large) == large);
  CHECK(kept == "a-b");
  CHECK(arena.keep("").empty());
}

TEST_CASE("a row of values is copied") {
  Arena arena;
  const std::array<int, 3> numbers = {1, 2, 3};
  const std::span<int> copy = arena.copy(std::span<const int>(numbers));
  CHECK(copy.size() == 3);
  CHECK(copy[2] == 3);
  CHECK(copy.data() != numbers.data());
}

}  // namespace waarmerk::jsonld
