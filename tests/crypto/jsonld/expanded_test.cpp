#include "crypto/jsonld/expanded.hpp"

#include <doctest/doctest.h>

namespace waarmerk::jsonld {

TEST_CASE("elements stand in the order in which they came, and rows join") {
  ValueElement a, b, c;
  Elements row, other;
  row.append(a);
  other.append(b);
  other.append(c);
  row.append(other);
  row.append(Elements{});
  CHECK(row.first == &a);
  CHECK(a.next == &b);
  CHECK(b.next == &c);
  CHECK(row.last == &c);
  CHECK(c.next == nullptr);
}

TEST_CASE("a property is added once and found again") {
  Arena arena;
  Properties properties;
  Property& p = properties(classified("urn:p"), arena);
  Property& q = properties(classified("urn:q"), arena);
  CHECK(&properties(classified("urn:p"), arena) == &p);
  CHECK(properties.find("urn:q") == &q);
  CHECK(properties.find("urn:r") == nullptr);
  CHECK(properties.count == 2);
}

TEST_CASE("types go behind or before the others") {
  Arena arena;
  Types types;
  types.prepend(classified("urn:b"), arena);
  types.append(classified("urn:c"), arena);
  types.prepend(classified("urn:a"), arena);
  CHECK(types.first->iri.text == "urn:a");
  CHECK(types.first->next->iri.text == "urn:b");
  CHECK(types.last->iri.text == "urn:c");
}

TEST_CASE("a graph object holds a graph and no properties") {
  Arena arena;
  NodeElement node;
  CHECK_FALSE(node.is_graph_object());
  node.has_graph = true;
  node.has_id = true;
  CHECK(node.is_graph_object());
  node.properties(classified("urn:p"), arena);
  CHECK_FALSE(node.is_graph_object());
}

}  // namespace waarmerk::jsonld
