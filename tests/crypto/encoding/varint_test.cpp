#include "crypto/encoding/varint.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {

TEST_CASE("varints of every size come back") {
  std::size_t size = 1;
  for (std::uint64_t value = 127; value < varint_max; value = value << 7 | 127, ++size) {
    Bytes bytes;
    append_varint(bytes, value);
    CHECK(bytes.size() == size);
    CHECK(decode_varint(bytes)->value == value);
    bytes.clear();
    append_varint(bytes, value + 1);
    CHECK(bytes.size() == size + 1);
    CHECK(decode_varint(bytes)->value == value + 1);
  }
}

TEST_CASE("what stands behind a varint is left alone") {
  const auto varint = decode_varint(Bytes{0xed, 0x01, 0x77});
  CHECK(varint->value == 0xed);
  CHECK(varint->size_bytes == 2);
}

TEST_CASE("a varint that is too long, cut off or not minimal is refused") {
  for (const Bytes& bytes :
       {Bytes{}, Bytes{0x80}, Bytes{0x81, 0x00}, Bytes{0x80, 0x00}, Bytes(10, 0xff),
        Bytes{0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}}) {
    const auto varint = decode_varint(bytes);
    REQUIRE_FALSE(varint);
    CHECK(varint.error().code == malformed);
  }
}

TEST_CASE("the greatest varint has nine bytes") {
  Bytes bytes;
  append_varint(bytes, varint_max);
  CHECK(bytes.size() == varint_bytes_max);
  CHECK(decode_varint(bytes)->value == varint_max);
}

}  // namespace waarmerk::encoding
