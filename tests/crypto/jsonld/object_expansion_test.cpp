#include <doctest/doctest.h>

#include <span>
#include <string>
#include <string_view>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {

TEST_CASE("a property that no context defines is refused with its place, in safe mode") {
  CHECK(tests::expanded(R"({"urn:p": {"name": "x"}})") ==
        "jsonld.undefined_term at $['urn:p'].name");
  CHECK(tests::expanded(R"({"urn:p": {"name": "x"}})", tests::lossy()) == R"([{"urn:p":[{}]}])");
  CHECK(tests::expanded(R"({"@context": {"name": null}, "name": "x", "urn:p": 1})") ==
        "jsonld.undefined_term at $.name");
}

TEST_CASE("a property is an IRI, and a blank node only where that is asked for") {
  CHECK(tests::expanded(R"({"_:p": "x"})") == "jsonld.blank_predicate at $['_:p']");
  CHECK(tests::expanded(R"({"_:p": "x"})", {.generalized_rdf = true}) ==
        R"([{"_:p":[{"@value":"x"}]}])");
  CHECK(tests::expanded(R"({"urn:p<": "x"})") == "jsonld.malformed_iri at $['urn:p<']");
}

TEST_CASE("a value of null is no value, and an empty array is") {
  CHECK(tests::expanded(R"({"urn:p": null, "urn:q": []})") == R"([{"urn:q":[]}])");
}

TEST_CASE("two terms for one property add up") {
  CHECK(tests::expanded(R"({"@context": {"a": "urn:p", "b": "urn:p"}, "a": 1, "b": [2, 3]})") ==
        R"([{"urn:p":[{"@value":1},{"@value":2},{"@value":3}]}])");
}

TEST_CASE("a type's context holds for its node, and not for those inside") {
  constexpr std::string_view context =
      R"({"@vocab": "https://v.example/", "T": {"@id": "urn:T", "@context": {"p": "urn:p"}}})";
  CHECK(tests::expanded(R"({"@context": )" + std::string(context) +
                        R"(, "@type": "T", "p": {"p": "x"}})") ==
        R"([{"@type":["urn:T"],"urn:p":[{"https://v.example/p":[{"@value":"x"}]}]}])");
}

TEST_CASE("a type's context that propagates holds inside too") {
  CHECK(tests::expanded(R"({"@context": {"T": {"@id": "urn:T",
                            "@context": {"@propagate": true, "p": "urn:p"}}},
                            "@type": "T", "p": {"p": "x"}})") ==
        R"([{"@type":["urn:T"],"urn:p":[{"urn:p":[{"@value":"x"}]}]}])");
}

TEST_CASE("types take their contexts in the order of their names") {
  CHECK(tests::expanded(R"({"@context": {"A": {"@id": "urn:A", "@context": {"p": "urn:a"}},
                            "B": {"@id": "urn:B", "@context": {"p": "urn:b"}}},
                            "@type": ["B", "A"], "p": 1})") ==
        R"([{"@type":["urn:B","urn:A"],"urn:b":[{"@value":1}]}])");
}

TEST_CASE("a property's context may redefine what is protected") {
  CHECK(tests::expanded(R"({"@context": {"@protected": true, "p": "urn:p",
                            "q": {"@id": "urn:q", "@context": {"p": "urn:inner"}}},
                            "q": {"p": 1}})") == R"([{"urn:q":[{"urn:inner":[{"@value":1}]}]}])");
}

TEST_CASE("containers make lists and graphs of values") {
  CHECK(tests::expanded(R"({"@context": {"p": {"@id": "urn:p", "@container": "@list"}},
                            "p": 1})") == R"([{"urn:p":[{"@list":[{"@value":1}]}]}])");
  CHECK(tests::expanded(R"({"@context": {"p": {"@id": "urn:p", "@container": "@list"}},
                            "p": {"@list": [1]}})") == R"([{"urn:p":[{"@list":[{"@value":1}]}]}])");
  CHECK(
      tests::expanded(R"({"@context": {"p": {"@id": "urn:p", "@container": "@graph"}},
                            "p": [{"urn:q": 1}, {"urn:q": 2}]})") ==
      R"([{"urn:p":[{"@graph":[{"urn:q":[{"@value":1}]}]},{"@graph":[{"urn:q":[{"@value":2}]}]}]}])");
}

TEST_CASE("JSON stays as it is") {
  CHECK(tests::expanded(R"({"@context": {"p": {"@id": "urn:p", "@type": "@json"}},
                            "p": {"b": [null, 1], "a": "x"}})") ==
        R"([{"urn:p":[{"@type":"@json","@value":{"a":"x","b":[null,1]}}]}])");
}

TEST_CASE("reverse properties have nodes and no values") {
  constexpr const char* context = R"({"@context": {"of": {"@reverse": "urn:has"}}, "of": )";
  CHECK(tests::expanded(std::string(context) + R"({"urn:p": 1}})") ==
        R"([{"@reverse":{"urn:has":[{"urn:p":[{"@value":1}]}]}}])");
  CHECK(tests::expanded(std::string(context) + "1}") ==
        "jsonld.invalid_reverse_property_value at $.of");
}

TEST_CASE("what is nested belongs to the node around it") {
  constexpr const char* context =
      R"({"@context": {"@vocab": "urn:", "labels": "@nest"}, "labels": )";
  CHECK(tests::expanded(std::string(context) + R"([{"a": 1}, {"b": 2, "labels": {"c": 3}}]})") ==
        R"([{"urn:a":[{"@value":1}],"urn:b":[{"@value":2}],"urn:c":[{"@value":3}]}])");
  CHECK(tests::expanded(std::string(context) + "1}") == "jsonld.invalid_nest_value at $.labels");
  CHECK(tests::expanded(std::string(context) + R"({"@value": 1}})") ==
        "jsonld.invalid_nest_value at $.labels['@value']");
}

TEST_CASE("members of the document itself may count as absent, and of no other object") {
  static constexpr std::string_view names[] = {"@context", "proof"};
  const std::string document =
      R"({"@context": "urn:unknown", "proof": 1, "urn:p": {"@context": {"proof": "urn:q"},)"
      R"( "proof": "x"}})";
  CHECK(tests::quads(document, {.without = names}) ==
        "_:c14n0 <urn:q> \"x\" .\n_:c14n1 <urn:p> _:c14n0 .\n");
  CHECK(tests::quads(document, {.without = std::span(names).last(1)}) ==
        "jsonld.unknown_context at $['@context']");
}

}  // namespace waarmerk::jsonld
