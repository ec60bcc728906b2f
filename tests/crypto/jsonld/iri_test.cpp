#include "crypto/jsonld/iri.hpp"

#include <doctest/doctest.h>

namespace waarmerk::jsonld {

TEST_CASE("a text has the form of an IRI, of a blank node, or of neither") {
  CHECK(form_of("https://example.org/ü?q#f") == IriForm::iri);
  CHECK(form_of("urn:uuid:1") == IriForm::iri);
  CHECK(form_of("_:b0") == IriForm::blank);
  CHECK(form_of("path/to") == IriForm::relative);
  CHECK(form_of("1a:b") == IriForm::relative);
  CHECK(form_of("") == IriForm::relative);
}

TEST_CASE("an IRI with characters that none has is malformed") {
  for (const char* text : {"http://a/<b>", "http://a/{b}", "http://a/\"b", "http://a/b\\c",
                           "http://a/\x01", "http://a/b#c#d"}) {
    CAPTURE(text);
    CHECK(form_of(text) == IriForm::malformed);
  }
  CHECK(form_of("http://a/b#c") == IriForm::iri);
}

TEST_CASE("a text with white space has no scheme") {
  CHECK(form_of("http://a/b c") == IriForm::relative);
  CHECK(form_of("http://a/b\n") == IriForm::relative);
}

TEST_CASE("references resolve as RFC 3986 shows") {
  const auto against = [](const char* reference) {
    return resolve("http://a/b/c/d;p?q", reference);
  };
  CHECK(against("g:h") == "g:h");
  CHECK(against("g") == "http://a/b/c/g");
  CHECK(against("./g") == "http://a/b/c/g");
  CHECK(against("/g") == "http://a/g");
  CHECK(against("//g") == "http://g");
  CHECK(against("?y") == "http://a/b/c/d;p?y");
  CHECK(against("#s") == "http://a/b/c/d;p?q#s");
  CHECK(against("") == "http://a/b/c/d;p?q");
  CHECK(against("../../../g") == "http://a/g");
  CHECK(against("g/../h") == "http://a/b/c/h");
  CHECK(against("..") == "http://a/b/");
}

TEST_CASE("a reference stays as it is without a base, or with one that has no scheme") {
  CHECK(resolve("", "a/../b") == "a/../b");
  CHECK(resolve("a/b", "c") == "c");
  CHECK(resolve("http://a", "b") == "http://a/b");
}

}  // namespace waarmerk::jsonld
