// A Status List Token in CBOR, as an issuer of such makes it.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/cose/sign1.hpp"
#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/cbor.hpp"
#include "node/credential/token_status_list.hpp"

namespace waarmerk::tests {

/// Names of claims (IETF Token Status List 5.2).
inline constexpr std::uint64_t cwt_iss = 1;
inline constexpr std::uint64_t cwt_sub = 2;
inline constexpr std::uint64_t cwt_exp = 4;
inline constexpr std::uint64_t cwt_iat = 6;
inline constexpr std::uint64_t cwt_ttl = 65534;
inline constexpr std::uint64_t cwt_status_list = 65533;

/// The bytes, tagged as a COSE_Sign1.
inline std::string sign_cwt(encoding::Cbor::Map claims, const keys::Signer& signer,
                            std::string key_id = {},
                            std::string_view type = "application/statuslist+cwt") {
  const auto payload = encoding::encode_cbor(encoding::Cbor::map(std::move(claims)));
  REQUIRE(payload);
  const auto bytes =
      cose::sign_sign1(*payload, {.type = std::string(type), .key_id = std::move(key_id)}, signer);
  REQUIRE(bytes);
  return std::string(text_of(*bytes));
}

/// The claim `status_list`.
inline encoding::Cbor cwt_list(const node::credential::TokenStatusList& list) {
  return encoding::Cbor::map(
      {{encoding::Cbor::text("bits"), encoding::Cbor::uint(list.bits())},
       {encoding::Cbor::text("lst"),
        encoding::Cbor::bytes(encoding::decode_base64url(list.encode()).value())}});
}

}  // namespace waarmerk::tests
