#include "crypto/jsonld/term_definition.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {
namespace {

/// What `member` becomes under a context of these terms.
std::string with(const std::string& terms, const std::string& member = R"("urn:p": "x")") {
  return tests::expanded(R"({"@context": {)" + terms + "}, " + member + "}");
}

std::string code_of(const std::string& terms) {
  const std::string told = with(terms);
  return told.substr(0, told.find(' '));
}

}  // namespace

TEST_CASE("a term stands for an IRI, by itself, a prefix or the vocabulary") {
  CHECK(with(R"("p": "urn:p")", R"("p": "x")") == R"([{"urn:p":[{"@value":"x"}]}])");
  CHECK(with(R"("v": "https://v.example/", "p": "v:p")", R"("p": "x")") ==
        R"([{"https://v.example/p":[{"@value":"x"}]}])");
  CHECK(with(R"("p": "v:p", "v": "https://v.example/")", R"("v:q": "x")") ==
        R"([{"https://v.example/q":[{"@value":"x"}]}])");
  CHECK(with(R"("@vocab": "https://v.example/", "p": {})", R"("p": "x")") ==
        R"([{"https://v.example/p":[{"@value":"x"}]}])");
  CHECK(code_of(R"("p": {})") == "jsonld.invalid_iri_mapping");
  CHECK(code_of(R"("p": "relative")") == "jsonld.invalid_iri_mapping");
  CHECK(code_of(R"("p": {"@id": 1})") == "jsonld.invalid_iri_mapping");
  CHECK(code_of(R"("": "urn:p")") == "jsonld.invalid_term_definition");
}

TEST_CASE("terms that need each other in a ring are refused") {
  CHECK(code_of(R"("a": "b:x", "b": "a:x")") == "jsonld.cyclic_iri_mapping");
  CHECK(code_of(R"("a": "b:x", "b": "urn:b:")") == R"([{"urn:p":[{"@value":"x"}]}])");
}

TEST_CASE("a term may stand for a keyword, but not be one") {
  CHECK(with(R"("id": "@id", "p": "urn:p")", R"("id": "urn:s", "p": "x")") ==
        R"([{"@id":"urn:s","urn:p":[{"@value":"x"}]}])");
  CHECK(code_of(R"("c": "@context")") == "jsonld.invalid_keyword_alias");
  CHECK(code_of(R"("@id": "urn:p")") == "jsonld.keyword_redefinition");
  CHECK(code_of(R"("@type": {"@container": "@set"})") == R"([{"urn:p":[{"@value":"x"}]}])");
  CHECK(code_of(R"("@type": {"@id": "urn:p"})") == "jsonld.keyword_redefinition");
}

TEST_CASE("safe mode refuses a word that starts as keywords do") {
  CHECK(code_of(R"("@odd": "urn:p")") == "jsonld.reserved_word");
  CHECK(code_of(R"("p": "@odd")") == "jsonld.reserved_word");
  CHECK(tests::expanded(R"({"@context": {"p": "@odd"}, "p": "x", "urn:p": "x"})", tests::lossy()) ==
        R"([{"urn:p":[{"@value":"x"}]}])");
}

TEST_CASE("a protected term may be defined again only in the same way") {
  const auto twice = [](const std::string& second) {
    return tests::expanded(R"({"@context": [{"@protected": true, "p": "urn:p"}, {)" + second +
                           R"(}], "p": "x"})");
  };
  CHECK(twice(R"("p": "urn:p")") == R"([{"urn:p":[{"@value":"x"}]}])");
  CHECK(twice(R"("q": "urn:q")") == R"([{"urn:p":[{"@value":"x"}]}])");
  CHECK(twice(R"("p": "urn:q")") == "jsonld.protected_term_redefinition at $['@context']");
  CHECK(twice(R"("p": {"@id": "urn:p", "@type": "@id"})")
            .starts_with("jsonld.protected_term_redefinition"));
  CHECK(twice(R"("p": null)").starts_with("jsonld.protected_term_redefinition"));
}

TEST_CASE("a type is an IRI or a keyword for one") {
  CHECK(with(R"("p": {"@id": "urn:p", "@type": "urn:t"})", R"("p": "x")") ==
        R"([{"urn:p":[{"@type":"urn:t","@value":"x"}]}])");
  CHECK(code_of(R"("p": {"@id": "urn:p", "@type": "t"})") == "jsonld.invalid_type_mapping");
  CHECK(code_of(R"("p": {"@id": "urn:p", "@type": "@set"})") == "jsonld.invalid_type_mapping");
  CHECK(code_of(R"("p": {"@id": "urn:p", "@type": "_:t"})") == "jsonld.invalid_type_mapping");
  CHECK(code_of(R"("p": {"@id": "urn:p", "@type": 1})") == "jsonld.invalid_type_mapping");
}

TEST_CASE("a reverse term says nothing else of what it stands for") {
  CHECK(with(R"("of": {"@reverse": "urn:has", "@type": "@id"})", R"("of": "urn:o")") ==
        R"([{"@reverse":{"urn:has":[{"@id":"urn:o"}]}}])");
  CHECK(code_of(R"("of": {"@reverse": "urn:has", "@id": "urn:p"})") ==
        "jsonld.invalid_reverse_property");
  CHECK(code_of(R"("of": {"@reverse": "urn:has", "@container": "@list"})") ==
        "jsonld.invalid_reverse_property");
  CHECK(code_of(R"("of": {"@reverse": "has"})") == "jsonld.invalid_iri_mapping");
}

TEST_CASE("a compact term means what its prefix makes of it") {
  CHECK(with(R"("v": "https://v.example/", "v:p": {"@type": "@id"})", R"("v:p": "urn:o")") ==
        R"([{"https://v.example/p":[{"@id":"urn:o"}]}])");
  CHECK(code_of(R"("v": "https://v.example/", "v:p": "urn:p")") == "jsonld.invalid_iri_mapping");
}

TEST_CASE("an entry that there is not is refused, and so is a bad one") {
  CHECK(code_of(R"("p": {"@id": "urn:p", "@odd": 1})") == "jsonld.invalid_term_definition");
  CHECK(code_of(R"("p": {"@id": "urn:p", "@protected": 1})") == "jsonld.invalid_protected_value");
  CHECK(code_of(R"("p": {"@id": "urn:p", "@prefix": 1})") == "jsonld.invalid_prefix_value");
  CHECK(code_of(R"("p": {"@id": "urn:p", "@nest": "@id"})") == "jsonld.invalid_nest_value");
  CHECK(code_of(R"("p": {"@id": "urn:p", "@index": "urn:i"})") == "jsonld.invalid_term_definition");
  CHECK(code_of(R"("p": {"@id": "urn:p", "@language": 1})") == "jsonld.invalid_language_mapping");
  CHECK(code_of(R"("p": {"@id": "urn:p", "@direction": "up"})") == "jsonld.invalid_base_direction");
  CHECK(code_of(R"("p": {"@id": "urn:p", "@container": "@type", "@type": "urn:t"})") ==
        "jsonld.invalid_type_mapping");
  CHECK(code_of(R"("p": 1)") == "jsonld.invalid_term_definition");
}

TEST_CASE("the term that is wrong is named") {
  const auto document = json::parse(R"({"@context": {"good": "urn:p", "bad": 1}})").value();
  const auto failed = to_rdf(document.root());
  REQUIRE_FALSE(failed);
  CHECK(failed.error().detail.find("bad") != std::string::npos);
}

TEST_CASE("a document can define only so many terms") {
  Options few;
  few.limits.terms_max = 2;
  const auto document = [](const std::string& terms) {
    return R"({"@context": {)" + terms + R"(}, "urn:p": "x"})";
  };
  CHECK(tests::quads(document(R"("a": "urn:a", "b": "urn:b")"), few).starts_with("_:c14n0"));
  CHECK(tests::quads(document(R"("a": "urn:a", "b": "urn:b", "c": "urn:c")"), few)
            .starts_with("jsonld.too_large"));
}

}  // namespace waarmerk::jsonld
