#include <doctest/doctest.h>

#include <string>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {
namespace {

/// What an object of these members becomes as the value of a property.
std::string inside(const std::string& members, const Options& options = {}) {
  return tests::expanded(R"({"urn:p": {)" + members + "}}", options);
}

}  // namespace

TEST_CASE("an id is a string, and there is one") {
  CHECK(inside(R"("@id": "urn:s")") == R"([{"urn:p":[{"@id":"urn:s"}]}])");
  CHECK(inside(R"("@id": 1)") == "jsonld.invalid_id_value at $['urn:p']['@id']");
  CHECK(tests::expanded(R"({"@context": {"id": "@id"}, "id": "urn:s", "@id": "urn:t"})") ==
        "jsonld.colliding_keywords at $['@id']");
}

TEST_CASE("types are strings, and several names for @type add up") {
  CHECK(
      tests::expanded(R"({"@context": {"type": "@type"}, "@type": "urn:T", "type": ["urn:U"]})") ==
      R"([{"@type":["urn:T","urn:U"]}])");
  CHECK(inside(R"("@type": 1)") == "jsonld.invalid_type_value at $['urn:p']['@type']");
  CHECK(inside(R"("@type": ["urn:T", null])") ==
        "jsonld.invalid_type_value at $['urn:p']['@type'][1]");
}

TEST_CASE("a type that stays relative is refused in safe mode") {
  CHECK(inside(R"("@type": ["urn:T", "U"])") == "jsonld.relative_iri at $['urn:p']['@type'][1]");
  CHECK(inside(R"("@type": "U")", tests::lossy()) == R"([{"urn:p":[{"@type":["U"]}]}])");
}

TEST_CASE("a graph holds nodes") {
  CHECK(inside(R"("@graph": {"urn:q": 1})") ==
        R"([{"urn:p":[{"@graph":[{"urn:q":[{"@value":1}]}]}]}])");
  CHECK(inside(R"("@graph": ["x"])") == "jsonld.states_nothing at $['urn:p']['@graph'][0]");
  CHECK(inside(R"("@graph": [{"@id": "urn:s"}])") ==
        "jsonld.states_nothing at $['urn:p']['@graph'][0]");
}

TEST_CASE("what is included are nodes") {
  CHECK(inside(R"("@included": {"urn:q": 1})") ==
        R"([{"urn:p":[{"@included":[{"urn:q":[{"@value":1}]}]}]}])");
  CHECK(inside(R"("@included": "x")", tests::lossy()) ==
        "jsonld.invalid_included_value at $['urn:p']['@included']");
}

TEST_CASE("a value is a scalar, or any JSON if its type says so") {
  CHECK(inside(R"("@value": 1)") == R"([{"urn:p":[{"@value":1}]}])");
  CHECK(inside(R"("@value": [1])") == "jsonld.invalid_value_object_value at $['urn:p']['@value']");
  CHECK(inside(R"("@value": [1], "@type": "@json")") ==
        R"([{"urn:p":[{"@type":"@json","@value":[1]}]}])");
}

TEST_CASE("a language is a tag, in lower case") {
  CHECK(inside(R"("@value": "x", "@language": "NL-be")") ==
        R"([{"urn:p":[{"@language":"nl-be","@value":"x"}]}])");
  CHECK(inside(R"("@value": "x", "@language": 1)") ==
        "jsonld.invalid_language_tagged_string at $['urn:p']['@language']");
  CHECK(inside(R"("@value": "x", "@language": "a b")") ==
        "jsonld.bad_language_tag at $['urn:p']['@language']");
}

TEST_CASE("a direction is ltr or rtl") {
  const Options kept{.rdf_direction = RdfDirection::i18n_datatype};
  CHECK(inside(R"("@value": "x", "@direction": "ltr")", kept) ==
        R"([{"urn:p":[{"@direction":"ltr","@value":"x"}]}])");
  CHECK(inside(R"("@value": "x", "@direction": "up")", kept) ==
        "jsonld.invalid_base_direction at $['urn:p']['@direction']");
  CHECK(inside(R"("@value": "x", "@direction": "ltr")") ==
        "jsonld.lost_direction at $['urn:p']['@direction']");
}

TEST_CASE("an index is a string") {
  CHECK(inside(R"("@value": "x", "@index": "i")") ==
        R"([{"urn:p":[{"@index":"i","@value":"x"}]}])");
  CHECK(inside(R"("@value": "x", "@index": 1)") ==
        "jsonld.invalid_index_value at $['urn:p']['@index']");
}

TEST_CASE("lists and sets hold values of the property around them") {
  CHECK(inside(R"("@list": [1, [2]])") == R"([{"urn:p":[{"@list":[{"@value":1},{"@value":2}]}]}])");
  CHECK(inside(R"("@set": [1, 2])") == R"([{"urn:p":[{"@value":1},{"@value":2}]}])");
  CHECK(tests::expanded(R"({"@list": [1]})") == "jsonld.states_nothing at $['@list']");
}

TEST_CASE("a reverse map holds properties, and turning twice is not turning") {
  CHECK(inside(R"("@reverse": {"urn:q": {"urn:r": 1}})") ==
        R"([{"urn:p":[{"@reverse":{"urn:q":[{"urn:r":[{"@value":1}]}]}}]}])");
  CHECK(tests::expanded(R"({"@context": {"of": {"@reverse": "urn:q"}},
                            "@reverse": {"of": {"@id": "urn:o"}}})") ==
        R"([{"urn:q":[{"@id":"urn:o"}]}])");
  CHECK(inside(R"("@reverse": 1)") == "jsonld.invalid_reverse_value at $['urn:p']['@reverse']");
  CHECK(inside(R"("@reverse": {"@id": "urn:s"})") ==
        "jsonld.invalid_reverse_property_map at $['urn:p']['@reverse']['@id']");
  CHECK(inside(R"("@reverse": {"urn:q": 1})") ==
        "jsonld.invalid_reverse_property_value at $['urn:p']['@reverse']");
}

TEST_CASE("a keyword that only contexts have is refused in safe mode") {
  CHECK(inside(R"("@vocab": "urn:")") == "jsonld.undefined_term at $['urn:p']['@vocab']");
}

}  // namespace waarmerk::jsonld
