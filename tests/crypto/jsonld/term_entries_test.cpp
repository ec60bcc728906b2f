#include "crypto/jsonld/term_entries.hpp"

#include <doctest/doctest.h>

#include "crypto/json/parse.hpp"
#include "crypto/jsonld/errors.hpp"

namespace waarmerk::jsonld {
namespace {

Result<Containers> containers(std::string_view text,
                              ProcessingMode mode = ProcessingMode::json_ld_1_1) {
  const auto document = json::parse(text).value();
  return read_containers(document.root(), mode);
}

}  // namespace

TEST_CASE("a definition is an object, or a string or null for its @id") {
  const auto document = json::parse(R"(["urn:p", null, {"@id": "urn:p", "@odd": 1}, 5])").value();
  std::vector<json::Value> values;
  for (const json::Value value : document.root().elements()) values.push_back(value);
  CHECK(term_entries(values[0])->simple);
  CHECK_FALSE(term_entries(values[1])->simple);
  CHECK(term_entries(values[1])->id);
  CHECK(term_entries(values[2])->unknown);
  CHECK(term_entries(values[3]).error().code == invalid_term_definition);
}

TEST_CASE("containers stand alone or as the standard pairs them") {
  CHECK(containers(R"("@list")")->has(Containers::list));
  CHECK(containers(R"(["@graph", "@id", "@set"])")->has(Containers::id));
  CHECK(containers(R"(["@set", "@language"])")->has(Containers::language));
  for (const char* text : {R"("@value")", R"([])", R"(["@list", "@set"])", R"(["@id", "@index"])",
                           R"(["@set", "@set"])", "null", R"(["@graph", "@type"])"}) {
    CAPTURE(text);
    CHECK(containers(text).error().code == invalid_container_mapping);
  }
}

TEST_CASE("version 1.0 has fewer containers, and one at a time") {
  CHECK(containers(R"("@set")", ProcessingMode::json_ld_1_0));
  CHECK_FALSE(containers(R"("@graph")", ProcessingMode::json_ld_1_0));
  CHECK_FALSE(containers(R"(["@set"])", ProcessingMode::json_ld_1_0));
}

TEST_CASE("two definitions say the same whether they are protected or not") {
  TermDefinition one{.iri = classified("urn:p")}, other{.iri = classified("urn:p")};
  one.is_protected = true;
  CHECK(same_meaning(one, other));
  other.coercion = Coercion::id;
  CHECK_FALSE(same_meaning(one, other));
}

TEST_CASE("scoped contexts are the same if their canonical text is") {
  const auto contexts = json::parse(R"([{"a": 1, "b": 2}, {"b": 2, "a": 1}, {"a": 1}])").value();
  std::vector<json::Value> values;
  for (const json::Value value : contexts.root().elements()) values.push_back(value);
  TermDefinition one{.context = values[0]}, turned{.context = values[1]},
      less{.context = values[2]};
  CHECK(same_meaning(one, turned));
  CHECK_FALSE(same_meaning(one, less));
  CHECK_FALSE(same_meaning(one, {}));
}

}  // namespace waarmerk::jsonld
