#include "crypto/jsonld/contexts.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/jsonld/shipped_contexts.hpp"
#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {
namespace {

std::string digest_of(std::string_view text) {
  return encoding::encode_hex(sha256(bytes_of(text)).value);
}

PinnedContext pinned(const std::string& text) {
  return {.url = "https://pinned.example/v1", .text = text, .sha256 = digest_of(text)};
}

const std::string colours = R"({"@context": {"colour": "https://v.example/colour"}})";

constexpr std::string_view coloured =
    R"({"@context": "https://pinned.example/v1", "colour": "red"})";

}  // namespace

TEST_CASE("each shipped context has the digest that is written beside it") {
  CHECK(shipped_contexts().size() == 19);
  for (const ShippedContext& context : shipped_contexts()) {
    CAPTURE(context.url);
    CHECK(digest_of(context.text) == context.sha256);
    const auto document = json::parse(context.text);
    REQUIRE(document);
    CHECK(document->root().find("@context"));
  }
}

TEST_CASE("each shipped context can be applied, also in safe mode") {
  for (const ShippedContext& context : shipped_contexts()) {
    CAPTURE(context.url);
    const std::string document =
        R"({"@context": ")" + std::string(context.url) + R"(", "urn:p": "x"})";
    CHECK(tests::quads(document) == "_:c14n0 <urn:p> \"x\" .\n");
  }
}

TEST_CASE("the contexts of the credentials of today are shipped") {
  const Contexts& shipped = Contexts::shipped();
  CHECK(shipped.knows("https://www.w3.org/ns/credentials/v2"));
  CHECK(shipped.knows("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"));
  CHECK_FALSE(shipped.knows("https://www.w3.org/ns/credentials/v3"));
  for (const auto& [url, sha256] : shipped.facts()) {
    if (url != "https://www.w3.org/ns/credentials/v2") continue;
    CHECK(sha256 == "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734");
  }
}

TEST_CASE("a context that an operator pins is used, and only with it") {
  CHECK(tests::quads(coloured) == "jsonld.unknown_context at $['@context']");
  const auto contexts = Contexts::shipped().with({pinned(colours)});
  REQUIRE(contexts);
  CHECK(contexts->knows("https://www.w3.org/ns/credentials/v2"));
  CHECK(tests::quads(coloured, {.contexts = *contexts}) ==
        "_:c14n0 <https://v.example/colour> \"red\" .\n");
  CHECK(tests::quads(coloured) == "jsonld.unknown_context at $['@context']");
}

TEST_CASE("a pinned context has its digest, is JSON, and takes nobody's URL") {
  PinnedContext changed = pinned(colours);
  changed.text += ' ';
  CHECK(Contexts::shipped().with({changed}).error().code == wrong_digest);
  CHECK(Contexts::shipped().with({pinned("{")}).error().code == json::malformed);
  PinnedContext taken = pinned(colours);
  taken.url = "https://www.w3.org/ns/credentials/v2";
  CHECK(Contexts::shipped().with({taken}).error().code == context_exists);
  CHECK(Contexts::shipped().with({pinned(colours), pinned(colours)}));
}

TEST_CASE("a dataset outlives the contexts that its texts come from") {
  const auto document = json::parse(coloured);
  auto contexts = std::make_unique<Contexts>(*Contexts::shipped().with({pinned(colours)}));
  const auto dataset = to_rdf(document->root(), {.contexts = *contexts});
  contexts.reset();
  REQUIRE(dataset);
  CHECK(dataset->quads()[0].predicate.value == "https://v.example/colour");
}

TEST_CASE("what a shared pool can hold has a limit, and more documents than that are read") {
  const auto contexts = Contexts::shipped().with({pinned(colours)});
  const std::string known = "https://pinned.example/v1";
  for (int i = 0; i < 600; ++i) {
    std::string urls = "\"" + known + "\"";
    for (int j = 0; j < i % 10; ++j) urls += ",\"https://www.w3.org/ns/credentials/examples/v2\"";
    for (int j = 0; j < i / 10; ++j) urls += ",\"" + known + "\"";
    const std::string document = R"({"@context": [)" + urls + R"(], "colour": "red"})";
    REQUIRE(tests::quads(document, {.contexts = *contexts}) ==
            "_:c14n0 <https://v.example/colour> \"red\" .\n");
  }
}

}  // namespace waarmerk::jsonld
