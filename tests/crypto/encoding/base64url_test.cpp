#include "crypto/encoding/base64url.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/error_codes.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::encoding {

TEST_CASE("the examples of RFC 4648 stand without their padding") {
  CHECK(encode_base64url(bytes_of("")) == "");
  CHECK(encode_base64url(bytes_of("f")) == "Zg");
  CHECK(encode_base64url(bytes_of("fo")) == "Zm8");
  CHECK(encode_base64url(bytes_of("foo")) == "Zm9v");
  CHECK(encode_base64url(bytes_of("foob")) == "Zm9vYg");
  CHECK(encode_base64url(Bytes{0xfb, 0xff}) == "-_8");
}

TEST_CASE("base64url of every length comes back") {
  tests::SeededRandom random;
  for (std::size_t size = 0; size < 100; ++size) {
    Bytes bytes(size);
    random.fill(bytes);
    CHECK(decode_base64url(encode_base64url(bytes)) == bytes);
  }
}

TEST_CASE("base64url with padding, white space, spare bits or foreign characters is refused") {
  for (const std::string text : {"Zg==", "Zm8=", "Z", "Zm9vY", "Zh", "Zm9", "Zm9v\n", " Zm9v",
                                 "Zm+v", "Zm/v", "Zm9\xc3", "Z*==", "****"}) {
    CAPTURE(text);
    const auto bytes = decode_base64url(text);
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().code == malformed);
  }
}

}  // namespace waarmerk::encoding
