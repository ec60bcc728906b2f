#include "node/wallet/matching.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "node/credential/issuance.hpp"
#include "node/credential/presentation.hpp"
#include "node/credential/secure_jwt.hpp"
#include "node/credential/securing.hpp"
#include "node/http/query.hpp"
#include "tests/support/card.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/verifier.hpp"

namespace waarmerk::node::wallet {
namespace {

enum class As { json, jwt };

KeptBadge badge_for(const std::string& holder, As form) {
  const auto issuer = tests::TestParty::with_key(7);
  auto badge = tests::sample_badge(issuer);
  badge.subject_id = holder;
  badge.identities.clear();
  const auto plain = credential::write_badge(badge);
  REQUIRE(plain);
  KeptBadge kept{.added = tests::badge_now, .media_type = "application/vc", .text = {}};
  if (form == As::json) {
    kept.text = tests::issue(badge, issuer).text();
  } else {
    kept.text =
        credential::secure_jwt(*plain, {.verification_method = issuer.method}, *issuer.signer)
            .value();
  }
  return kept;
}

struct Reader {
  tests::SeededRandom random;
  Book book;

  Reader() { book.holders.push_back(make_holder(random)); }
  void keep(As form) { book.badges.push_back(badge_for(book.holders[0].id, form)); }
};

openid::Dcql query_of(std::string_view text) {
  const auto document = json::parse(text);
  REQUIRE(document);
  auto query = openid::read_dcql(json::Reader(*document));
  REQUIRE(query);
  return std::move(*query);
}

std::string one(std::string_view id, std::string_view format, std::string_view more = "") {
  return R"({"id":")" + std::string(id) + R"(","format":")" + std::string(format) +
         R"(","meta":{"type_values":[["OpenBadgeCredential"]]})" + std::string(more) + "}";
}

std::string all(const std::string& queries, const std::string& sets = "") {
  return R"({"credentials":[)" + queries + "]" + sets + "}";
}

}  // namespace

TEST_CASE(
    "types are matched as written and as their context expands them, the newest badge first") {
  Reader reader;
  reader.keep(As::json);
  reader.keep(As::json);
  const auto expanded = match_badges(reader.book, query_of(tests::badge_query));
  REQUIRE(expanded);
  REQUIRE(expanded->size() == 1);
  CHECK(expanded->front().query == "q1");
  CHECK(expanded->front().badge == 1);
  CHECK(match_badges(reader.book, query_of(all(one("a", "ldp_vc")))));
  CHECK(match_badges(reader.book, query_of(all(one("a", "jwt_vc_json")))).error().code == no_match);
}

TEST_CASE("a badge of somebody else is never an answer") {
  Reader reader;
  reader.book.badges.push_back(
      badge_for("did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", As::json));
  CHECK(match_badges(reader.book, query_of(all(one("a", "ldp_vc")))).error().code == no_match);
  CHECK(match_badges(Book{}, query_of(all(one("a", "ldp_vc")))).error().code == no_match);
}

TEST_CASE("claims decide, and of alternatives only one is shown") {
  Reader reader;
  reader.keep(As::json);
  reader.keep(As::jwt);
  const auto with = [](const char* path) {
    return std::string(R"(,"claims":[{"path":)") + path + "}]";
  };
  const auto here = with(R"(["credentialSubject","achievement","name"])");
  const auto absent = with(R"(["credentialSubject","shoeSize"])");
  CHECK(match_badges(reader.book, query_of(all(one("a", "ldp_vc", here)))));
  CHECK_FALSE(match_badges(reader.book, query_of(all(one("a", "ldp_vc", absent)))));
  const auto both =
      one("a", "ldp_vc", absent) + "," + one("b", "jwt_vc_json") + "," + one("c", "ldp_vc");
  CHECK_FALSE(match_badges(reader.book, query_of(all(both))));
  const auto either = match_badges(
      reader.book, query_of(all(both, R"(,"credential_sets":[{"options":[["a"],["b"],["c"]]}])")));
  REQUIRE(either);
  REQUIRE(either->size() == 1);
  CHECK(either->front().query == "b");
  const auto needless =
      match_badges(reader.book, query_of(all(both, R"(,"credential_sets":[{"options":[["b"]]},)"
                                                   R"({"options":[["c"]],"required":false}])")));
  REQUIRE(needless);
  CHECK(needless->size() == 1);
}

TEST_CASE("an answer is a presentation for this verifier, in the form that was asked for") {
  const tests::Verifier verifier;
  const Asked asked{.client_id = verifier.client_id(),
                    .name = {},
                    .purpose = {},
                    .response_uri = "https://acme.example/response",
                    .nonce = "n-1",
                    .state = "s 1",
                    .query = {}};
  for (const auto& [form, format] :
       {std::pair(As::json, "ldp_vc"), std::pair(As::jwt, "jwt_vc_json")}) {
    Reader reader;
    reader.keep(form);
    const auto answer = write_answer(
        reader.book, asked, {{.query = "q1", .format = format, .badge = 0}}, tests::badge_now);
    REQUIRE(answer);
    const auto sent = http::Query::parse(*answer);
    REQUIRE(sent);
    CHECK(sent->find("state") == "s 1");
    const auto token = json::parse(sent->find("vp_token").value());
    REQUIRE(token);
    const auto shown = *token->root().find("q1")->elements().begin();
    const auto text = std::string(shown.string().value_or(""));
    credential::PresentationVerification verification(text.empty() ? json::print(shown) : text,
                                                      {.challenge = "n-1",
                                                       .domain = verifier.client_id(),
                                                       .credentials = {.now = tests::badge_now}});
    tests::Documents none;
    tests::drive(verification, none);
    CHECK(verification.outcome().accepted());
    CHECK(verification.outcome().holder == reader.book.holders[0].id);
    CHECK(verification.outcome().credentials.size() == 1);
  }
}

TEST_CASE("of a card only the claims go out that were asked for, to who asked") {
  const tests::Verifier verifier;
  Reader reader;
  reader.keep(As::json);
  reader.book.badges.push_back({.added = tests::badge_now,
                                .media_type = "application/dc+sd-jwt",
                                .text = tests::card_for(reader.book.holders[0])});
  const auto card = [](const std::string& kind, const std::string& claims) {
    return query_of(R"({"credentials":[{"id":"q1","format":"dc+sd-jwt","meta":{"vct_values":[")" +
                    kind + R"("]},"claims":)" + claims + "}]}");
  };
  const std::string kind(tests::card_kind);
  const auto query = card(kind, R"([{"path":["given_name"]},{"path":["skills",null],)"
                                R"("values":["music","chess"]}])");
  const auto matches = match_badges(reader.book, query);
  REQUIRE(matches);
  CHECK(matches->at(0).badge == 1);
  CHECK(matches->at(0).claims == std::vector<std::string>{"/given_name", "/skills/1"});
  CHECK_FALSE(match_badges(reader.book, card(kind + "s", R"([{"path":["given_name"]}])")));
  CHECK_FALSE(match_badges(reader.book, card(kind, R"([{"path":["shoe_size"]}])")));

  const Asked asked{.client_id = verifier.client_id(),
                    .name = {},
                    .purpose = {},
                    .response_uri = "https://acme.example/response",
                    .nonce = "n-1",
                    .state = {},
                    .query = {}};
  const auto answer = write_answer(reader.book, asked, *matches, tests::badge_now);
  REQUIRE(answer);
  const auto token = json::parse(http::Query::parse(*answer)->find("vp_token").value());
  REQUIRE(token);
  const auto text = (*token->root().find("q1")->elements().begin()).string();
  REQUIRE(text);
  const auto opened = credential::open(*text);
  REQUIRE(opened);
  const auto shown = json::print(opened->document.root());
  CHECK(shown.contains("Ada"));
  CHECK(shown.contains("music"));
  CHECK_FALSE(shown.contains("Byron"));
  CHECK_FALSE(shown.contains("maths"));
  const auto check = [&](const std::string& nonce, const std::string& audience) {
    tests::Documents none;
    return tests::verify_badge(*text, none,
                               {.now = tests::badge_now, .challenge = nonce, .domain = audience})
        .code();
  };
  CHECK(check("n-1", verifier.client_id()) == "badge.genuine");
  CHECK(check("n-2", verifier.client_id()) == "badge.wrong_challenge");
  CHECK(check("n-1", "somebody else") == "badge.wrong_domain");
}

TEST_CASE("a card that is bound to another key is never an answer") {
  Reader reader;
  tests::SeededRandom other(99);
  reader.book.badges.push_back({.added = tests::badge_now,
                                .media_type = "application/dc+sd-jwt",
                                .text = tests::card_for(make_holder(other))});
  const auto query = query_of(R"({"credentials":[{"id":"q1","format":"dc+sd-jwt",)"
                              R"("meta":{"vct_values":["https://library.example/card"]}}]})");
  CHECK(match_badges(reader.book, query).error().code == no_match);
}

TEST_CASE("who needs no proof of the holder gets the badge as it is") {
  Reader reader;
  reader.keep(As::json);
  const auto matches = match_badges(
      reader.book,
      query_of(all(one("a", "ldp_vc", R"(,"require_cryptographic_holder_binding":false)"))));
  REQUIRE(matches);
  const auto answer = write_answer(reader.book, Asked{}, *matches, tests::badge_now);
  REQUIRE(answer);
  const auto token = json::parse(http::Query::parse(*answer)->find("vp_token").value());
  const auto shown = *token->root().find("a")->elements().begin();
  CHECK(json::print(shown) == json::print(json::parse(reader.book.badges[0].text).value().root()));
}

TEST_CASE("a refusal says no, and nothing else") {
  Asked asked;
  asked.state = "s&1";
  CHECK(write_refusal(asked) == "error=access_denied&state=s%261");
}

}  // namespace waarmerk::node::wallet
