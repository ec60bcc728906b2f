// Tests of `wallet receive` with offers: what an issuer is asked, and what becomes of its answers.
#include "cli/wallet_offer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <utility>

#include "crypto/jose/jws.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "node/credential/token_status_list.hpp"
#include "node/openid/holder_proof.hpp"
#include "node/wallet/book.hpp"
#include "tests/support/card.hpp"
#include "tests/support/purse.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::string_view issuer = "https://library.example";

constexpr auto offer_text =
    R"({"credential_issuer":"https://library.example",)"
    R"("credential_configuration_ids":["jwt","ldp"],"grants":{)"
    R"("urn:ietf:params:oauth:grant-type:pre-authorized_code":)"
    R"({"pre-authorized_code":"c 1","tx_code":{"input_mode":"numeric","length":6}}}})";

constexpr auto metadata = R"({"credential_issuer":"https://library.example",)"
                          R"("credential_endpoint":"https://library.example/credential",)"
                          R"("nonce_endpoint":"https://library.example/nonce",)"
                          R"("deferred_credential_endpoint":"https://library.example/deferred",)"
                          R"("notification_endpoint":"https://library.example/notification",)"
                          R"("display":[{"name":"Library"}],"credential_configurations_supported":)"
                          R"({"jwt":{"format":"jwt_vc_json"},"ldp":{"format":"ldp_vc"}}})";

constexpr auto card_metadata =
    R"({"credential_issuer":"https://library.example",)"
    R"("credential_endpoint":"https://library.example/credential",)"
    R"("nonce_endpoint":"https://library.example/nonce","credential_configurations_supported":)"
    R"({"jwt":{"format":"dc+sd-jwt","vct":"https://library.example/card",)"
    R"("cryptographic_binding_methods_supported":["jwk"],"proof_types_supported":)"
    R"({"jwt":{"proof_signing_alg_values_supported":["ES256","EdDSA"]}}}}})";

struct Library : tests::Purse {
  Library() {
    answer("GET https://library.example/.well-known/openid-credential-issuer", 200, metadata);
    answer("GET https://library.example/.well-known/oauth-authorization-server", 200,
           R"({"issuer":"https://library.example","token_endpoint":"https://library.example/t"})");
    answer("POST https://library.example/t", 200, R"({"access_token":"a1","token_type":"Bearer"})");
    answer("POST https://library.example/nonce", 200, R"({"c_nonce":"n1"})");
    answer("POST https://library.example/notification", 204, "");
    give("good.json");
    desk.console.lines = {"012345"};
  }
  /// A book whose key is known beforehand.
  node::wallet::Holder begin_book() {
    SystemRandom random;
    node::wallet::Book book;
    book.holders.push_back(node::wallet::make_holder(random));
    const auto sealed = node::wallet::seal_book(
        book, SecretBytes(to_bytes(bytes_of("correct horse battery"))), random, jose::rounds_min);
    const auto file = folder("own.jwe");
    REQUIRE(storage::save_private_file(file, bytes_of(sealed.value())));
    REQUIRE(wallet({"restore", file, "--backup-passphrase-file", passphrase_file}).exit == 0);
    return book.holders[0];
  }
  /// Nothing but cards are offered, and the credential endpoint has this one.
  void give_card(const std::string& card) {
    answer("GET https://library.example/.well-known/openid-credential-issuer", 200, card_metadata);
    answer("POST https://library.example/credential", 200,
           R"({"credentials":[{"credential":")" + card + R"("}]})");
  }
  /// The credential endpoint has this one.
  void give(const std::string& name) { answer_with("credential", name); }
  void answer_with(const std::string& endpoint, const std::string& name) {
    answer(
        "POST https://library.example/" + endpoint, 200,
        R"({"credentials":[{"credential":)" + read(files / name) + R"(}],"notification_id":"m1"})");
  }
  static std::string link() {
    return "openid-credential-offer://?credential_offer=" + encoding::encode_percent(offer_text);
  }
  const node::fetch::FetchRequest& last(const std::string& end) const {
    const auto& asked = desk.network.asked;
    const auto found = std::ranges::find_if(
        asked.rbegin(), asked.rend(), [&](const auto& one) { return one.url.ends_with(end); });
    REQUIRE(found != asked.rend());
    return *found;
  }
};

}  // namespace

TEST_CASE("an offer is taken with its code, and a proof of the key for this issuer") {
  Library library;
  const auto typed = library.wallet({"receive", Library::link()});
  INFO(typed.err);
  CHECK(typed.exit == 0);
  CHECK(typed.err.contains("Library (https://library.example)"));
  CHECK(typed.err.contains("6 digits"));
  const auto& token = library.last("/t");
  CHECK(token.content_type == "application/x-www-form-urlencoded");
  CHECK(token.body.contains("pre-authorized_code=c%201&tx_code=012345"));
  const auto& request = library.last("/credential");
  CHECK(request.authorization == "Bearer a1");
  const auto body = json::parse(request.body);
  REQUIRE(body);
  CHECK(body->root().find("credential_configuration_id")->string() == "ldp");
  const auto jwts = body->root().find("proofs")->find("jwt");
  const auto proof = node::openid::check_holder_proof(
      *(*jwts->elements().begin()).string(), {.audience = issuer, .now = tests::badge_now});
  REQUIRE(proof);
  CHECK(proof->nonce == "n1");
  CHECK(proof->holder.method() == "key");
  const auto& notice = library.last("/notification");
  CHECK(notice.body == R"({"notification_id":"m1","event":"credential_accepted"})");
  CHECK(library.wallet({"show", "1", "-o", library.folder("out")}).exit == 0);
  CHECK(library.read(library.files / "good.json").starts_with(library.read(library.folder("out"))));
}

TEST_CASE("an offer comes by its address, and by an interaction URL") {
  Library library;
  library.answer("GET https://library.example/offer?code=1", 200, offer_text);
  const auto by_address = "https://library.example/x?credential_offer_uri=" +
                          encoding::encode_percent("https://library.example/offer?code=1");
  CHECK(library.wallet({"receive", by_address}).exit == 0);
  library.answer("GET https://library.example/i/1?iuv=1", 200,
                 R"({"protocols":{"OID4VCI":")" + Library::link() + R"("}})");
  library.desk.console.lines = {"012345"};
  CHECK(library.wallet({"receive", "https://library.example/i/1?iuv=1"}).exit == 0);
  library.answer("GET https://library.example/i/1?iuv=1", 200, R"({"protocols":{"vcapi":"x"}})");
  CHECK(library.wallet({"receive", "https://library.example/i/1?iuv=1"}).exit == 8);
}

TEST_CASE("a card is received with a proof of a bare key, listed, shown, and kept in a backup") {
  Library library;
  const auto card = tests::card_for(library.begin_book());
  library.give_card(card);
  const auto typed = library.wallet({"receive", Library::link()});
  INFO(typed.err);
  CHECK(typed.exit == 0);
  CHECK(typed.out.starts_with("kept\tbadge.genuine\t"));
  CHECK_FALSE(typed.err.contains("no key of this badge book"));
  const auto body = json::parse(library.last("/credential").body);
  REQUIRE(body);
  const auto jwts = body->root().find("proofs")->find("jwt");
  const auto proof = jose::open_jws(*(*jwts->elements().begin()).string());
  REQUIRE(proof);
  CHECK(proof->key_id.empty());
  CHECK(proof->header.root().find("jwk"));
  CHECK(library.wallet({"list"}).out.contains(std::string(tests::card_kind)));
  CHECK(library.wallet({"show", "1"}).out.contains("application/dc+sd-jwt"));
  CHECK(library.wallet({"show", "1", "-o", library.folder("card")}).exit == 0);
  CHECK(library.read(library.folder("card")) == card);
  const auto backup = library.folder("backup.jwe");
  CHECK(library.wallet({"backup", backup}).exit == 0);
  CHECK(
      library
          .wallet({"restore", backup, "--backup-passphrase-file", library.passphrase_file}, "other")
          .exit == 0);
  CHECK(library.wallet({"list"}, "other").out == library.wallet({"list"}).out);
  CHECK(library.wallet({"share", "1"}).exit == 8);
}

TEST_CASE("the status of a card is looked up in its token") {
  for (const std::uint8_t value : std::initializer_list<std::uint8_t>{0, 1}) {
    CAPTURE(value);
    Library library;
    const auto school = tests::TestParty::with_key(7);
    const std::string url = "https://library.example/statuses/1";
    auto list = node::credential::TokenStatusList::make(100, 1).value();
    if (value != 0) REQUIRE(list.set(5, value));
    const auto claims = R"({"sub":")" + url + R"(","iss":")" + school.did +
                        R"(","iat":1772529120,"status_list":{"bits":1,"lst":")" + list.encode() +
                        "\"}}";
    library.answer(
        "GET " + url, 200,
        jose::sign_jws(bytes_of(claims), {.type = "statuslist+jwt", .key_id = school.method},
                       *school.signer)
            .value());
    library.give_card(tests::card_for(
        library.begin_book(), R"(,"status":{"status_list":{"idx":5,"uri":")" + url + "\"}}"));
    const auto typed = library.wallet({"receive", Library::link()});
    CHECK(typed.exit == (value == 0 ? 0 : 12));
    CHECK(library.last("/statuses/1").accept.contains("statuslist+jwt"));
  }
}

TEST_CASE("a card of somebody else's key is kept, and it is said that it cannot be presented") {
  Library library;
  tests::SeededRandom random(1);
  library.begin_book();
  library.give_card(tests::card_for(node::wallet::make_holder(random)));
  const auto typed = library.wallet({"receive", Library::link()});
  CHECK(typed.exit == 0);
  CHECK(typed.err.contains("no key of this badge book"));
}

TEST_CASE("an offer that is gone is told from one that does not answer") {
  Library library;
  const std::string where = "https://library.example/offer?code=1";
  const auto link =
      "https://library.example/x?credential_offer_uri=" + encoding::encode_percent(where);
  library.answer("GET " + where, 404, R"({"type":"offer.not_found"})");
  const auto gone = library.wallet({"receive", link});
  CHECK(gone.exit == 5);
  CHECK(gone.err.contains("wallet.gone_offer"));
  CHECK(gone.err.contains("ask who made it for a new one"));
  library.answer("GET https://library.example/i/1?iuv=1", 410, "");
  CHECK(library.wallet({"receive", "https://library.example/i/1?iuv=1"}).exit == 5);
  library.answer("GET " + where, 503, "");
  CHECK(library.wallet({"receive", link}).exit == 3);
  library.answer("POST https://library.example/credential", 202, R"({"transaction_id":"w1"})");
  CHECK(library.wallet({"receive", Library::link()}).exit == 0);
  library.answer("POST https://library.example/deferred", 400,
                 R"({"error":"invalid_transaction_id"})");
  CHECK(library.wallet({"receive", "--again"}).exit == 5);
  CHECK(library.wallet({"receive", "--again"}).err.contains("Nothing is waited for"));
}

TEST_CASE("of many that are waited for, one that breaks off takes no other along") {
  Library library;
  for (const auto* transaction : {"w1", "w2"}) {
    library.desk.console.lines = {"012345"};
    library.answer("POST https://library.example/credential", 202,
                   R"({"transaction_id":")" + std::string(transaction) + "\"}");
    CHECK(library.wallet({"receive", Library::link()}).exit == 0);
  }
  // What cannot be read is over; the connection breaks; and then it is there.
  library.answer("POST https://library.example/deferred", 200,
                 R"({"credentials":[{"credential":"nonsense"}]})");
  CHECK(library.wallet({"receive", "--again"}).exit != 0);
  CHECK(library.wallet({"receive", "--again"}).err.contains("Nothing is waited for"));
  library.desk.console.lines = {"012345"};
  library.answer("POST https://library.example/credential", 202, R"({"transaction_id":"w3"})");
  CHECK(library.wallet({"receive", Library::link()}).exit == 0);
  library.desk.network.answers.erase("POST https://library.example/deferred");
  CHECK(library.wallet({"receive", "--again"}).exit == 3);
  library.answer_with("deferred", "good.json");
  CHECK(library.wallet({"receive", "--again"}).exit == 0);
  CHECK(library.wallet({"list"}).out.starts_with("1\t"));
}

TEST_CASE("once the code is spent, a connection that breaks is tried again, and a refusal is not") {
  const auto asked_after = [](int status, const std::string& body) {
    Library library;
    library.answer("POST https://library.example/credential", status, body);
    CHECK(library.wallet({"receive", Library::link()}).exit == (status == 503 ? 3 : 4));
    return std::ranges::count_if(library.desk.network.asked,
                                 [](const auto& one) { return one.url.ends_with("/credential"); });
  };
  CHECK(asked_after(503, "") == 2);
  CHECK(asked_after(400, R"({"error":"invalid_proof"})") == 1);
}

TEST_CASE("a code in groups, and a link with a line end, are taken as they are meant") {
  Library library;
  library.desk.console.lines = {" 012 345 "};
  CHECK(library.wallet({"receive", " " + Library::link() + "\n"}).exit == 0);
  CHECK(library.last("/t").body.ends_with("tx_code=012345"));
  const auto asked = library.desk.network.asked.size();
  for (const auto* wrong : {"", "01234", "01234x"}) {
    library.desk.console.lines = {wrong};
    CHECK(library.wallet({"receive", Library::link()}).exit == 2);
  }
  const auto& requests = library.desk.network.asked;
  CHECK(std::none_of(requests.begin() + static_cast<std::ptrdiff_t>(asked), requests.end(),
                     [](const auto& one) { return one.url.ends_with("/t"); }));
  library.desk.console.lines = {"012345"};
  library.desk.console.input = Library::link() + "\n";
  CHECK(library.wallet({"receive", "-"}).exit == 0);
}

TEST_CASE("a badge that is forged is not kept, and its issuer hears it") {
  Library library;
  library.give("tampered.json");
  CHECK(library.wallet({"receive", Library::link()}).exit == 11);
  CHECK(library.last("/notification").body.contains("credential_failure"));
  CHECK(library.wallet({"list"}).out.empty());
}

TEST_CASE("a link of the other kind says which command takes it") {
  Library library;
  const auto asks = library.wallet({"receive", "openid4vp://?client_id=x&request_uri=y"});
  CHECK(asks.exit == 2);
  CHECK(asks.err.contains("see wallet present"));
  const auto offers = library.wallet({"present", Library::link(), "--yes"});
  CHECK(offers.exit == 2);
  CHECK(offers.err.contains("see wallet receive"));
}

TEST_CASE("what an issuer refuses is told in its own words, on one line") {
  Library library;
  library.answer("POST https://library.example/t", 400,
                 R"({"error":"invalid_grant","error_description":"The code is wrong."})");
  const auto typed = library.wallet({"receive", Library::link()});
  CHECK(typed.exit == 4);
  CHECK(typed.err.contains("invalid_grant: The code is wrong."));
  CHECK(typed.err.contains("wallet.refused"));
  CHECK(typed.err.contains("type it once more"));
  library.desk.console.lines = {"012345"};
  library.answer("GET https://library.example/.well-known/openid-credential-issuer", 200,
                 R"({"credential_issuer":"https://other.example"})");
  CHECK(library.wallet({"receive", Library::link()}).exit == 3);
}

TEST_CASE("what has to be confirmed is waited for, and asked for again") {
  Library library;
  library.answer("POST https://library.example/credential", 202,
                 R"({"transaction_id":"w1","interval":5})");
  const auto typed = library.wallet({"receive", Library::link()});
  CHECK(typed.exit == 0);
  CHECK(typed.err.contains("5 seconds: waarmerk wallet receive --again"));
  library.answer("POST https://library.example/deferred", 202,
                 R"({"transaction_id":"w1","interval":5})");
  CHECK(library.wallet({"receive", "--again"}).exit == 0);
  library.answer_with("deferred", "good.json");
  CHECK(library.wallet({"receive", "--again"}).exit == 0);
  CHECK(library.last("/deferred").body == R"({"transaction_id":"w1"})");
  CHECK(library.last("/deferred").authorization == "Bearer a1");
  CHECK(library.wallet({"list"}).out.starts_with("1\t"));
  CHECK(library.wallet({"receive", "--again"}).err.contains("Nothing is waited for"));
}

TEST_CASE("what is refused for good is not waited for any longer") {
  Library library;
  library.answer("POST https://library.example/credential", 202, R"({"transaction_id":"w1"})");
  CHECK(library.wallet({"receive", Library::link()}).exit == 0);
  library.answer("POST https://library.example/deferred", 503, "later");
  CHECK(library.wallet({"receive", "--again"}).exit == 3);
  library.answer("POST https://library.example/deferred", 400,
                 R"({"error":"credential_request_denied"})");
  CHECK(library.wallet({"receive", "--again"}).exit == 4);
  CHECK(library.wallet({"receive", "--again"}).err.contains("Nothing is waited for"));
}

TEST_CASE("without a terminal the code comes from a file") {
  Library library;
  CHECK(library.wallet({"receive", Library::link(), "--no-input"}).exit == 2);
  const auto file = library.folder("code");
  REQUIRE(storage::save_private_file(file, bytes_of("543210\n")));
  CHECK(library.wallet({"receive", Library::link(), "--no-input", "--tx-code-file", file}).exit ==
        0);
  CHECK(library.last("/t").body.ends_with("tx_code=543210"));
}

}  // namespace waarmerk::cli
