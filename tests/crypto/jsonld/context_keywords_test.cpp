#include "crypto/jsonld/context_keywords.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {
namespace {

/// What a document becomes whose context is `context`.
std::string under(const std::string& context, const Options& options = tests::lossy()) {
  return tests::expanded(R"({"@context": )" + context + R"(, "urn:p": {"@id": "x"}})", options);
}

}  // namespace

TEST_CASE("a context of version 1.1 is no context of 1.0") {
  CHECK(under(R"({"@version": 1.1})") == R"([{"urn:p":[{"@id":"x"}]}])");
  CHECK(under(R"({"@version": 1.0})").starts_with("jsonld.invalid_version_value"));
  CHECK(under(R"({"@version": "1.1"})").starts_with("jsonld.invalid_version_value"));
  Options old = tests::lossy();
  old.processing_mode = ProcessingMode::json_ld_1_0;
  CHECK(under(R"({"@version": 1.1})", old).starts_with("jsonld.processing_mode_conflict"));
}

TEST_CASE("a base is an IRI, or is relative to one") {
  CHECK(under(R"({"@base": "https://a.example/b/"})") ==
        R"([{"urn:p":[{"@id":"https://a.example/b/x"}]}])");
  CHECK(under(R"([{"@base": "https://a.example/b/"}, {"@base": "../c/"}])") ==
        R"([{"urn:p":[{"@id":"https://a.example/c/x"}]}])");
  CHECK(under(R"([{"@base": "https://a.example/b/"}, {"@base": null}])") ==
        R"([{"urn:p":[{"@id":"x"}]}])");
  CHECK(under(R"({"@base": "c/"})").starts_with("jsonld.invalid_base_iri"));
  CHECK(under(R"({"@base": 1})").starts_with("jsonld.invalid_base_iri"));
}

TEST_CASE("a vocabulary is an IRI or null, and in safe mode not relative") {
  CHECK(under(R"({"@vocab": "https://v.example/"})") == R"([{"urn:p":[{"@id":"x"}]}])");
  CHECK(under(R"({"@vocab": null})") == R"([{"urn:p":[{"@id":"x"}]}])");
  CHECK(under(R"({"@vocab": 1})").starts_with("jsonld.invalid_vocab_mapping"));
  CHECK(under(R"({"@vocab": "@id"})").starts_with("jsonld.invalid_vocab_mapping"));
  CHECK(under(R"({"@vocab": "v/"})") == R"([{"urn:p":[{"@id":"x"}]}])");
  CHECK(under(R"({"@vocab": "v/"})", {}).starts_with("jsonld.relative_iri"));
}

TEST_CASE("a default language and direction hold for strings") {
  const auto text = [](const std::string& context) {
    return tests::expanded(R"({"@context": )" + context + R"(, "urn:p": "x"})", tests::lossy());
  };
  CHECK(text(R"({"@language": "NL"})") == R"([{"urn:p":[{"@language":"nl","@value":"x"}]}])");
  CHECK(text(R"([{"@language": "nl"}, {"@language": null}])") == R"([{"urn:p":[{"@value":"x"}]}])");
  CHECK(text(R"({"@direction": "rtl"})") == R"([{"urn:p":[{"@direction":"rtl","@value":"x"}]}])");
  CHECK(text(R"({"@language": 1})").starts_with("jsonld.invalid_default_language"));
  CHECK(text(R"({"@direction": "up"})").starts_with("jsonld.invalid_base_direction"));
}

TEST_CASE("safe mode refuses a default language that is no tag") {
  CHECK(under(R"({"@language": "not a tag"})", {}).starts_with("jsonld.bad_language_tag"));
}

TEST_CASE("whether a context propagates is true or false") {
  CHECK(under(R"({"@propagate": true})") == R"([{"urn:p":[{"@id":"x"}]}])");
  CHECK(under(R"({"@propagate": "no"})").starts_with("jsonld.invalid_propagate_value"));
}

}  // namespace waarmerk::jsonld
