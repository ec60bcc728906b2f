#include "crypto/rdf/arena.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace waarmerk::rdf {

TEST_CASE("kept texts live on, whatever their number and size, and where the arena moves to") {
  Arena arena;
  std::vector<std::pair<std::string, std::string_view>> kept;
  for (const std::size_t size : {0U, 1U, 100U, 5000U, 3U, 70'000U, 1U}) {
    for (int i = 0; i < 50; ++i) {
      std::string text(size, static_cast<char>('a' + i % 26));
      kept.emplace_back(text, arena.keep({text}));
    }
  }
  Arena moved = std::move(arena);
  arena = Arena();
  CHECK(arena.keep({"new"}) == "new");
  for (const auto& [text, view] : kept) CHECK(text == view);
}

TEST_CASE("parts are kept as one text") {
  Arena arena;
  CHECK(arena.keep({"https://x.example/", "", "name"}) == "https://x.example/name");
  CHECK(arena.keep({}).empty());
}

}  // namespace waarmerk::rdf
