#include "crypto/rdf/line.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "crypto/rdf/nquads.hpp"
#include "crypto/rdf/numbered_quads.hpp"

namespace waarmerk::rdf {
namespace {

std::string text_of_line(const Line& line, const Labels& labels) {
  std::string text;
  append_line(text, line, labels);
  return text;
}

/// Terms that differ in each way that can decide an order, some of them only behind a common start.
std::vector<std::string> statements() {
  std::vector<std::string> lines;
  for (const auto* subject :
       {"<urn:a>", "<urn:a#>", "<urn:a0>", "<urn:a\u00e9>", "_:b0", "_:b1", "_:b10"}) {
    for (const auto* object :
         {"<urn:a>",        "<urn:ab>",        "_:b0",        "_:b2",        "\"\"",
          "\"a\"",          "\"a!\"",          "\"a \"",      "\"a\\n\"",    "\"a\\\"\"",
          "\"a\\t\"",       "\"a]\"",          "\"a[\"",      "\"a\"@en",    "\"a\"@en-GB",
          "\"a\"^^<urn:d>", "\"a\"^^<urn:d2>", "\"a\u00e9\"", "\"a\uffff\"", "\"a\ufffd\""}) {
      for (const auto* graph : {"", "<urn:g>", "_:b1"}) {
        lines.push_back(std::string(subject) + " <urn:p> " + object + " " + graph + " .\n");
      }
    }
  }
  return lines;
}

}  // namespace

TEST_CASE("lines compare without being written as their texts do") {
  std::string text;
  for (const auto& line : statements()) text += line;
  const auto dataset = parse_nquads(text).value();
  const NumberedQuads quads(dataset);
  std::size_t wrong = 0;
  for (const Labels labels : {Labels{.names = quads.labels()}, Labels{.reference = 1}}) {
    for (const Line& a : quads.lines()) {
      const auto text_a = text_of_line(a, labels);
      for (const Line& b : quads.lines()) {
        if (compare_lines(a, b, labels) != (text_a <=> text_of_line(b, labels))) ++wrong;
      }
    }
  }
  CHECK(wrong == 0);
}

TEST_CASE("the reference is called a, and any other blank node z") {
  const auto dataset = parse_nquads("_:x <urn:p> _:y _:x .").value();
  const NumberedQuads quads(dataset);
  CHECK(text_of_line(quads.lines()[0], {.reference = 0}) == "_:a <urn:p> _:z _:a .\n");
  CHECK(text_of_line(quads.lines()[0], {.reference = 1}) == "_:z <urn:p> _:a _:z .\n");
}

TEST_CASE("two quads that print alike are the same only if their blank nodes are") {
  const auto dataset =
      parse_nquads("_:x <urn:p> _:y .\n_:x <urn:p> _:y .\n_:x <urn:p> _:z .").value();
  const NumberedQuads quads(dataset);
  CHECK(same_quad(quads.lines()[0], quads.lines()[1]));
  CHECK_FALSE(same_quad(quads.lines()[0], quads.lines()[2]));
}

TEST_CASE("only what must be escaped is, and the rest is not copied") {
  Arena arena;
  const std::string_view plain = "plain \u00e9 \u0085 /'<>\ufffd";
  CHECK(escape_literal(plain, arena).data() == plain.data());
  CHECK(escape_literal("\"\\\b\t\n\f\r", arena) == "\\\"\\\\\\b\\t\\n\\f\\r");
  CHECK(escape_literal(std::string_view("\0a\x0b\x1f\x7f", 5), arena) ==
        "\\u0000a\\u000B\\u001F\\u007F");
  CHECK(escape_literal("a\ufffeb\uffff", arena) == "a\\uFFFEb\\uFFFF");
}

}  // namespace waarmerk::rdf
