#include "node/wallet/presenting.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/writer.hpp"
#include "crypto/keys/jwk.hpp"
#include "node/credential/presentation.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/card.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::wallet {
namespace {

KeptBadge given_to(const std::string& id) {
  return {.added = tests::badge_now,
          .media_type = "application/vc",
          .text = R"({"@context":["https://www.w3.org/ns/credentials/v2"],)"
                  R"("type":["VerifiableCredential"],"credentialSubject":{"id":")" +
                  id + R"("}})"};
}

Book book_of_two() {
  tests::SeededRandom random;
  Book book;
  book.holders.push_back(make_holder(random));
  book.holders.push_back(make_holder(random));
  return book;
}

}  // namespace

TEST_CASE("whoever a badge was given to shows it, and else the first") {
  const auto book = book_of_two();
  const auto& [first, second] = std::pair(book.holders[0].id, book.holders[1].id);
  const auto presenter = [&](std::vector<KeptBadge> badges) { return presenter_of(book, badges); };
  CHECK(presenter({given_to(second)})->id == second);
  CHECK(presenter({given_to("did:key:zOther")})->id == first);
  CHECK(presenter({given_to("did:key:zOther"), given_to(second)})->id == second);
  CHECK(presenter({given_to(first), given_to(second)}).error().code == two_holders);
  CHECK(presenter_of(Book{}, {}).error().code == no_holder);
}

TEST_CASE("a card is of whose key stands in it, by itself or by its DID") {
  const auto book = book_of_two();
  const auto holder_of = [&](const std::string& confirmed) {
    credential::Secured card(tests::parse_json(R"({"vct":"x","cnf":)" + confirmed + "}"));
    card.disclosed.emplace();
    const auto* found = find_holder(book, card);
    return found == nullptr ? "nobody" : found->id;
  };
  const auto& second = book.holders[1];
  json::Writer key;
  keys::write_jwk(key.begin_object().name("jwk"), signer_of(second).value()->public_key());
  CHECK(holder_of(key.end_object().take()) == second.id);
  CHECK(holder_of(R"({"kid":")" + second.id + R"(#x"})") == second.id);
  CHECK(holder_of(R"({"kid":"x"})") == "nobody");
  CHECK(holder_of("{}") == "nobody");
  const KeptBadge card{.added = tests::badge_now,
                       .media_type = "application/dc+sd-jwt",
                       .text = tests::card_for(second)};
  CHECK(presenter_of(book, std::vector{card})->id == second.id);
}

TEST_CASE("a card is no credential that a presentation holds") {
  const auto book = book_of_two();
  const std::vector cards{KeptBadge{.added = tests::badge_now,
                                    .media_type = "application/dc+sd-jwt",
                                    .text = tests::card_for(book.holders[0])}};
  const auto shown = present(book.holders[0], cards,
                             {.now = tests::badge_now, .until = tests::badge_now + day_ms});
  CHECK(shown.error().code == not_shareable);
}

TEST_CASE("what is presented is signed for authentication, until its end") {
  const auto book = book_of_two();
  const std::vector badges{given_to(book.holders[0].id)};
  const auto shown = present(book.holders[0], badges,
                             {.now = tests::badge_now,
                              .until = tests::badge_now + day_ms,
                              .challenge = "n",
                              .domain = "acme.example"});
  REQUIRE(shown);
  const auto proof = shown->root().find("proof");
  REQUIRE(proof);
  CHECK(proof->find("proofPurpose")->string() == "authentication");
  CHECK(proof->find("cryptosuite")->string() == "eddsa-jcs-2022");
  CHECK(proof->find("expires")->string() == "2026-03-04T10:12:00Z");
  credential::PresentationVerification verification(
      shown->text(),
      {.challenge = "n", .domain = "acme.example", .credentials = {.now = tests::badge_now}});
  tests::Documents none;
  tests::drive(verification, none);
  const auto* check = tests::find_check(verification.outcome().checks, "proof");
  REQUIRE(check != nullptr);
  CHECK(check->state() == credential::CheckState::passed);
}

TEST_CASE("a link is made for a web page, and not for too much") {
  CHECK(show_link("https://node.example/", "{}")->starts_with("https://node.example/check#show="));
  CHECK(show_link("http://localhost:8080", "{}"));
  for (const auto* wrong : {"node.example", "http://node.example", "https://a.example/#x"}) {
    CHECK(show_link(wrong, "{}").error().code == bad_link);
  }
  tests::SeededRandom random;
  std::string noise;
  for (int i = 0; i < 40'000; ++i) noise += static_cast<char>('!' + draw_below(random, 90));
  CHECK(show_link("https://node.example", noise).error().code == bad_link);
}

}  // namespace waarmerk::node::wallet
