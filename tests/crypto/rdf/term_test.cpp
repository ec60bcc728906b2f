#include "crypto/rdf/term.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::rdf {

TEST_CASE("a literal has a datatype of its own, and differs from the IRI of the same text") {
  CHECK(literal("x").datatype() == xsd_string);
  CHECK(language_literal("x", "en").datatype() == rdf_lang_string);
  CHECK(literal("x") != iri("x"));
  CHECK(literal("x") != language_literal("x", "en"));
  CHECK(Term{}.is(TermKind::none));
}

TEST_CASE("an IRI begins with a scheme and holds no character that would end it") {
  for (const auto* text : {"urn:x", "https://example.org/a?b#c", "a+b-1.2:", "x:ü", "did:key:z6"}) {
    CHECK(is_iri(text));
  }
  for (const auto* text : {"", "x", ":x", "1a:x", "/a:b", "a b:c", "ü:x"})
    CHECK_FALSE(is_iri(text));
  for (const char c : std::string("<>\"{}|^`\\ \n\t\0", 13)) {
    CHECK_FALSE(is_iri(std::string("urn:x") + c));
    CHECK_FALSE(has_iri_characters(std::string(1, c)));
  }
  CHECK(has_iri_characters("../relative"));
}

TEST_CASE("a blank label is one that N-Quads can print") {
  for (const auto* label :
       {"b0", "0", "_", "a.b", "a-b", "c14n0", "\u00e9t\u00e9", "a\u00b7", "a:b"}) {
    CHECK(is_blank_label(label));
  }
  for (const auto* label :
       {"", "a.", ".a", "-a", "a b", "a>", "\u00b7a", "a\n", "a\u2028", "a/b"}) {
    CHECK_FALSE(is_blank_label(label));
  }
}

TEST_CASE("a language tag has letters, then parts of letters and digits") {
  for (const auto* tag : {"en", "nl-NL", "zh-Hant-TW", "de-1996"}) CHECK(is_language_tag(tag));
  for (const auto* tag : {"", "-", "en-", "-en", "1a", "en--x", "en us", "en_US", "\u00e9"}) {
    CHECK_FALSE(is_language_tag(tag));
  }
}

}  // namespace waarmerk::rdf
