// Wallet: somebody's wallet, as far as an issuer sees it: a key, and proofs of it that a test may
// break at will.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "crypto/encoding/base64url.hpp"
#include "crypto/jose/jwt.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/jwk.hpp"
#include "tests/support/badge_builder.hpp"

namespace waarmerk::tests {

struct ProofWish {
  std::string nonce = {};  ///< left out where empty, as the audience
  std::string audience = "https://library.example";
  std::optional<UnixTime> issued = badge_now;
  std::string type = "openid4vci-proof+jwt";
  std::string algorithm = {};  ///< another than the key's
  std::string key_words = {};  ///< members of the header, in the place of `kid`
};

struct Wallet {
  explicit Wallet(std::uint8_t seed = 9, keys::Algorithm algorithm = keys::Algorithm::ed25519)
      : party(TestParty::with_key(seed, algorithm)) {}

  std::string proof(const ProofWish& wish) const {
    json::Writer header;
    const auto& key = party.signer->public_key();
    header.begin_object().member("typ", wish.type);
    header.member("alg", wish.algorithm.empty() ? keys::jose_name(key.algorithm())
                                                : std::string_view(wish.algorithm));
    if (wish.key_words.empty()) header.member("kid", party.method);
    header.end_object();
    auto header_text = header.take();
    if (!wish.key_words.empty()) {
      header_text.pop_back();
      header_text += "," + wish.key_words + "}";
    }
    json::Writer claims;
    claims.begin_object();
    if (!wish.audience.empty()) claims.member("aud", wish.audience);
    if (!wish.nonce.empty()) claims.member("nonce", wish.nonce);
    if (wish.issued) claims.name("iat").integer(jose::numeric_date(*wish.issued));
    return sign(header_text, claims.end_object().take());
  }

  std::string sign(std::string_view header, std::string_view claims) const {
    auto text = encoding::encode_base64url(bytes_of(header)) + "." +
                encoding::encode_base64url(bytes_of(claims));
    const auto signature = party.signer->sign(bytes_of(text));
    REQUIRE(signature);
    return text + "." + encoding::encode_base64url(*signature);
  }

  /// `"jwk":{…}` of the public key.
  std::string jwk_words() const {
    json::Writer writer;
    keys::write_jwk(writer, party.signer->public_key());
    return "\"jwk\":" + writer.take();
  }

  TestParty party;
};

}  // namespace waarmerk::tests
