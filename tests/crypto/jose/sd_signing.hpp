// SD-JWTs for tests: issued, and put together by hand where an issuer would not.
#pragma once

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/encoding/base64url.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/secret_key.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::jose {

inline const keys::Signer& issuer() {
  static const auto signer = [] {
    tests::SeededRandom random(7);
    return keys::make_signer(keys::SecretKey::generate(keys::Algorithm::ed25519, random));
  }();
  return *signer;
}

inline json::Document parse(std::string_view text) { return json::parse(text).value(); }

inline std::string issue(std::string_view claims, SdOptions options) {
  tests::SeededRandom random(1);
  return issue_sd_jwt(parse(claims).root(), options, {.type = "x+sd-jwt"}, issuer(), random)
      .value();
}

/// A signed payload as it stands, with these disclosures behind it.
inline std::string by_hand(std::string_view payload, const std::vector<std::string>& disclosures) {
  std::string text = sign_jws(bytes_of(payload), {.type = "x"}, issuer()).value() + "~";
  for (const auto& one : disclosures) text += one + "~";
  return text;
}

inline std::string disclosure(std::string_view json) {
  return encoding::encode_base64url(bytes_of(json));
}

inline std::string digest(const std::string& text) { return sd_digest(SdHash::sha256, text); }

inline std::string unpacked(const std::string& text) {
  const auto sd_jwt = open_sd_jwt(text);
  REQUIRE(sd_jwt.has_value());
  const auto result = unpack_sd_jwt(*sd_jwt);
  REQUIRE_MESSAGE(result.has_value(), result.error().detail);
  return json::print(result->payload.root());
}

inline ErrorCode refusal(const std::string& text) {
  const auto sd_jwt = open_sd_jwt(text);
  if (!sd_jwt) return sd_jwt.error().code;
  const auto result = unpack_sd_jwt(*sd_jwt);
  REQUIRE_FALSE(result.has_value());
  return result.error().code;
}

inline std::size_t count_disclosures(const std::string& text) {
  return open_sd_jwt(text).value().disclosed.disclosures.size();
}

inline constexpr std::string_view person =
    R"({"iss":"did:x:y","name":"Ada","address":{"street":"A 1","city":"Breda"},)"
    R"("nationalities":["NL","BE",{"code":"DE"}]})";

}  // namespace waarmerk::jose
