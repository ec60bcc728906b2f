#include "cli/trust_map.hpp"

#include <doctest/doctest.h>

#include "cli/error_codes.hpp"
#include "tests/support/trust_map_town.hpp"

namespace waarmerk::cli {

TEST_CASE("a network is read with names that stay on their line and turn nothing around") {
  const auto map = tests::trust_map_town();
  REQUIRE(map.stops.size() == 3);
  CHECK(map.stops[0].root == "120");
  CHECK(map.stops[1].name == "did:web:west.example");
  CHECK(map.stops[2].name == R"(</text><script>"\N&lt; [31mlab)");
  CHECK(map.title() == "The network of trust around Gemeente");
  CHECK(map.summary() == "3 organisations and 5 bits of trust, 2026-03-03T10:12:00Z");
  CHECK(map.sentence(map.lines[0]) ==
        "Gemeente introduces did:web:west.example: 60, about anything, since 2024-01-05, until "
        "2027-01-05");
  CHECK(map.sentence(map.lines[1]).ends_with(", too new to count yet"));
  CHECK(map.lines[2].about == "making, <i>");
}

TEST_CASE("a bit of somebody who is not in the answer is no network") {
  for (const auto* bits :
       {R"([{"from":0,"to":1}])", R"([{"from":-1,"to":0}])", R"([{}])", R"([{"from":0,"to":0}])"}) {
    const auto answer =
        R"({"organisations":[{"did":"did:web:a.example"}],"bits":)" + std::string(bits) + "}";
    const auto document = json::parse(answer);
    REQUIRE(document);
    const auto map = read_trust_map(document->root());
    REQUIRE_FALSE(map);
    CHECK(map.error().code == strange_answer);
  }
  const auto none = json::parse("{}");
  REQUIRE(none);
  CHECK_FALSE(read_trust_map(none->root()));
}

}  // namespace waarmerk::cli
