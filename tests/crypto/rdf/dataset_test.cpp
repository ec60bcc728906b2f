#include "crypto/rdf/dataset.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

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

TEST_CASE("a literal has a datatype of its own, and differs from the IRI of the same text") {
  CHECK(literal("x").datatype == xsd_string);
  CHECK(language_literal("x", "en").datatype == rdf_lang_string);
  CHECK(literal("x") != iri("x"));
  CHECK(literal("x") != language_literal("x", "en"));
  CHECK(Quad{}.graph.is(TermKind::none));
}

TEST_CASE("kept texts live on, whatever their number and size, and where the dataset moves to") {
  Dataset dataset;
  std::vector<std::pair<std::string, std::string_view>> kept;
  for (const std::size_t size : {0U, 1U, 100U, 5000U, 3U, 70'000U, 1U}) {
    for (int i = 0; i < 50; ++i) {
      std::string text(size, static_cast<char>('a' + i % 26));
      kept.emplace_back(text, dataset.keep(text));
    }
  }
  Dataset moved = std::move(dataset);
  dataset = Dataset();
  CHECK(dataset.keep("new") == "new");
  for (const auto& [text, view] : kept) CHECK(text == view);
}

TEST_CASE("parts are kept as one text") {
  Dataset dataset;
  CHECK(dataset.keep({"https://x.example/", "", "name"}) == "https://x.example/name");
  CHECK(dataset.keep({}).empty());
}

}  // namespace waarmerk::rdf
