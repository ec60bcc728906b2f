#include "crypto/rdf/dataset.hpp"

#include <doctest/doctest.h>

#include <string_view>
#include <utility>

namespace waarmerk::rdf {

TEST_CASE("quads stay in the order in which they were added, also when one is there twice") {
  const Quad first{.subject = blank("b"), .predicate = iri("urn:p"), .object = literal("o")};
  const Quad second{.subject = iri("urn:s"),
                    .predicate = iri("urn:p"),
                    .object = language_literal("o", "nl"),
                    .graph = iri("urn:g")};
  Dataset dataset;
  CHECK(dataset.quads().empty());
  dataset.add(second);
  dataset.add(first);
  dataset.add(second);
  REQUIRE(dataset.quads().size() == 3);
  CHECK(dataset.quads()[0] == second);
  CHECK(dataset.quads()[1] == first);
  CHECK(dataset.quads()[2] == second);
}

TEST_CASE("a dataset keeps texts, also where it is moved to") {
  Dataset dataset;
  const std::string_view kept = dataset.keep("o");
  dataset.add({.subject = iri(dataset.keep({"urn:", "s"})),
               .predicate = iri("urn:p"),
               .object = literal(kept)});
  const Dataset moved = std::move(dataset);
  REQUIRE(moved.quads().size() == 1);
  CHECK(moved.quads()[0].subject == iri("urn:s"));
  CHECK(moved.quads()[0].object == literal("o"));
}

}  // namespace waarmerk::rdf
