// The test suite of RDFC-1.0: canonical texts, maps of labels, and a graph that must be refused.
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/rdf/canonicalize.hpp"
#include "crypto/rdf/nquads.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::rdf {
namespace {

struct Case {
  std::string name;
  std::string type;
  Dataset input;
  std::filesystem::path result;
  CanonicalOptions options;
};

Case read_case(const json::Reader& entry, const std::filesystem::path& root) {
  const auto algorithm = entry.find_string("hashAlgorithm").value();
  REQUIRE((!algorithm || *algorithm == "SHA384"));
  return {
      .name = entry.get_string("id").value(),
      .type = entry.get_string("type").value(),
      .input = parse_nquads(tests::read_file(root / entry.get_string("action").value())).value(),
      .result = root / entry.find_string("result").value().value_or(""),
      .options = {.algorithm = algorithm ? HashAlgorithm::sha384 : HashAlgorithm::sha256}};
}

std::map<std::string, std::string> expected_map(const std::filesystem::path& file) {
  const auto document = json::parse(tests::read_file(file)).value();
  std::map<std::string, std::string> map;
  for (const json::Member member : document.root().members()) {
    map.emplace(member.name, member.value.string().value());
  }
  return map;
}

void check_text(const Case& test) {
  const auto text = canonicalize(test.input, test.options);
  REQUIRE(text);
  CHECK(*text == tests::read_file(test.result));
  CHECK(canonical_hash(test.input, test.options).value() ==
        digest(test.options.algorithm, bytes_of(*text)));
}

void check_map(const Case& test) {
  const auto labels = canonical_labels(test.input, test.options);
  REQUIRE(labels);
  std::map<std::string, std::string> map;
  for (const auto& label : *labels) map.emplace(label.from, label.to);
  CHECK(map == expected_map(test.result));
}

}  // namespace

TEST_CASE("rdf-canon: every entry of the manifest") {
  VECTORS_OR_SKIP(root, "rdf-canon");
  const auto manifest = json::parse(tests::read_file(root / "manifest.jsonld")).value();
  std::map<std::string, int> counts;
  for (const auto& entry : json::Reader(manifest).one_or_many("entries")) {
    const Case test = read_case(entry, root);
    CAPTURE(test.name);
    ++counts[test.type];
    if (test.type == "rdfc:RDFC10EvalTest") {
      check_text(test);
    } else if (test.type == "rdfc:RDFC10MapTest") {
      check_map(test);
    } else {
      const auto text = canonicalize(test.input, test.options);
      REQUIRE_FALSE(text);
      CHECK(text.error().code == too_complex);
    }
  }
  MESSAGE("rdf-canon: " << counts["rdfc:RDFC10EvalTest"] << " texts, "
                        << counts["rdfc:RDFC10MapTest"] << " maps, "
                        << counts["rdfc:RDFC10NegativeEvalTest"] << " to be refused");
  CHECK(counts["rdfc:RDFC10EvalTest"] == 64);
  CHECK(counts["rdfc:RDFC10MapTest"] == 21);
  CHECK(counts["rdfc:RDFC10NegativeEvalTest"] == 1);
}

}  // namespace waarmerk::rdf
