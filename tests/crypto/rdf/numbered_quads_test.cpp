#include "crypto/rdf/numbered_quads.hpp"

#include <doctest/doctest.h>

#include <array>

#include "crypto/rdf/nquads.hpp"

namespace waarmerk::rdf {

TEST_CASE("blank nodes are numbered in the order of their coming, whatever their labels are") {
  const auto dataset = parse_nquads(
                           "_:b7 <urn:p> _:odd .\n"
                           "<urn:s> <urn:p> _:b07 _:b7 .\n"
                           "_:odd <urn:p> \"o\" _:b99999999999999999999 .\n")
                           .value();
  const NumberedQuads quads(dataset);
  REQUIRE(quads.labels().size() == 4);
  CHECK(quads.labels()[0] == "b7");
  CHECK(quads.labels()[1] == "odd");
  CHECK(quads.labels()[2] == "b07");
  CHECK(quads.labels()[3] == "b99999999999999999999");
  REQUIRE(quads.lines().size() == 3);
  CHECK(quads.lines()[0].blanks == std::array{0U, 1U, no_blank});
  CHECK(quads.lines()[1].blanks == std::array{no_blank, 2U, 0U});
  CHECK(quads.lines()[2].blanks == std::array{1U, no_blank, 3U});
}

TEST_CASE("an IRI that is spelled as a label is no blank node") {
  Dataset dataset;
  dataset.add({.subject = iri("b0"), .predicate = iri("urn:p"), .object = literal("b0")});
  const NumberedQuads quads(dataset);
  CHECK(quads.labels().empty());
  CHECK(quads.lines()[0].blanks == std::array{no_blank, no_blank, no_blank});
}

}  // namespace waarmerk::rdf
