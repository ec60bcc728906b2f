#include "crypto/jsonld/expand.hpp"

#include <doctest/doctest.h>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {

TEST_CASE("a document expands by a context that is shipped") {
  CHECK(
      tests::expanded(R"({"@context": "https://www.w3.org/ns/credentials/v2",
                            "type": "VerifiableCredential", "validFrom": "2026-01-01T00:00:00Z"})") ==
      R"([{"@type":["https://www.w3.org/2018/credentials#VerifiableCredential"],)"
      R"("https://www.w3.org/2018/credentials#validFrom":[)"
      R"({"@type":"http://www.w3.org/2001/XMLSchema#dateTime","@value":"2026-01-01T00:00:00Z"}]}])");
}

TEST_CASE("a document does not expand by a context that is not pinned, which is named") {
  const auto document = json::parse(
      R"({"@context": ["https://www.w3.org/ns/credentials/v2", "https://x.example/"]})");
  const auto failed = expand(document->root());
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code.name == "jsonld.unknown_context");
  CHECK(failed.error().detail == "https://x.example/");
}

TEST_CASE("members come in the order of their names where that is asked") {
  constexpr std::string_view text =
      R"({"@context": {"b": "urn:p", "a": "urn:p"}, "b": "second", "a": "first"})";
  CHECK(tests::expanded(text, {.ordered = true}) ==
        R"([{"urn:p":[{"@value":"first"},{"@value":"second"}]}])");
  CHECK(tests::expanded(text) == R"([{"urn:p":[{"@value":"second"},{"@value":"first"}]}])");
}

}  // namespace waarmerk::jsonld
