// Tests of `wallet receive` with offers: what an issuer is asked, and what becomes of its answers.
#include "cli/wallet_offer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>

#include "node/openid/holder_proof.hpp"
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

TEST_CASE("a badge that is forged is not kept, and its issuer hears it") {
  Library library;
  library.give("tampered.json");
  CHECK(library.wallet({"receive", Library::link()}).exit == 11);
  CHECK(library.last("/notification").body.contains("credential_failure"));
  CHECK(library.wallet({"list"}).out.empty());
}

TEST_CASE("what an issuer refuses is told in its own words, on one line") {
  Library library;
  library.answer("POST https://library.example/t", 400,
                 R"({"error":"invalid_grant","error_description":"The code is wrong."})");
  const auto typed = library.wallet({"receive", Library::link()});
  CHECK(typed.exit == 4);
  CHECK(typed.err.contains("invalid_grant: The code is wrong."));
  CHECK(typed.err.contains("wallet.refused"));
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
