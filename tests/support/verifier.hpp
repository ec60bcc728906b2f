// Verifier: somebody who asks wallets for badges, and whose requests a test may break at will.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "crypto/encoding/percent.hpp"
#include "crypto/jose/jws.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::tests {

inline constexpr std::string_view badge_query =
    R"({"credentials":[{"id":"q1","format":"ldp_vc","meta":{"type_values":[[)"
    R"("https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"]]}}]})";

struct AskWish {
  std::string query = std::string(badge_query);
  std::string more = {};  ///< members of the claims, with a comma in front
  std::string mode = "direct_post";
  std::string type = "oauth-authz-req+jwt";
  std::string client_id = {};  ///< another than the verifier's own
  std::string purpose = "To hire you";
};

struct Verifier {
  TestParty party = TestParty::with_key(42);

  std::string client_id() const { return "decentralized_identifier:" + party.did; }
  std::string link() const {
    return "openid4vp://?client_id=" + encoding::encode_percent(client_id()) +
           "&request_uri=" + encoding::encode_percent("https://acme.example/request");
  }
  std::string request(const AskWish& wish = {}) const {
    const auto claims =
        R"({"client_id":")" + (wish.client_id.empty() ? client_id() : wish.client_id) +
        R"(","response_type":"vp_token","response_mode":")" + wish.mode +
        R"(","response_uri":"https://acme.example/response","nonce":"n-1",)" +
        R"("state":"s 1","client_metadata":{"client_name":"Acme",)" + R"("purpose":")" +
        wish.purpose + R"("},"dcql_query":)" + wish.query + wish.more + "}";
    const auto jwt = jose::sign_jws(bytes_of(claims), {.type = wish.type, .key_id = party.method},
                                    *party.signer);
    REQUIRE(jwt);
    return *jwt;
  }
};

}  // namespace waarmerk::tests
