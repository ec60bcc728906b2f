#include "crypto/jsonld/expansion.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {
namespace {

std::string nested(int levels) {
  std::string document = R"({"urn:p": "x"})";
  for (int i = 1; i < levels; ++i) document = R"({"urn:p": )" + document + "}";
  return document;
}

}  // namespace

TEST_CASE("an array expands to its elements, those of inner arrays too") {
  CHECK(tests::expanded(R"([[{"urn:p": ["a", ["b", null]]}], {"urn:q": 1}])") ==
        R"([{"urn:p":[{"@value":"a"},{"@value":"b"}]},{"urn:q":[{"@value":1}]}])");
  CHECK(tests::expanded("[]") == "[]");
  CHECK(tests::expanded("null") == "[]");
}

TEST_CASE("a list in a list stays a list") {
  CHECK(tests::expanded(R"({"@context": {"p": {"@id": "urn:p", "@container": "@list"}},
                            "p": [["a"], []]})") ==
        R"([{"urn:p":[{"@list":[{"@list":[{"@value":"a"}]},{"@list":[]}]}]}])");
}

TEST_CASE("a document that is only a graph is what stands in it") {
  CHECK(tests::expanded(R"({"@graph": [{"urn:p": "a"}]})") == R"([{"urn:p":[{"@value":"a"}]}])");
  CHECK(tests::expanded(R"({"@id": "urn:g", "@graph": [{"urn:p": "a"}]})") ==
        R"([{"@graph":[{"urn:p":[{"@value":"a"}]}],"@id":"urn:g"}])");
}

TEST_CASE("levels have a limit") {
  CHECK(tests::quads(nested(128)).starts_with("_:c14n0"));
  CHECK(tests::quads(nested(129)).starts_with("jsonld.too_deep"));
  Options few;
  few.limits.depth_max = 2;
  CHECK(tests::quads(nested(2), few).starts_with("_:c14n0"));
  CHECK(tests::quads(nested(3), few) == "jsonld.too_deep at $['urn:p']['urn:p']");
}

TEST_CASE("values have a limit") {
  Options few;
  few.limits.values_max = 3;
  CHECK(tests::quads(R"({"urn:p": [1, 2]})", few).starts_with("_:c14n0"));
  CHECK(tests::quads(R"({"urn:p": [1, 2, 3]})", few) == "jsonld.too_large");
}

TEST_CASE("comparisons have a limit") {
  Options few;
  few.limits.work_max = 3;
  CHECK(tests::quads(R"({"urn:a": 1, "urn:b": 2, "urn:c": 3})", few).starts_with("_:c14n0"));
  CHECK(tests::quads(R"({"urn:a": 1, "urn:b": 2, "urn:c": 3, "urn:d": 4})", few) ==
        "jsonld.too_large");
}

TEST_CASE("an IRI that RDF has no term for is told with its place, in safe mode") {
  CHECK(tests::quads(R"({"@id": "urn:s", "urn:p": [{"@id": "a"}]})") ==
        "jsonld.relative_iri at $['urn:p'][0]['@id']");
  CHECK(tests::quads(R"({"@id": "urn:s", "urn:p": [{"@id": "urn:a<b"}]})") ==
        "jsonld.malformed_iri at $['urn:p'][0]['@id']");
  CHECK(tests::quads(R"({"@id": "urn:s", "urn:p": [{"@id": "@odd"}]})") ==
        "jsonld.reserved_word at $['urn:p'][0]['@id']");
  CHECK(tests::quads(R"({"@id": "urn:s", "urn:p": [{"@id": "a"}]})", tests::lossy()).empty());
  CHECK(tests::quads(R"({"@id": "urn:s", "urn:p": [{"@id": "a"}]})",
                     {.base = "https://b.example/"}) ==
        "<urn:s> <urn:p> <https://b.example/a> .\n");
}

}  // namespace waarmerk::jsonld
