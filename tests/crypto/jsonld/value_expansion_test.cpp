#include <doctest/doctest.h>

#include <string>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {
namespace {

/// What the value becomes under a term that is defined so.
std::string of(const std::string& term, const std::string& value, const Options& options = {}) {
  return tests::expanded(R"({"@context": {"@vocab": "https://v.example/", "p": {"@id": "urn:p")" +
                             term + R"(}}, "p": )" + value + "}",
                         options);
}

}  // namespace

TEST_CASE("a string is a text, a reference or a typed value, as its term says") {
  CHECK(of("", R"("x")") == R"([{"urn:p":[{"@value":"x"}]}])");
  CHECK(of(R"(, "@type": "@id")", R"("urn:x")") == R"([{"urn:p":[{"@id":"urn:x"}]}])");
  CHECK(of(R"(, "@type": "@vocab")", R"("x")") == R"([{"urn:p":[{"@id":"https://v.example/x"}]}])");
  CHECK(of(R"(, "@type": "urn:t")", R"("x")") == R"([{"urn:p":[{"@type":"urn:t","@value":"x"}]}])");
  CHECK(of(R"(, "@type": "@none")", R"("x")") == R"([{"urn:p":[{"@value":"x"}]}])");
}

TEST_CASE("a reference that stays relative is refused in safe mode") {
  CHECK(of(R"(, "@type": "@id")", R"("x")") == "jsonld.relative_iri at $.p");
  CHECK(of(R"(, "@type": "@id")", R"("x")", tests::lossy()) == R"([{"urn:p":[{"@id":"x"}]}])");
}

TEST_CASE("a number or boolean is a value, whatever kind of reference its term asks for") {
  CHECK(of(R"(, "@type": "@id")", "5") == R"([{"urn:p":[{"@value":5}]}])");
  CHECK(of(R"(, "@type": "urn:t")", "true") == R"([{"urn:p":[{"@type":"urn:t","@value":true}]}])");
}

TEST_CASE("a term's language stands before the default, and null for none") {
  CHECK(of(R"(, "@language": "NL")", R"("x")") ==
        R"([{"urn:p":[{"@language":"nl","@value":"x"}]}])");
  CHECK(tests::expanded(R"({"@context": {"@language": "en", "p": "urn:p",
                            "q": {"@id": "urn:q", "@language": null}}, "p": "x", "q": "y"})") ==
        R"([{"urn:p":[{"@language":"en","@value":"x"}],"urn:q":[{"@value":"y"}]}])");
}

TEST_CASE("a direction is refused in safe mode, unless RDF is given a place for it") {
  CHECK(of(R"(, "@direction": "rtl")", R"("x")") == "jsonld.lost_direction at $.p");
  CHECK(of(R"(, "@direction": null)", R"("x")") == R"([{"urn:p":[{"@value":"x"}]}])");
  CHECK(of(R"(, "@direction": "rtl")", R"("x")", {.rdf_direction = RdfDirection::i18n_datatype}) ==
        R"([{"urn:p":[{"@direction":"rtl","@value":"x"}]}])");
}

TEST_CASE("an integer that readers of JSON change is refused in safe mode") {
  CHECK(of("", "9007199254740992") == R"([{"urn:p":[{"@value":9007199254740992}]}])");
  CHECK(of("", "9007199254740993") == "jsonld.inexact_number at $.p");
  CHECK(of("", "12345678901234567891") == "jsonld.inexact_number at $.p");
  CHECK(of("", "1e20") == R"([{"urn:p":[{"@value":100000000000000000000}]}])");
  CHECK(of("", R"({"@value": 9007199254740993})") == "jsonld.inexact_number at $.p['@value']");
}

TEST_CASE("a property's own context holds for a scalar too") {
  CHECK(of(R"(, "@context": {"@language": "nl"})", R"("x")") ==
        R"([{"urn:p":[{"@language":"nl","@value":"x"}]}])");
}

TEST_CASE("a scalar that is nobody's property is refused in safe mode") {
  CHECK(tests::expanded(R"(["x"])") == "jsonld.states_nothing at $[0]");
  CHECK(tests::expanded(R"(["x"])", tests::lossy()) == "[]");
}

}  // namespace waarmerk::jsonld
