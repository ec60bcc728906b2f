#include "crypto/jsonld/write_expanded.hpp"

#include <doctest/doctest.h>

namespace waarmerk::jsonld {

TEST_CASE("values, lists and nodes are written with their keywords") {
  Arena arena;
  ValueElement text;
  text.has_text = true;
  text.text = "x";
  text.has_language = true;
  text.language = "nl";
  text.direction = Direction::rtl;
  ListElement list;
  list.items.append(text);
  NodeElement node;
  node.has_id = true;
  node.has_types = true;
  node.types.append(classified("urn:T"), arena);
  node.properties(classified("urn:p"), arena).values.append(list);
  node.has_index = true;
  node.index = "i";
  Elements elements;
  elements.append(node);
  CHECK(write_expanded(elements) ==
        R"([{"@id":null,"@type":["urn:T"],"urn:p":[{"@list":[)"
        R"({"@value":"x","@language":"nl","@direction":"rtl"}]}],"@index":"i"}])");
}

TEST_CASE("nothing is written as an empty array") { CHECK(write_expanded({}) == "[]"); }

TEST_CASE("graphs, what is included and what is turned around stand under their keywords") {
  Arena arena;
  NodeElement inner, other, third, node;
  node.has_graph = node.has_included = true;
  node.graph.append(inner);
  node.included.append(other);
  node.reverse(classified("urn:p"), arena).values.append(third);
  Elements elements;
  elements.append(node);
  CHECK(write_expanded(elements) ==
        R"([{"@graph":[{}],"@included":[{}],"@reverse":{"urn:p":[{}]}}])");
}

}  // namespace waarmerk::jsonld
