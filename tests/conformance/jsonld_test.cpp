// The JSON-LD 1.1 API test suite: expand and toRdf, each entry that is for a 1.1 processor.
#include <doctest/doctest.h>

#include <map>
#include <string>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/jsonld/expand.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "crypto/rdf/canonicalize.hpp"
#include "crypto/rdf/nquads.hpp"
#include "tests/support/jsonld_suite.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::jsonld {
namespace {

/// What became of one entry: empty if it is right, otherwise what is wrong.
using Judgement = std::string;

template <class Outcome>
Judgement judge_error(const Outcome& outcome, const std::string& expected) {
  if (outcome) return "it succeeds, and should fail with " + expected;
  if (outcome.error().code.name == expected) return {};
  return "it fails with " + std::string(outcome.error().code.name) + ", and not " + expected;
}

Judgement judge_expand(const tests::JsonldCase& entry) {
  const auto input = json::parse(entry.input);
  if (!input) return input.error().detail;
  Options options = entry.options;
  options.ordered = true;
  const auto expanded = expand(input->root(), options);
  if (!entry.error.empty()) return judge_error(expanded, entry.error);
  if (!expanded) return std::string(expanded.error().code.name) + " " + expanded.error().detail;
  const auto expected = json::parse(entry.expect);
  if (json::canonical(expanded->root()) == json::canonical(expected->root())) return {};
  return json::canonical(expanded->root()) + "\n instead of\n" + json::canonical(expected->root());
}

Judgement judge_to_rdf(const tests::JsonldCase& entry) {
  const auto input = json::parse(entry.input);
  if (!input) return input.error().detail;
  const auto dataset = to_rdf(input->root(), entry.options);
  if (!entry.error.empty()) return judge_error(dataset, entry.error);
  if (!dataset) return std::string(dataset.error().code.name) + " " + dataset.error().detail;
  if (entry.expect.empty()) return {};
  const auto expected = rdf::parse_nquads(entry.expect);
  if (!expected) return "expected: " + expected.error().detail;
  const auto ours = rdf::canonicalize(*dataset), theirs = rdf::canonicalize(*expected);
  if (!ours || !theirs) return "not canonicalized";
  return *ours == *theirs ? Judgement() : *ours + " instead of\n" + *theirs;
}

/// Runs a suite; an entry that is listed must fail, with a reason to be listed.
void run(const tests::JsonldSuite& suite, Judgement (*judge)(const tests::JsonldCase&),
         const std::map<std::string, std::string>& exceptions) {
  int right = 0;
  for (const tests::JsonldCase& entry : suite.cases) {
    const Judgement judgement = judge(entry);
    if (exceptions.contains(entry.id)) {
      CHECK_MESSAGE(!judgement.empty(), entry.id << " is right and need not be listed");
      continue;
    }
    CHECK_MESSAGE(judgement.empty(), entry.id << " " << entry.name << ": " << judgement);
    if (judgement.empty()) ++right;
  }
  MESSAGE(right << " of " << suite.cases.size() << " right, " << exceptions.size()
                << " exceptions, and " << suite.of_1_0 << " only for JSON-LD 1.0");
}

}  // namespace

TEST_CASE("the JSON-LD suite expands as published") {
  VECTORS_OR_SKIP(folder, "json-ld-api");
  const auto suite = tests::read_jsonld_suite(folder, "expand");
  CHECK(suite.cases.size() + static_cast<std::size_t>(suite.of_1_0) == 385);
  run(suite, judge_expand, {});
}

TEST_CASE("the JSON-LD suite becomes the quads that are published") {
  VECTORS_OR_SKIP(folder, "json-ld-api");
  const auto suite = tests::read_jsonld_suite(folder, "toRdf");
  CHECK(suite.cases.size() + static_cast<std::size_t>(suite.of_1_0) == 467);
  run(suite, judge_to_rdf,
      {{"#te075", "expects predicates that are blank nodes, which N-Quads does not have"}});
}

}  // namespace waarmerk::jsonld
