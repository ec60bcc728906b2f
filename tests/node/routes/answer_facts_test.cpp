#include "node/routes/answer_facts.hpp"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::routes {
namespace {

using Standing = web::ContextShown::Standing;
using tests::parse_json;

constexpr std::string_view v2 = "https://www.w3.org/ns/credentials/v2";

web::ProofShown proof(const std::string& text) {
  return proof_of(parse_json(text), text, jsonld::Contexts::shipped());
}

}  // namespace

TEST_CASE("each context that is named, also inside, is told once with its hash") {
  const auto shown = proof(R"({"@context":["https://www.w3.org/ns/credentials/v2",{"a":"b"}],)"
                           R"("proof":{"@context":"https://www.w3.org/ns/credentials/v2"},)"
                           R"("endorsement":[{"@context":["https://odd.example/v1"]}]})");
  REQUIRE(shown.contexts.size() == 2);
  CHECK(shown.contexts[0].url == v2);
  CHECK(shown.contexts[0].sha256.size() == 64);
  CHECK(shown.contexts[0].standing == Standing::shipped);
  CHECK(shown.contexts[1].url == "https://odd.example/v1");
  CHECK(shown.contexts[1].standing == Standing::unknown);
  CHECK(shown.contexts[1].sha256.empty());
}

TEST_CASE("a text is shown as it came, and of a picture what it holds") {
  const std::string text = " {\"name\": \"caf\u00e9\"}\n";
  CHECK(proof(text).badge == text);
  CHECK_FALSE(proof(text).is_inside);
  const auto document = parse_json(R"({"a":1})");
  for (const std::string file : {"\x89PNG\r\n\x1a\n", "<svg/>", "%PDF-1.7"}) {
    const auto shown = proof_of(document, file, jsonld::Contexts::shipped());
    CHECK(shown.is_inside);
    CHECK(shown.badge == R"({"a":1})");
  }
}

TEST_CASE("more contexts than anybody reads, and ones that hide deep, are left out") {
  std::string many = R"({"@context":[)";
  for (int i = 0; i < 40; ++i) many += "\"https://a.example/" + std::to_string(i) + "\",";
  many.back() = ']';
  CHECK(proof(many + "}").contexts.size() == web::contexts_shown_max);
  std::string deep = R"({"@context":"https://a.example/"})";
  for (int i = 0; i < 20; ++i) deep = "{\"a\":" + deep + "}";
  CHECK(proof(deep).contexts.empty());
}

TEST_CASE("an explanation becomes ways, and those who could say and have not") {
  const actions::Party city{"did:web:city.example", "The city"};
  const actions::Party lab{"did:web:lab.example"};
  actions::Explanation explained{.issuer = lab, .level = trust::Level::partial};
  explained.paths = {{.root = city,
                      .amount = 60,
                      .bits = {actions::ShownBit{.from = city,
                                                 .to = lab,
                                                 .hash = {},
                                                 .kind = trust::Kind::introduce,
                                                 .since = {},
                                                 .until = tests::badge_now}}}};
  explained.vouchers = {{.who = city, .says = 60}, {.who = lab}};
  const auto trust = ways_of(explained);
  CHECK_FALSE(trust.is_enough);
  CHECK_FALSE(trust.is_objected);
  CHECK(ways_of({.issuer = lab, .level = trust::Level::vetoed}).is_objected);
  REQUIRE(trust.ways.size() == 1);
  CHECK(trust.ways[0].root.name == "The city");
  CHECK(trust.ways[0].words[0].to.id == "did:web:lab.example");
  CHECK(trust.ways[0].words[0].introduces);
  REQUIRE(trust.could_say.size() == 1);
  CHECK(trust.could_say[0].id == "did:web:lab.example");
}

}  // namespace waarmerk::node::routes
