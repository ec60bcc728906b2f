#include "crypto/jsonld/literals.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"

namespace waarmerk::jsonld {
namespace {

struct Literal {
  explicit Literal(std::string_view text, const Iri& type = {})
      : document(json::parse(text).value()) {
    ValueElement value;
    value.json = document.root();
    value.type = type;
    term = literal_of(value, texts);
  }

  json::Document document;
  Arena texts;
  rdf::Term term;
};

}  // namespace

TEST_CASE("booleans and numbers have datatypes of XML Schema") {
  CHECK(Literal("true").term == rdf::literal("true", "http://www.w3.org/2001/XMLSchema#boolean"));
  CHECK(Literal("5").term == rdf::literal("5", "http://www.w3.org/2001/XMLSchema#integer"));
  CHECK(Literal("5.5").term == rdf::literal("5.5E0", "http://www.w3.org/2001/XMLSchema#double"));
  CHECK(Literal("5", classified("urn:t")).term == rdf::literal("5", "urn:t"));
}

TEST_CASE("JSON is written in its canonical form") {
  CHECK(Literal(R"({"b": 1.0, "a": []})", iri_of(Keyword::json)).term ==
        rdf::literal(R"({"a":[],"b":1})", "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON"));
}

TEST_CASE("a string can be JSON too") {
  Arena texts;
  ValueElement value;
  value.has_text = true;
  value.text = "a\n";
  value.type = iri_of(Keyword::json);
  CHECK(literal_of(value, texts).value == R"("a\n")");
}

TEST_CASE("a type that is no IRI makes no literal") {
  CHECK(Literal("true", classified("t")).term.is(rdf::TermKind::none));
  CHECK(Literal("5", classified("_:t")).term.is(rdf::TermKind::none));
}

}  // namespace waarmerk::jsonld
