#include "crypto/jsonld/context_library.hpp"

#include <doctest/doctest.h>

#include "crypto/jsonld/errors.hpp"

namespace waarmerk::jsonld {

TEST_CASE("a document gives its context, each time the same") {
  ContextDocument document(std::string(R"({"@context": {"@vocab": "https://v.example/"}})"), "");
  const auto context = document.context();
  REQUIRE(context);
  CHECK(context->find("@vocab")->string() == "https://v.example/");
  CHECK(document.context()->find("@vocab")->string() == "https://v.example/");
}

TEST_CASE("a document that is no JSON, or has no context, gives none") {
  ContextDocument broken(std::string("{"), "");
  CHECK(broken.context().error().code == invalid_remote_context);
  ContextDocument other(std::string("[]"), "");
  CHECK(other.context().error().code == invalid_remote_context);
}

TEST_CASE("a library finds its documents by their whole URL") {
  ContextLibrary library;
  const auto document = std::make_shared<ContextDocument>(std::string("{}"), "");
  library.add("https://a.example/v1", document);
  CHECK(library.find("https://a.example/v1") == document.get());
  CHECK(library.find("https://a.example/v1/") == nullptr);
}

}  // namespace waarmerk::jsonld
