#include "crypto/encoding/hex.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {

TEST_CASE("bytes become lower-case hexadecimal and come back") {
  const Bytes bytes{0x00, 0x0f, 0xa5, 0xff};
  CHECK(encode_hex(bytes) == "000fa5ff");
  CHECK(decode_hex("000fa5ff") == bytes);
  CHECK(decode_hex("") == Bytes{});
}

TEST_CASE("hexadecimal of another form is refused") {
  for (const std::string text : {"0", "0G", "FF", "0x00", " 00", "00 "}) {
    CAPTURE(text);
    const auto bytes = decode_hex(text);
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().code == malformed);
  }
}

}  // namespace waarmerk::encoding
