// Percent-decoding takes what RFC 3986 writes, and nothing else.
#include "node/http/percent.hpp"

#include <doctest/doctest.h>

using namespace waarmerk::node::http;

TEST_CASE("percent-encoded UTF-8 is decoded") {
  CHECK(decode_percent("did%3Aweb%3ax") == "did:web:x");
  CHECK(decode_percent("caf%C3%A9") == "caf\xc3\xa9");
  CHECK(decode_percent("%F0%9F%93%9C") == "\xf0\x9f\x93\x9c");
  CHECK(decode_percent("%41") == "A");
}

TEST_CASE("a plus is a space in a query only") {
  CHECK(decode_percent("a+b") == "a+b");
  CHECK(decode_percent("a+b", Plus::is_space) == "a b");
}

TEST_CASE("a broken percent-encoding is refused") {
  for (const auto text : {"%", "%4", "a%", "%zz", "%4g", "%%41"}) {
    const auto decoded = decode_percent(text);
    REQUIRE_FALSE(decoded);
    CHECK(decoded.error().code == bad_target);
  }
}

TEST_CASE("control characters and text that is not UTF-8 are refused") {
  for (const auto text : {"%00", "a%0Ab", "%7F", "%C2%85", "%C3", "%C0%AF", "%ED%A0%80",
                          "%F4%90%80%80", "%80", "%FF"}) {
    CAPTURE(text);
    const auto decoded = decode_percent(text);
    REQUIRE_FALSE(decoded);
    CHECK(decoded.error().code == bad_target);
  }
}
