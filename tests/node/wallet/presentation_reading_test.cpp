#include "node/wallet/presentation_reading.hpp"

#include <doctest/doctest.h>

#include "did/did_key.hpp"
#include "node/wallet/offer_reading.hpp"
#include "tests/support/verifier.hpp"

namespace waarmerk::node::wallet {
namespace {

Result<Asked> asked(const tests::AskWish& wish, std::string_view nonce = "",
                    UnixTime now = tests::badge_now) {
  const tests::Verifier verifier;
  const auto link = read_request_link(verifier.link()).value();
  const auto opened = open_request(verifier.request(wish));
  if (!opened) return std::unexpected(opened.error());
  return read_request(*opened, {.link = link, .wallet_nonce = nonce, .now = now});
}

ErrorCode code_of(const tests::AskWish& wish, std::string_view nonce = "") {
  const auto read = asked(wish, nonce);
  REQUIRE_FALSE(read);
  return read.error().code;
}

}  // namespace

TEST_CASE("a link says who asks, and where the request lies") {
  const auto link = read_request_link("openid4vp://?client_id=a%3Ab&request_uri=https%3A%2F%2Fx.y");
  REQUIRE(link);
  CHECK(link->client_id == "a:b");
  CHECK(link->url == "https://x.y");
  CHECK_FALSE(link->is_post);
  CHECK(read_request_link("x:?client_id=a&request_uri=b&request_uri_method=post")->is_post);
  CHECK(read_request_link("x:?request_uri=b").error().code == bad_ask);
  CHECK(read_request_link("x:?client_id=a&dcql_query=b").error().code == unsupported_ask);
  CHECK(read_request_link("x:?client_id=a&request_uri=b&request_uri_method=put").error().code ==
        bad_ask);
}

TEST_CASE("who asks is a DID, and nothing else") {
  CHECK(verifier_of("decentralized_identifier:did:web:a.example")->text() == "did:web:a.example");
  CHECK(verifier_of("x509_san_dns:a.example").error().code == unsupported_ask);
  CHECK(verifier_of("did:web:a.example").error().code == unsupported_ask);
  CHECK(verifier_of("decentralized_identifier:a").error().code == unsupported_ask);
}

TEST_CASE("a request counts once a key of its DID has signed it") {
  const tests::Verifier verifier;
  const auto request = open_request(verifier.request() + "\n");
  REQUIRE(request);
  const auto own = did::resolve_did_key(did::Did::parse(verifier.party.did).value()).value();
  CHECK(check_request(*request, own));
  const auto stranger = tests::TestParty::with_key(43);
  const auto other = did::resolve_did_key(did::Did::parse(stranger.did).value()).value();
  CHECK(check_request(*request, other).error().code == unproved_ask);
  auto changed = *request;
  changed.signing_input += "x";
  CHECK(check_request(changed, own).error().code == unproved_ask);
  CHECK(open_request(verifier.request({.type = "JWT"})).error().code == bad_ask);
  CHECK(open_request("a.b").error().code == bad_ask);
}

TEST_CASE("what was signed says what is wanted, and where the answer goes") {
  const auto read = asked({});
  REQUIRE(read);
  CHECK(read->name == "Acme");
  CHECK(read->purpose == "To hire you");
  CHECK(read->response_uri == "https://acme.example/response");
  CHECK(read->nonce == "n-1");
  CHECK(read->state == "s 1");
  CHECK(read->query.credentials.size() == 1);
}

TEST_CASE("why they ask is told whole, and where it is too long it shows") {
  const std::string whole(500, 'a');
  CHECK(asked({.purpose = whole})->purpose == whole);
  const auto longer = std::string(499, 'a') + "\xc3\xab" + "b";
  CHECK(asked({.purpose = longer})->purpose == std::string(499, 'a') + "...");
}

TEST_CASE("until when an answer is kept is known where it was said") {
  CHECK_FALSE(asked({})->kept_until);
  CHECK(asked({.more = R"(,"kept_until":1772532800)"})->kept_until == UnixTime{1'772'532'800'000});
  CHECK_FALSE(asked({.more = R"(,"kept_until":"soon")"})->kept_until);
  CHECK_FALSE(asked({.more = R"(,"kept_until":9000000000000000000)"})->kept_until);
}

TEST_CASE("what this wallet does not do is refused before anybody is asked to agree") {
  CHECK(code_of({.mode = "direct_post.jwt"}) == unsupported_ask);
  CHECK(code_of({.more = R"(,"transaction_data":["x"])"}) == unsupported_ask);
  CHECK(code_of({.client_id = "decentralized_identifier:did:web:b.example"}) == bad_ask);
  CHECK(code_of({.query = "{}"}) == json::missing_member);
}

TEST_CASE("a request that a verifier does not know any more is gone") {
  CHECK(read_request_refusal(404, "{}").code == gone_ask);
  CHECK(read_request_refusal(410, "").code == gone_ask);
  CHECK(read_request_refusal(400, R"({"error":"invalid_request"})").code == refused);
  CHECK(gone_ask.kind == ErrorKind::missing);
}

TEST_CASE("a request of another time, or that does not answer ours, is refused") {
  CHECK(asked({.more = R"(,"wallet_nonce":"w1")"}, "w1"));
  CHECK(code_of({.more = R"(,"wallet_nonce":"w2")"}, "w1") == bad_ask);
  CHECK(code_of({}, "w1") == bad_ask);
  CHECK(asked({.more = R"(,"exp":1772532800)"}));
  CHECK(code_of({.more = R"(,"exp":1772500000)"}) == gone_ask);
  CHECK(code_of({.more = R"(,"iat":1772600000)"}) == bad_ask);
}

}  // namespace waarmerk::node::wallet
