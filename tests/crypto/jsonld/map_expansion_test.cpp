#include <doctest/doctest.h>

#include <string>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {
namespace {

/// What a map becomes in this container.
std::string in(const std::string& container, const std::string& map, const Options& options = {}) {
  return tests::expanded(R"({"@context": {"@vocab": "urn:", "p": {"@id": "urn:p", "@container": )" +
                             container + R"(}, "none": "@none"}, "p": )" + map + "}",
                         options);
}

}  // namespace

TEST_CASE("a language map holds strings by their language") {
  CHECK(in(R"("@language")", R"({"nl": ["a", null], "EN": "b", "none": "c"})", {.ordered = true}) ==
        R"([{"urn:p":[{"@language":"en","@value":"b"},{"@language":"nl","@value":"a"},)"
        R"({"@value":"c"}]}])");
  CHECK(in(R"("@language")", R"({"nl": 1})") == "jsonld.invalid_language_map_value at $.p.nl");
  CHECK(in(R"("@language")", R"({"a b": "x"})") == "jsonld.bad_language_tag at $.p['a b']");
}

TEST_CASE("an index map keeps the index, but not that there is none") {
  CHECK(in(R"("@index")", R"({"i": 1, "none": 2})") ==
        R"([{"urn:p":[{"@index":"i","@value":1},{"@value":2}]}])");
  CHECK(in(R"("@index")", R"({"i": {"@value": 1, "@index": "own"}})") ==
        R"([{"urn:p":[{"@index":"own","@value":1}]}])");
}

TEST_CASE("an index may be a property of the node") {
  constexpr const char* context =
      R"({"@context": {"@vocab": "urn:", "p": {"@container": "@index", "@index": "q"}}, "p": )";
  CHECK(tests::expanded(std::string(context) + R"({"i": {"q": "own", "r": 1}}})") ==
        R"([{"urn:p":[{"urn:q":[{"@value":"i"},{"@value":"own"}],"urn:r":[{"@value":1}]}]}])");
  CHECK(tests::expanded(std::string(context) + R"({"i": "x"}})") ==
        "jsonld.invalid_value_object at $.p.i");
}

TEST_CASE("an id map gives nodes their id") {
  CHECK(in(R"("@id")", R"({"urn:s": {"q": 1}, "urn:t": {"@id": "urn:own"}})") ==
        R"([{"urn:p":[{"@id":"urn:s","urn:q":[{"@value":1}]},{"@id":"urn:own"}]}])");
  CHECK(in(R"("@id")", R"({"s": {"q": 1}})") == "jsonld.relative_iri at $.p.s");
  CHECK(in(R"("@id")", R"({"urn:s": "x"})") == "jsonld.invalid_value_object at $.p['urn:s']");
}

TEST_CASE("a type map gives nodes a type, before their own") {
  CHECK(in(R"("@type")", R"({"T": {"@type": "U"}, "none": {"q": 1}})") ==
        R"([{"urn:p":[{"@type":["urn:T","urn:U"]},{"urn:q":[{"@value":1}]}]}])");
}

TEST_CASE("a type map opens the context of its types") {
  CHECK(tests::expanded(R"({"@context": {"@vocab": "urn:", "p": {"@container": "@type"},
                            "T": {"@context": {"q": "urn:of-t"}}},
                            "p": {"T": {"q": 1}, "U": {"q": 2}}})") ==
        R"([{"urn:p":[{"@type":["urn:T"],"urn:of-t":[{"@value":1}]},)"
        R"({"@type":["urn:U"],"urn:q":[{"@value":2}]}]}])");
}

TEST_CASE("graph maps hold graphs, by id or index") {
  CHECK(in(R"(["@graph", "@id"])", R"({"urn:g": {"q": 1}})") ==
        R"([{"urn:p":[{"@graph":[{"urn:q":[{"@value":1}]}],"@id":"urn:g"}]}])");
  CHECK(in(R"(["@graph", "@index"])", R"({"i": {"q": 1}})") ==
        R"([{"urn:p":[{"@graph":[{"urn:q":[{"@value":1}]}],"@index":"i"}]}])");
}

TEST_CASE("what is no object is no map") {
  CHECK(in(R"("@index")", R"(["x"])") == R"([{"urn:p":[{"@value":"x"}]}])");
  CHECK(in(R"("@language")", R"("x")") == R"([{"urn:p":[{"@value":"x"}]}])");
}

}  // namespace waarmerk::jsonld
