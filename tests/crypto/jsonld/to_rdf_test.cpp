#include "crypto/jsonld/to_rdf.hpp"

#include <doctest/doctest.h>

#include <string>
#include <thread>
#include <vector>

#include "tests/support/jsonld_texts.hpp"

namespace waarmerk::jsonld {
namespace {

constexpr std::string_view badge = R"({
  "@context": ["https://www.w3.org/ns/credentials/v2",
               "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  "id": "urn:uuid:1",
  "type": ["VerifiableCredential", "OpenBadgeCredential"],
  "name": "Veilig online",
  "issuer": {"id": "did:web:a.example", "type": ["Profile"], "name": "Bibliotheek"},
  "credentialSubject": {
    "type": ["AchievementSubject"],
    "achievement": {"id": "urn:uuid:2", "type": ["Achievement"], "name": "Veilig online",
                    "criteria": {"narrative": "Een gesprek."}}}})";

/// The quads of the badge, with prefixes.
constexpr std::string_view badge_quads = R"(<did:web:a.example> <rdf:type> <ob:Profile> .
<did:web:a.example> <https://schema.org/name> "Bibliotheek" .
<urn:uuid:1> <rdf:type> <ob:OpenBadgeCredential> .
<urn:uuid:1> <rdf:type> <vc:VerifiableCredential> .
<urn:uuid:1> <https://schema.org/name> "Veilig online" .
<urn:uuid:1> <vc:credentialSubject> _:c14n1 .
<urn:uuid:1> <vc:issuer> <did:web:a.example> .
<urn:uuid:2> <rdf:type> <ob:Achievement> .
<urn:uuid:2> <ob:Criteria> _:c14n0 .
<urn:uuid:2> <https://schema.org/name> "Veilig online" .
_:c14n0 <ob:narrative> "Een gesprek." .
_:c14n1 <rdf:type> <ob:AchievementSubject> .
_:c14n1 <ob:achievement> <urn:uuid:2> .
)";

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != text.npos; at += to.size()) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string with_prefixes(std::string text) {
  text = replaced(text, "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:");
  text = replaced(text, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#", "ob:");
  return replaced(text, "https://www.w3.org/2018/credentials#", "vc:");
}

}  // namespace

TEST_CASE("an Open Badge becomes quads by the contexts of today") {
  CHECK(with_prefixes(tests::quads(badge)) == badge_quads);
}

TEST_CASE("a second document finds the contexts worked out, and gives the same") {
  const std::string first = tests::quads(badge);
  CHECK(tests::quads(badge) == first);
}

TEST_CASE("threads share what was worked out") {
  const auto contexts = Contexts::shipped().with({}).value();
  std::vector<std::string> results(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& result : results) {
      threads.emplace_back([&] { result = tests::quads(badge, {.contexts = contexts}); });
    }
  }
  for (const std::string& result : results) CHECK(result == results[0]);
}

TEST_CASE("a badge with a word that no context knows is refused with its place") {
  const std::string badge_text(badge);
  CHECK(tests::quads(replaced(badge_text, "\"narrative\"", "\"narrativ\"")) ==
        "jsonld.undefined_term at $.credentialSubject.achievement.criteria.narrativ");
  CHECK(tests::quads(replaced(badge_text, "\"Profile\"", "\"Profil\"")) ==
        "jsonld.relative_iri at $.issuer.type[0]");
}

TEST_CASE("a badge cannot give protected words another meaning") {
  const std::string before = "[\"https://www.w3.org/ns/credentials/v2\",";
  CHECK(tests::quads(replaced(std::string(badge), before, before + R"({"name": "urn:other"},)")) ==
        "jsonld.protected_term_redefinition at $['@context']");
}

TEST_CASE("a blank node is known by the object that it was written as, and an IRI is not") {
  const auto document = json::parse(R"({"@context":{"p":"urn:p"},)"
                                    R"("p":[{"p":"a"},{"@id":"urn:2","p":"b"},)"
                                    R"({"@id":"_:x","p":"c"},"text"],"@id":"urn:1"})")
                            .value();
  const auto placed = to_placed_rdf(document.root(), {.safe = false}).value();
  REQUIRE(placed.places.size() == 2);
  CHECK(placed.places[0].object.find("p")->string() == "a");
  CHECK(placed.places[1].object.find("p")->string() == "c");
  CHECK(placed.places[0].label != placed.places[1].label);
  const auto lossy = json::parse(R"({"undefined":"a"})").value();
  CHECK(to_placed_rdf(lossy.root()).error().code == to_rdf(lossy.root()).error().code);
}

}  // namespace waarmerk::jsonld
