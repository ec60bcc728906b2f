// Card: an SD-JWT VC whose holder shows claim by claim, given to their key.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "node/credential/secure_sd_jwt.hpp"
#include "node/wallet/book.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::tests {

inline constexpr std::string_view card_kind = "https://library.example/card";

/// By this issuer, to this holder; `more` are members with a comma in front. Names, the address and
/// the city in it, and each skill can be kept back.
inline std::string card_for(const node::wallet::Holder& holder, std::string_view more = "",
                            const TestParty& issuer = TestParty::with_key(7)) {
  SeededRandom random(3);
  const auto claims = R"({"vct":")" + std::string(card_kind) + R"(","iss":")" + issuer.did +
                      R"(","given_name":"Ada","family_name":"Byron",)" +
                      R"("address":{"city":"London","country":"UK"},"skills":["maths","music"])" +
                      std::string(more) + "}";
  const auto key = node::wallet::signer_of(holder);
  REQUIRE(key);
  const auto card = node::credential::secure_sd_jwt_vc(
      parse_json(claims),
      {.verification_method = issuer.method,
       .created = badge_issued,
       .disclosable = {"/given_name", "/family_name", "/address", "/address/city", "/skills/0",
                       "/skills/1"},
       .decoys = 1,
       .holder = (*key)->public_key()},
      *issuer.signer, random);
  REQUIRE(card);
  return *card;
}

}  // namespace waarmerk::tests
