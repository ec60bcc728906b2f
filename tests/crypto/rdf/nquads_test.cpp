#include "crypto/rdf/nquads.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::rdf {
namespace {

/// What the text prints as, or nothing where it is refused.
std::string printed(std::string_view text) {
  const auto dataset = parse_nquads(text);
  return dataset ? print_nquads(*dataset) : "";
}

bool refused(std::string_view text) {
  const auto dataset = parse_nquads(text);
  return !dataset && dataset.error().code == malformed;
}

}  // namespace

TEST_CASE("each kind of term is read, and printed in its one form") {
  const auto dataset = parse_nquads("<urn:s> <urn:p> \"o\"@nl-NL _:g .\n").value();
  REQUIRE(dataset.quads().size() == 1);
  CHECK(dataset.quads()[0] == Quad{.subject = iri("urn:s"),
                                   .predicate = iri("urn:p"),
                                   .object = language_literal("o", "nl-NL"),
                                   .graph = blank("g")});
  for (const auto* line :
       {"<urn:s> <urn:p> <urn:o> .\n", "_:s <urn:p> _:o <urn:g> .\n", "_:a.b <urn:p> \"\" .\n",
        "<urn:s> <urn:p> \"o\"^^<urn:d> .\n", "<urn:s> <urn:p> \"o\"@en _:g .\n"}) {
    CHECK(printed(line) == line);
  }
}

TEST_CASE("white space, comments and empty lines may stand where the grammar has them") {
  const std::string line = "_:s <urn:p> _:o .\n";
  CHECK(printed("_:s <urn:p> _:o .") == line);
  CHECK(printed("# a comment\r\n\r\n\t _:s\t<urn:p>_:o  . # another\n#") == line);
  CHECK(printed("_:s <urn:p> _:o.#c") == line);
  CHECK(printed("<urn:s><urn:p>\"a\"^^<urn:d><urn:g>.") ==
        "<urn:s> <urn:p> \"a\"^^<urn:d> <urn:g> .\n");
  CHECK(printed(line + line) == line + line);
  CHECK(parse_nquads("").value().quads().empty());
  CHECK(parse_nquads(" # nothing").value().quads().empty());
}

TEST_CASE("escapes stand for what they name, and are printed only where they must be") {
  CHECK(printed("_:s <urn:p> \"\\t\\b\\n\\r\\f\\\"\\'\\\\\" .") ==
        "_:s <urn:p> \"\\t\\b\\n\\r\\f\\\"'\\\\\" .\n");
  CHECK(printed("_:s <urn:p> \"\\u00e9\\U0001F303\\u0041\" .") ==
        "_:s <urn:p> \"\u00e9\U0001F303A\" .\n");
  CHECK(printed("_:s <urn:p> \"\\u0000\\u007f\\uFFFE\\u0085\" .") ==
        "_:s <urn:p> \"\\u0000\\u007F\\uFFFE\u0085\" .\n");
  CHECK(printed("_:s <urn:\\u00e9> _:o .") == "_:s <urn:\u00e9> _:o .\n");
  CHECK(printed("_:s <urn:p> \"a\"^^<http://www.w3.org/2001/XMLSchema#string> .") ==
        "_:s <urn:p> \"a\" .\n");
}

TEST_CASE("an escape that names nothing, or hides what must not stand there, is refused") {
  for (const auto* literal :
       {"\\x", "\\", "\\u12", "\\u123g", "\\ud800", "\\U0000dfff", "\\U00110000", "\\Uffffffff"}) {
    CHECK(refused("_:s <urn:p> \"" + std::string(literal) + "\" ."));
  }
  for (const auto* text : {"\\t", "\\u0020", "\\u003e", "\\u003c", "\\u005c", "\\u000a", "\\\""}) {
    CHECK(refused("_:s <urn:p> <urn:" + std::string(text) + "> ."));
  }
}

TEST_CASE("what is no statement is refused") {
  for (const auto* text :
       {"<urn:s>",
        "<urn:s> <urn:p>",
        "<urn:s> <urn:p> <urn:o>",
        "<urn:s> <urn:p> <urn:o> . .",
        "<urn:s> <urn:p> <urn:o> . <urn:s> <urn:p> <urn:o> .",
        "\"s\" <urn:p> <urn:o> .",
        "<urn:s> _:p <urn:o> .",
        "<urn:s> \"p\" <urn:o> .",
        "<urn:s> <urn:p> <urn:o> \"g\" .",
        "<urn:s> <urn:p> <urn:o> <urn:g> <urn:h> .",
        "s <urn:p> <urn:o> .",
        "<urn:s>\n<urn:p> <urn:o> .",
        "<s> <urn:p> <urn:o> .",
        "<urn:s> <> <urn:o> .",
        "<urn:s <urn:p> <urn:o> .",
        "<urn:s> <urn:p> \"o .",
        "<urn:s> <urn:p> \"a\nb\" .",
        "<urn:s> <urn:p> \"o\"@ .",
        "<urn:s> <urn:p> \"o\"@1 .",
        "<urn:s> <urn:p> \"o\"^^urn:d .",
        "<urn:s> <urn:p> \"o\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> .",
        "_: <urn:p> <urn:o> .",
        "_:-a <urn:p> <urn:o> .",
        "_ <urn:p> <urn:o> ."}) {
    CAPTURE(text);
    CHECK(refused(text));
  }
  CHECK(refused("_:s <urn:p> \"\xff\" ."));
}

TEST_CASE("a refusal names the line") {
  const auto dataset = parse_nquads("_:s <urn:p> _:o .\n\n# c\n_:s <urn:p> .\n");
  REQUIRE_FALSE(dataset);
  CHECK(dataset.error().detail.starts_with("line 4: "));
}

TEST_CASE("a text that is too long or has too many quads is refused") {
  const std::string line = "_:s <urn:p> _:o .\n";
  CHECK(parse_nquads(line, {.bytes_max = line.size(), .quads_max = 1}));
  const auto long_text = parse_nquads(line, {.bytes_max = line.size() - 1});
  REQUIRE_FALSE(long_text);
  CHECK(long_text.error().code == too_large);
  const auto many = parse_nquads(line + line, {.quads_max = 1});
  REQUIRE_FALSE(many);
  CHECK(many.error().code == too_large);
}

}  // namespace waarmerk::rdf
