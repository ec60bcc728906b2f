#include "crypto/encoding/multicodec.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {

TEST_CASE("a code is written before the bytes and split off again") {
  const Bytes ed25519 = with_codec(Multicodec::ed25519_pub, Bytes{7, 8});
  CHECK(ed25519 == Bytes{0xed, 0x01, 7, 8});
  CHECK(with_codec(Multicodec::p256_pub, {}) == Bytes{0x80, 0x24});
  const auto coded = split_codec(ed25519);
  REQUIRE(coded);
  CHECK(coded->codec == Multicodec::ed25519_pub);
  CHECK(to_bytes(coded->body) == Bytes{7, 8});
}

TEST_CASE("bytes without a whole, minimal code are refused") {
  CHECK(split_codec({}).error().code == malformed);
  CHECK(split_codec(Bytes{0xed}).error().code == malformed);
  CHECK(split_codec(Bytes{0xed, 0x81, 0x00}).error().code == malformed);
}

}  // namespace waarmerk::encoding
