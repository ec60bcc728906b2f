#include "crypto/jsonld/rdf_writer.hpp"

#include <doctest/doctest.h>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {

TEST_CASE("a node becomes a quad for each type and value") {
  CHECK(tests::quads(R"({"@id": "urn:s", "@type": "urn:T", "urn:p": ["x", {"@id": "urn:o"}]})") ==
        "<urn:s> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:T> .\n"
        "<urn:s> <urn:p> \"x\" .\n"
        "<urn:s> <urn:p> <urn:o> .\n");
}

TEST_CASE("blank nodes keep apart, and one name is one node") {
  CHECK(tests::quads(
            R"([{"@id": "_:b0", "urn:p": {}}, {"@id": "urn:s", "urn:q": {"@id": "_:b0"}}])") ==
        "<urn:s> <urn:q> _:c14n1 .\n_:c14n1 <urn:p> _:c14n0 .\n");
}

TEST_CASE("lists become chains, and an empty one nil") {
  CHECK(tests::quads(R"({"@id": "urn:s", "urn:p": [{"@list": []}]})") ==
        "<urn:s> <urn:p> <http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n");
  CHECK(tests::quads(R"({"@id": "urn:s", "urn:p": [{"@list": ["x"]}]})") ==
        "<urn:s> <urn:p> _:c14n0 .\n"
        "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#first> \"x\" .\n"
        "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#rest> "
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil> .\n");
}

TEST_CASE("a graph is named by its node") {
  CHECK(
      tests::quads(R"({"@id": "urn:g", "urn:p": 1, "@graph": {"@id": "urn:s", "urn:q": true}})") ==
      "<urn:g> <urn:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"
      "<urn:s> <urn:q> \"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> <urn:g> .\n");
}

TEST_CASE("what is included or turned around stands in the same graph") {
  CHECK(tests::quads(R"({"@id": "urn:s", "@included": {"@id": "urn:i", "urn:p": "x"},
                         "@reverse": {"urn:q": {"@id": "urn:o"}}})") ==
        "<urn:i> <urn:p> \"x\" .\n<urn:o> <urn:q> <urn:s> .\n");
}

TEST_CASE("what RDF has no term for is left out, and what stands inside is not") {
  CHECK(tests::quads(R"({"@id": "relative", "urn:p": {"@id": "urn:s", "urn:q": "x"}})",
                     tests::lossy()) == "<urn:s> <urn:q> \"x\" .\n");
  CHECK(tests::quads(R"({"@id": "urn:s", "_:p": {"@id": "urn:o", "urn:q": "x"}})",
                     tests::lossy()) == "<urn:o> <urn:q> \"x\" .\n");
  CHECK(tests::quads(R"({"@id": "urn:s", "urn:p": {"@value": "x", "@language": "a b"}})",
                     tests::lossy())
            .empty());
}

TEST_CASE("a blank node may be a predicate where that is asked for") {
  const auto document = json::parse(R"({"@id": "urn:s", "_:p": "x"})");
  const auto dataset = to_rdf(document->root(), {.generalized_rdf = true});
  REQUIRE(dataset);
  CHECK(dataset->quads()[0].predicate.kind == rdf::TermKind::blank);
}

TEST_CASE("a direction has a place in RDF as a datatype or as a node") {
  constexpr std::string_view text =
      R"({"@id": "urn:s", "urn:p": {"@value": "x", "@language": "AR", "@direction": "rtl"}})";
  CHECK(tests::quads(text, {.rdf_direction = RdfDirection::i18n_datatype}) ==
        "<urn:s> <urn:p> \"x\"^^<https://www.w3.org/ns/i18n#ar_rtl> .\n");
  CHECK(tests::quads(text, {.rdf_direction = RdfDirection::compound_literal}) ==
        "<urn:s> <urn:p> _:c14n0 .\n"
        "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#direction> \"rtl\" .\n"
        "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#language> \"ar\" .\n"
        "_:c14n0 <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> \"x\" .\n");
}

TEST_CASE("one node has one index") {
  constexpr std::string_view same = R"([{"@id": "urn:s", "@index": "a", "urn:p": 1},
                                        {"@id": "urn:s", "@index": "a", "urn:p": 2}])";
  CHECK(tests::quads(same).starts_with("<urn:s>"));
  constexpr std::string_view other = R"([{"@id": "urn:s", "@index": "a", "urn:p": 1},
                                         {"@id": "urn:s", "@index": "b", "urn:p": 2}])";
  CHECK(tests::quads(other) == "jsonld.conflicting_indexes");
}

}  // namespace waarmerk::jsonld
