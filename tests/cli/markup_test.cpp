#include "cli/markup.hpp"

#include <doctest/doctest.h>

namespace waarmerk::cli {

TEST_CASE("a text that is too wide keeps its beginning and its end, and whole characters") {
  CHECK(shorten_to("short", 10, 100) == "short");
  const auto cut = shorten_to("did:webvh:QmaJp42xCtt4VN7YxMzsNC8pw6:library.example", 10, 150);
  CHECK(cut.starts_with("did:webvh:"));
  CHECK(cut.contains("…"));
  CHECK(cut.ends_with("example"));
  CHECK(width_of(cut, 10) <= 150);
  CHECK(shorten_to("ééééééééé", 10, 30) == "éé…é");
  CHECK(shorten_to("wide", 10, 1) == "…");
  CHECK(width_of("図書館", 10) > width_of("lib", 10));
}

}  // namespace waarmerk::cli
