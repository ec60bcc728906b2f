#include "crypto/jsonld/context_processing.hpp"

#include <doctest/doctest.h>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {
namespace {

constexpr std::string_view known =
    R"({"@context": ["https://www.w3.org/ns/credentials/v2",
                     "https://www.w3.org/ns/credentials/examples/v2"]})";

struct Processor {
  explicit Processor(const Options& chosen = {}) : options(chosen) {}

  const ActiveContext& of(std::string_view document) {
    documents.push_back(json::parse(document).value());
    const json::Value local = *documents.back().root().find("@context");
    return *processor.with_local(*processor.initial().value(), local).value();
  }

  Options options;
  Budget budget{options.limits};
  ContextProcessor processor{options, budget};
  std::vector<json::Document> documents;
};

}  // namespace

TEST_CASE("contexts that are known by URL are worked out once for all documents") {
  Processor one, two;
  CHECK(&one.of(known) == &two.of(known));
  CHECK(one.of(known).pool.is_shared());
}

TEST_CASE("what a document says itself stays with it") {
  Processor one, two;
  constexpr std::string_view own =
      R"({"@context": ["https://www.w3.org/ns/credentials/v2", {"p": "urn:p"}]})";
  const ActiveContext& context = one.of(own);
  CHECK_FALSE(context.pool.is_shared());
  CHECK(&context != &two.of(own));
  CHECK(context.find("p")->iri.text == "urn:p");
  CHECK(context.find("VerifiableCredential") != nullptr);
}

TEST_CASE("a type's context is left again inside the next node, a property's is not") {
  Processor one;
  const ActiveContext& root = one.of(known);
  const TermDefinition& credential = *root.find("VerifiableCredential");
  const ActiveContext* inside =
      one.processor.with_scoped(root, ContextStep::Kind::type, credential).value();
  CHECK(inside->previous == &root);
  CHECK(inside->find("credentialSubject") != nullptr);
  CHECK(root.find("credentialSubject") == nullptr);
  CHECK(inside == one.processor.with_scoped(root, ContextStep::Kind::type, credential).value());
  const ActiveContext* propagated =
      one.processor.with_scoped(root, ContextStep::Kind::property, credential).value();
  CHECK(propagated->previous == nullptr);
  CHECK(propagated != inside);
}

TEST_CASE("a base, or another context before, is of that document alone") {
  Processor based({.base = "https://a.example/"});
  CHECK_FALSE(based.processor.initial().value()->pool.is_shared());
  const auto given = json::parse(R"({"@context": {"p": "urn:p"}})").value();
  Processor expecting({.expand_context = given.root()});
  CHECK(expecting.processor.initial().value()->find("p")->iri.text == "urn:p");
  Processor plain;
  CHECK(plain.processor.initial().value()->pool.is_shared());
}

TEST_CASE("a context that holds before the document is shared where it is known by URL") {
  const auto urls = json::parse(R"(["https://www.w3.org/ns/credentials/v2"])").value();
  Processor expecting({.expand_context = urls.root()});
  const auto* const first = expecting.processor.initial().value();
  CHECK(first->pool.is_shared());
  CHECK(expecting.processor.initial().value() == first);
}

TEST_CASE("a document can make only so many contexts") {
  Options few;
  few.limits.contexts_max = 2;
  const auto nested = [&few](int levels) {
    std::string document = R"({"urn:p": "x"})";
    for (int i = 0; i < levels; ++i) {
      document = R"({"@context": {"p": "urn:p"}, "p": )" + document + "}";
    }
    return tests::quads(document, few);
  };
  CHECK(nested(2).starts_with("_:c14n"));
  CHECK(nested(3).starts_with("jsonld.too_large"));
}

}  // namespace waarmerk::jsonld
