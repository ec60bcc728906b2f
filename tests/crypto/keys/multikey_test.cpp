#include "crypto/keys/multikey.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/multibase.hpp"
#include "crypto/encoding/multicodec.hpp"

namespace waarmerk::keys {
namespace {

using encoding::Base;
using encoding::Multicodec;

std::string text_of_key(Multicodec codec, const Bytes& body, Base base = Base::base58btc) {
  return encoding::encode_multibase(base, encoding::with_codec(codec, body));
}

}  // namespace

TEST_CASE("the keys of the did:key method come back from their text") {
  for (const std::string text : {"z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
                                 "zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169",
                                 "z82Lm1MpAkeJcix9K8TMiLd5NMAhnwkjjCBeWHXyu3U4oT2MVJJKXkcVBgjGhnLB"
                                 "n2Kaau9"}) {
    const auto key = parse_multikey(text);
    REQUIRE(key);
    CHECK(print_multikey(*key) == text);
  }
}

TEST_CASE("a Multikey in another base, of another length or with rubbish is refused") {
  const Bytes point(32, 7);
  CHECK(parse_multikey(text_of_key(Multicodec::ed25519_pub, point)));
  for (const std::string& text :
       {std::string(), std::string("z"), std::string("z0"),
        text_of_key(Multicodec::ed25519_pub, point, Base::base64url),
        text_of_key(Multicodec::ed25519_pub, point, Base::base16),
        text_of_key(Multicodec::ed25519_pub, Bytes(31)),
        text_of_key(Multicodec::ed25519_pub, Bytes(33)),
        text_of_key(Multicodec::p256_pub, Bytes(33)), text_of_key(Multicodec::p256_pub, point),
        text_of_key(Multicodec::p384_pub, Bytes(49)), text_of_key(Multicodec::rsa_pub, Bytes(270)),
        text_of_key(Multicodec::rsa_pub, Bytes(1101))}) {
    CAPTURE(text);
    const auto key = parse_multikey(text);
    REQUIRE_FALSE(key);
    CHECK(key.error().code == bad_key);
  }
}

TEST_CASE("an uncompressed P-256 point is no Multikey") {
  Bytes generator =
      encoding::decode_multibase(
          "f046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2"
          "fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5")
          .value();
  CHECK(PublicKey::make(Algorithm::p256, generator));
  CHECK(parse_multikey(text_of_key(Multicodec::p256_pub, generator)).error().code == bad_key);
}

TEST_CASE("a key of another kind is not supported") {
  CHECK(parse_multikey(text_of_key(Multicodec::x25519_pub, Bytes(32))).error().code ==
        unsupported_key);
  CHECK(parse_multikey(text_of_key(Multicodec::ed25519_priv, Bytes(32))).error().code ==
        unsupported_key);
}

}  // namespace waarmerk::keys
