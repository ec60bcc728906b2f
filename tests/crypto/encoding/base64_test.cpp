#include "crypto/encoding/base64.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {

// RFC 4648 section 10.
TEST_CASE("the vectors of RFC 4648 hold both ways, with padding and without") {
  const std::string words[][2] = {{"", ""},
                                  {"f", "Zg=="},
                                  {"fo", "Zm8="},
                                  {"foo", "Zm9v"},
                                  {"foob", "Zm9vYg=="},
                                  {"fooba", "Zm9vYmE="},
                                  {"foobar", "Zm9vYmFy"}};
  for (const auto& [plain, text] : words) {
    CAPTURE(plain);
    CHECK(encode_base64(bytes_of(plain)) == text);
    CHECK(text_of(decode_base64(text).value()) == plain);
    CHECK(text_of(decode_base64(text.substr(0, text.find('='))).value()) == plain);
  }
}

TEST_CASE("the letters are those of base64, not those of URLs") {
  const Bytes bytes{0xfb, 0xff, 0xbf};
  CHECK(encode_base64(bytes) == "+/+/");
  CHECK(decode_base64("+/+/").value() == bytes);
  CHECK(decode_base64("-_-_").error().code == malformed);
}

TEST_CASE("half a padding, one in the middle, white space and bits left over are refused") {
  for (const auto* text : {"Zg=", "Zg===", "Zm8==", "Zm=9", "=", "Zm9v====", "Zg ==", "Zm9v\n",
                           "Zh==", "Z", "Zm9v="}) {
    CAPTURE(text);
    CHECK_FALSE(decode_base64(text));
  }
}

}  // namespace waarmerk::encoding
