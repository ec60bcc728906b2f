// Tests of `wallet present`, from the link to what arrives.
#include <doctest/doctest.h>

#include <string>

#include "crypto/json/writer.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/securing.hpp"
#include "node/http/query.hpp"
#include "node/wallet/book.hpp"
#include "tests/support/card.hpp"
#include "tests/support/purse.hpp"
#include "tests/support/verifier.hpp"

namespace waarmerk::cli {
namespace {

/// A backup with a key, and a badge that was given to it.
std::string backup_with_badge(bool has_card = false) {
  SystemRandom random;
  node::wallet::Book book;
  book.holders.push_back(node::wallet::make_holder(random));
  const auto issuer = tests::TestParty::with_key(7);
  auto badge = tests::sample_badge(issuer);
  badge.subject_id = book.holders[0].id;
  badge.identities.clear();
  const auto secured = tests::issue(badge, issuer);
  node::wallet::add_badge(book, {.added = tests::badge_now,
                                 .media_type = "application/vc",
                                 .text = std::string(secured.text())});
  if (has_card) {
    node::wallet::add_badge(book, {.added = tests::badge_now,
                                   .media_type = "application/dc+sd-jwt",
                                   .text = tests::card_for(book.holders[0])});
  }
  const auto sealed = node::wallet::seal_book(
      book, SecretBytes(to_bytes(bytes_of("correct horse battery"))), random, 100'000);
  return sealed.value();
}

/// A purse with a badge for its own key, and somebody who asks for it.
struct Hiring : tests::Purse {
  tests::Verifier verifier;

  explicit Hiring(bool has_card = false) {
    REQUIRE(wallet({"receive", files / "good.json"}).exit == 0);
    own_badge(has_card);
    answer("GET https://acme.example/request", 200, verifier.request());
    answer("POST https://acme.example/response", 200,
           R"({"redirect_uri":"https://acme.example/done"})");
  }
  void own_badge(bool has_card) {
    const auto file = folder("own.jwe");
    REQUIRE(storage::save_private_file(file, bytes_of(backup_with_badge(has_card))));
    REQUIRE(wallet({"restore", file, "--backup-passphrase-file", passphrase_file}).exit == 0);
  }
  tests::Typed present(std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"present", verifier.link()});
    return wallet(more);
  }
};

}  // namespace

TEST_CASE("a badge goes to who asked, once its holder knows who that is and agrees") {
  Hiring hiring;
  hiring.desk.console.lines = {"y"};
  const auto typed = hiring.present();
  INFO(typed.err);
  CHECK(typed.exit == 0);
  CHECK(typed.err.contains("Acme (" + hiring.verifier.party.did + ")"));
  CHECK(typed.err.contains("To hire you"));
  CHECK(typed.err.contains("They will see"));
  CHECK(typed.out.contains("https://acme.example/done"));
  const auto& sent = hiring.desk.network.asked.back();
  CHECK(sent.url == "https://acme.example/response");
  const auto form = node::http::Query::parse(sent.body);
  REQUIRE(form);
  const auto token = json::parse(form->find("vp_token").value());
  REQUIRE(token);
  const auto shown = *token->root().find("q1")->elements().begin();
  node::credential::PresentationVerification verification(
      json::print(shown), {.challenge = "n-1",
                           .domain = hiring.verifier.client_id(),
                           .credentials = {.now = tests::badge_now}});
  tests::Documents none;
  tests::drive(verification, none);
  CHECK(verification.outcome().accepted());
}

TEST_CASE("of a card the holder agrees to each claim that goes out, and sees what stays") {
  Hiring hiring(true);
  const tests::AskWish wish{
      .query = R"({"credentials":[{"id":"q1","format":"dc+sd-jwt","meta":{"vct_values":)"
               R"(["https://library.example/card"]},"claims":[{"path":["given_name"]},)"
               R"({"path":["address","country"]}]}]})"};
  hiring.answer("GET https://acme.example/request", 200, hiring.verifier.request(wish));
  hiring.desk.console.lines = {"y"};
  const auto typed = hiring.present();
  INFO(typed.err);
  CHECK(typed.exit == 0);
  CHECK(typed.err.contains("they will see this, and no more"));
  CHECK(typed.err.contains("given_name: Ada"));
  CHECK(typed.err.contains("address.country: UK"));
  CHECK(typed.err.contains("cnf: the public half of your key"));
  CHECK(typed.err.contains("You keep back: address.city, family_name, skills.0, skills.1"));
  CHECK_FALSE(typed.err.contains("Byron"));
  const auto form = node::http::Query::parse(hiring.desk.network.asked.back().body);
  REQUIRE(form);
  const auto token = json::parse(form->find("vp_token").value());
  REQUIRE(token);
  const auto text = (*token->root().find("q1")->elements().begin()).string();
  REQUIRE(text);
  tests::Documents none;
  const auto verdict = tests::verify_badge(
      *text, none,
      {.now = tests::badge_now, .challenge = "n-1", .domain = hiring.verifier.client_id()});
  CHECK(verdict.code() == "badge.genuine");
  const auto shown = json::print(node::credential::open(*text).value().document.root());
  CHECK(shown.contains("Ada"));
  CHECK_FALSE(shown.contains("London"));
  CHECK(hiring.present({"--yes", "--json"}).out.contains(R"("claims":["address.country","cnf",)"));
}

TEST_CASE("a request that is gone is told from one that is refused") {
  Hiring hiring;
  hiring.answer("GET https://acme.example/request", 404, "{}");
  const auto gone = hiring.present({"--yes"});
  CHECK(gone.exit == 5);
  CHECK(gone.err.contains("wallet.gone_request"));
  CHECK(gone.err.contains("ask who sent it for a new one"));
  hiring.answer("GET https://acme.example/request", 200, hiring.verifier.request());
  hiring.answer("POST https://acme.example/response", 410, "");
  CHECK(hiring.present({"--yes"}).exit == 5);
  hiring.answer("POST https://acme.example/response", 400, R"({"error":"invalid_request"})");
  CHECK(hiring.present({"--yes"}).exit == 4);
}

TEST_CASE("who does not agree shows nothing, and who asked hears a no") {
  Hiring hiring;
  hiring.desk.console.lines = {"n"};
  CHECK(hiring.present().exit == 4);
  CHECK(hiring.desk.network.asked.back().body == "error=access_denied&state=s%201");
  CHECK(hiring.present({"--no-input"}).exit == 2);
  CHECK(hiring.present({"--yes"}).exit == 0);
  CHECK(hiring.present({"--json"}).exit == 2);
  CHECK(hiring.present({"--json", "--yes"}).out.contains(R"("shown":1)"));
}

TEST_CASE("only a badge of one's own key is shown, and of these the one that is named") {
  Hiring hiring;
  CHECK(hiring.present({"--yes", "--badge", "1"}).exit == 5);
  CHECK(hiring.present({"--yes", "--badge", "2"}).exit == 0);
}

TEST_CASE("a request that its DID did not sign is not looked at") {
  Hiring hiring;
  tests::Verifier stranger{.party = tests::TestParty::with_key(43)};
  hiring.answer("GET https://acme.example/request", 200,
                stranger.request({.client_id = hiring.verifier.client_id()}));
  const auto typed = hiring.present({"--yes"});
  CHECK(typed.exit == 4);
  CHECK(typed.err.contains("wallet.unproved_request"));
  CHECK(hiring.desk.network.asked.back().url == "https://acme.example/request");
}

TEST_CASE("a request that is asked for by POST must hold what was sent along") {
  Hiring hiring;
  hiring.answer("POST https://acme.example/request", 200, hiring.verifier.request());
  const auto link = hiring.verifier.link() + "&request_uri_method=post";
  CHECK(hiring.wallet({"present", link, "--yes"}).exit == 8);
  const auto& sent = hiring.desk.network.asked.back();
  CHECK(sent.body.starts_with("wallet_nonce="));
  CHECK(sent.accept == "application/oauth-authz-req+jwt");
}

}  // namespace waarmerk::cli
