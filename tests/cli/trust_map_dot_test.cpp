#include "cli/trust_map_dot.hpp"

#include <doctest/doctest.h>

#include "tests/support/trust_map_town.hpp"

namespace waarmerk::cli {

TEST_CASE("DOT has a node for each organisation and an edge for each bit") {
  const auto dot = print_dot(tests::trust_map_town());
  CHECK(dot.starts_with("digraph trust {\n"));
  CHECK(
      dot.contains("  n0 [label=\"Gemeente\", tooltip=\"did:web:gemeente.example\", "
                   "penwidth=2, peripheries=2]\n"));
  CHECK(dot.contains("  n0 -> n1 [label=\"60\", style=solid, "));
  CHECK(dot.contains("  n0 -> n2 [label=\"120\", style=dotted, "));
  CHECK(dot.contains("  n1 -> n2 [label=\"90\", style=dashed, "));
  CHECK(dot.ends_with("}\n"));
}

TEST_CASE("a name ends no text of DOT, and is neither an escape nor an entity there") {
  const auto dot = print_dot(tests::trust_map_town());
  CHECK(dot.contains(R"(n2 [label="</text><script>\"\\N&amp;lt; [31mlab")"));
}

}  // namespace waarmerk::cli
