#include "crypto/jsonld/context_reading.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/hex.hpp"
#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {
namespace {

PinnedContext pinned(const std::string& name, const std::string& context) {
  const std::string text = R"({"@context": )" + context + "}";
  return {.url = "https://c.example/" + name,
          .text = text,
          .sha256 = encoding::encode_hex(sha256(bytes_of(text)).value)};
}

Options knowing(const std::vector<PinnedContext>& contexts) {
  return {.contexts = Contexts::shipped().with(contexts).value()};
}

std::string under(const std::string& context, const Options& options) {
  return tests::expanded(R"({"@context": )" + context + R"(, "p": "x"})", options);
}

constexpr const char* p_of_v = R"([{"https://v.example/p":[{"@value":"x"}]}])";

}  // namespace

TEST_CASE("a context is an object, a URL, null, or an array of them") {
  const Options options = knowing({pinned("p", R"({"p": "https://v.example/p"})")});
  CHECK(under(R"("https://c.example/p")", options) == p_of_v);
  CHECK(under(R"([null, "https://c.example/p"])", options) == p_of_v);
  CHECK(under(R"({"p": "https://v.example/p"})", options) == p_of_v);
  CHECK(under("1", options) == "jsonld.invalid_local_context at $['@context']");
  CHECK(under(R"(["https://c.example/p", true])", options) ==
        "jsonld.invalid_local_context at $['@context']");
}

TEST_CASE("a pinned context may refer to another, relative to its own URL") {
  const Options options =
      knowing({pinned("a/one", R"("../two")"), pinned("two", R"({"p": "https://v.example/p"})")});
  CHECK(under(R"("https://c.example/a/one")", options) == p_of_v);
}

TEST_CASE("contexts that refer to each other without end are too many") {
  const Options options = knowing({pinned("a", R"("b")"), pinned("b", R"("a")")});
  CHECK(under(R"("https://c.example/a")", options) == "jsonld.context_overflow at $['@context']");
}

TEST_CASE("a term may be scoped to the context that it stands in") {
  const Options options = knowing(
      {pinned("p", R"({"p": {"@id": "https://v.example/p", "@context": "https://c.example/p"}})")});
  CHECK(under(R"("https://c.example/p")", options) == p_of_v);
}

TEST_CASE("null sets a context aside, but no protected terms") {
  const Options options = {};
  CHECK(under(R"([{"q": "urn:q"}, null, {"p": "https://v.example/p"}])", options) == p_of_v);
  CHECK(under(R"([{"@protected": true, "q": "urn:q"}, null, {"p": "https://v.example/p"}])",
              options) == "jsonld.invalid_context_nullification at $['@context']");
}

TEST_CASE("what imports a context says more than it, or something else") {
  const Options options =
      knowing({pinned("p", R"({"p": "urn:other", "q": "urn:q"})"), pinned("list", "[]"),
               pinned("importer", R"({"@import": "p"})")});
  CHECK(under(R"({"@import": "https://c.example/p", "p": "https://v.example/p"})", options) ==
        p_of_v);
  CHECK(under(R"({"@import": "https://c.example/p"})", options) ==
        R"([{"urn:other":[{"@value":"x"}]}])");
  CHECK(under(R"({"@import": 1})", options).starts_with("jsonld.invalid_import_value"));
  CHECK(under(R"({"@import": "https://c.example/list"})", options)
            .starts_with("jsonld.invalid_remote_context"));
  CHECK(under(R"({"@import": "https://c.example/importer"})", options)
            .starts_with("jsonld.invalid_context_entry"));
  CHECK(under(R"({"@import": "https://c.example/none"})", options)
            .starts_with("jsonld.unknown_context"));
}

TEST_CASE("a scoped context is refused where it stands, though nothing uses it") {
  CHECK(under(R"({"p": {"@id": "urn:p", "@context": {"@vocab": 1}}})", {}) ==
        "jsonld.invalid_scoped_context at $['@context']");
  CHECK(under(R"({"p": {"@id": "urn:p", "@context": "https://c.example/none"}})", {}) ==
        "jsonld.unknown_context at $['@context']");
}

TEST_CASE(
    "a context document inside a context is a redefinition, or its content where that is asked") {
  const std::string wrapped = R"([{"@context": {"p": "https://v.example/p"}}])";
  Options options;
  CHECK(under(wrapped, options).starts_with("jsonld.keyword_redefinition"));
  options.wrapped_contexts = true;
  CHECK(under(wrapped, options) == p_of_v);
  const std::string with_more = R"([{"@context": {"p": "https://v.example/p"}, "q": "urn:q"}])";
  CHECK(under(with_more, options).starts_with("jsonld.keyword_redefinition"));
}

}  // namespace waarmerk::jsonld
