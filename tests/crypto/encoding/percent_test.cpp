#include "crypto/encoding/percent.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {

TEST_CASE("only unreserved characters stay as they are") {
  CHECK(encode_percent("AZaz09-._~") == "AZaz09-._~");
  CHECK(encode_percent("localhost:8443/a b+é") == "localhost%3A8443%2Fa%20b%2B%C3%A9");
}

TEST_CASE("percent-encoded text comes back") {
  CHECK(decode_percent("localhost%3A8443%2fa%20b+%C3%A9") == "localhost:8443/a b+é");
  CHECK(decode_percent("") == "");
  CHECK(decode_percent("%2525") == "%25");
}

TEST_CASE("broken escapes, raw characters, NUL and what is not UTF-8 are refused") {
  for (const std::string text :
       {"%", "%2", "%2G", "%%20", "a b", "a\n", "\xc3\xa9", "%00", "%C3", "%ff", "%+1"}) {
    CAPTURE(text);
    const auto decoded = decode_percent(text);
    REQUIRE_FALSE(decoded);
    CHECK(decoded.error().code == malformed);
  }
}

}  // namespace waarmerk::encoding
