#include <doctest/doctest.h>

#include <string>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {
namespace {

std::string inside(const std::string& members, const Options& options = {}) {
  return tests::expanded(R"({"urn:p": {)" + members + "}}", options);
}

}  // namespace

TEST_CASE("beside a value stands a type, or a language, and nothing else") {
  CHECK(inside(R"("@value": "x", "@type": "urn:t")") ==
        R"([{"urn:p":[{"@type":"urn:t","@value":"x"}]}])");
  CHECK(inside(R"("@value": "x", "@type": "urn:t", "@language": "nl")") ==
        "jsonld.invalid_value_object at $['urn:p']");
  CHECK(inside(R"("@value": "x", "urn:q": 1)") == "jsonld.invalid_value_object at $['urn:p']");
  CHECK(inside(R"("@value": "x", "@id": "urn:s")") == "jsonld.invalid_value_object at $['urn:p']");
}

TEST_CASE("a value has one type, which is an IRI") {
  CHECK(inside(R"("@value": "x", "@type": ["urn:t"])") ==
        "jsonld.invalid_typed_value at $['urn:p']");
  CHECK(inside(R"("@value": "x", "@type": "urn:t<")", tests::lossy()) ==
        "jsonld.invalid_typed_value at $['urn:p']");
  CHECK(inside(R"("@value": "x", "@type": "_:t")") == "jsonld.invalid_typed_value at $['urn:p']");
}

TEST_CASE("a text of the type for languages that has none is refused in safe mode") {
  const std::string text =
      R"("@value": "x", "@type": "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")";
  CHECK(inside(text) == "jsonld.bad_language_tag at $['urn:p']");
  CHECK(tests::quads(R"({"@id": "urn:s", "urn:p": {)" + text + "}}", tests::lossy()).empty());
}

TEST_CASE("only a string has a language") {
  CHECK(inside(R"("@value": 1, "@language": "nl")") ==
        "jsonld.invalid_language_tagged_value at $['urn:p']");
}

TEST_CASE("a value of null is refused in safe mode, unless it is JSON") {
  CHECK(inside(R"("@value": null)") == "jsonld.null_value at $['urn:p']");
  CHECK(inside(R"("@value": null)", tests::lossy()) == "[]");
  CHECK(inside(R"("@value": null, "@type": "@json")") ==
        R"([{"urn:p":[{"@type":"@json","@value":null}]}])");
}

TEST_CASE("beside a list or set stands an index at the most") {
  CHECK(inside(R"("@list": [], "@index": "i")") == R"([{"urn:p":[{"@index":"i","@list":[]}]}])");
  CHECK(inside(R"("@list": [], "@id": "urn:s")") ==
        "jsonld.invalid_set_or_list_object at $['urn:p']");
  CHECK(inside(R"("@set": [], "urn:q": 1)") == "jsonld.invalid_set_or_list_object at $['urn:p']");
  CHECK(inside(R"("@set": [], "@list": [])") == "jsonld.invalid_set_or_list_object at $['urn:p']");
}

TEST_CASE("what states nothing is refused in safe mode") {
  for (const char* document : {R"({})", R"({"@id": "urn:s"})", R"({"@value": "x"})",
                               R"([{"urn:p": 1}, {}])", R"({"urn:p": {"@language": "nl"}})"}) {
    CAPTURE(document);
    CHECK(tests::expanded(document).starts_with("jsonld.states_nothing at $"));
    CHECK(tests::expanded(document, tests::lossy()).starts_with("["));
  }
}

TEST_CASE("an empty object is a node where it is somebody's property") {
  CHECK(inside("") == R"([{"urn:p":[{}]}])");
}

}  // namespace waarmerk::jsonld
