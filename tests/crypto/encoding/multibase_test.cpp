#include "crypto/encoding/multibase.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {

TEST_CASE("each base has its letter, and comes back") {
  const Bytes bytes{0x00, 0xff, 0x10};
  CHECK(encode_multibase(Base::base16, bytes) == "f00ff10");
  CHECK(encode_multibase(Base::base16_upper, bytes) == "F00FF10");
  CHECK(encode_multibase(Base::base64url, bytes) == "uAP8Q");
  for (const Base base : {Base::base58btc, Base::base64url, Base::base16, Base::base16_upper}) {
    CHECK(decode_multibase(encode_multibase(base, bytes)) == bytes);
    CHECK(decode_multibase(base, encode_multibase(base, bytes)) == bytes);
  }
}

TEST_CASE("text without a known letter is refused") {
  for (const std::string text : {"", "mZg", "1", "Z2", "00", " z1"}) {
    CAPTURE(text);
    CHECK(decode_multibase(text).error().code == malformed);
  }
}

TEST_CASE("another base than the one that was asked for is refused") {
  CHECK(decode_multibase(Base::base58btc, "f00").error().code == malformed);
  CHECK(decode_multibase(Base::base58btc, "").error().code == malformed);
  CHECK(decode_multibase(Base::base16, "F00").error().code == malformed);
}

}  // namespace waarmerk::encoding
