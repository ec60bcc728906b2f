#include "crypto/jsonld/active_context.hpp"

#include <doctest/doctest.h>

#include <array>

#include "crypto/jsonld/context_pool.hpp"

namespace waarmerk::jsonld {
namespace {

TermDefinition alias_of(Keyword keyword) { return {.iri = iri_of(keyword)}; }

}  // namespace

TEST_CASE("a vocabulary finds its terms, and forgets one that is set to nothing") {
  Vocabulary vocabulary;
  const TermDefinition name{.iri = classified("https://v.example/name")};
  vocabulary.set("name", &name);
  CHECK(vocabulary.find("name") == &name);
  CHECK(vocabulary.find("other") == nullptr);
  vocabulary.set("name", nullptr);
  CHECK(vocabulary.find("name") == nullptr);
}

TEST_CASE("a name is a keyword, stands for one, or does not") {
  Vocabulary vocabulary;
  const TermDefinition id = alias_of(Keyword::id);
  const TermDefinition name{.iri = classified("https://v.example/on")};
  vocabulary.set("id", &id);
  vocabulary.set("on", &name);
  CHECK(vocabulary.keyword_for("@type") == Keyword::type);
  CHECK(vocabulary.keyword_for("id") == Keyword::id);
  CHECK(vocabulary.keyword_for("on") == Keyword::none);
  CHECK(vocabulary.keyword_for("idea") == Keyword::none);
}

TEST_CASE("a step that was remembered is followed, and no other") {
  ContextPool pool(ContextPool::Use::one_document, nullptr);
  const ActiveContext& from = pool.empty();
  const ActiveContext& to = pool.add({});
  const TermDefinition term, other;
  const ContextStep by_type{.kind = ContextStep::Kind::type, .term = &term};
  pool.remember(from, by_type, to);
  CHECK(from.follow(by_type) == &to);
  CHECK(from.follow({.kind = ContextStep::Kind::property, .term = &term}) == nullptr);
  CHECK(from.follow({.kind = ContextStep::Kind::type, .term = &other}) == nullptr);
  CHECK(to.follow(by_type) == nullptr);
}

TEST_CASE("a step by URLs is told by the URLs and their order") {
  ContextPool pool(ContextPool::Use::one_document, nullptr);
  const ActiveContext& to = pool.add({});
  const std::array<std::string_view, 2> urls = {"https://a.example", "https://b.example"};
  const std::array<std::string_view, 2> turned = {urls[1], urls[0]};
  pool.remember(pool.empty(), {.kind = ContextStep::Kind::urls, .urls = urls}, to);
  CHECK(pool.empty().follow({.kind = ContextStep::Kind::urls, .urls = urls}) == &to);
  CHECK(pool.empty().follow({.kind = ContextStep::Kind::urls, .urls = turned}) == nullptr);
}

}  // namespace waarmerk::jsonld
