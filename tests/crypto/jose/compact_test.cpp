#include "crypto/jose/compact.hpp"

#include <doctest/doctest.h>

using namespace waarmerk;

TEST_CASE("a compact JWS is split into its three parts and joined again") {
  const auto parts = jose::split_compact("aa.bb.cc");
  REQUIRE(parts.has_value());
  CHECK(parts->header == "aa");
  CHECK(parts->payload == "bb");
  CHECK(parts->signature == "cc");
  CHECK(jose::join_compact(*parts) == "aa.bb.cc");
}

TEST_CASE("two parts, four parts and empty parts are no compact JWS") {
  for (const char* text : {"", "aa", "aa.bb", "aa.bb.cc.dd", ".bb.cc", "aa..cc", "aa.bb.", ".."}) {
    CAPTURE(text);
    const auto parts = jose::split_compact(text);
    REQUIRE(!parts.has_value());
    CHECK(parts.error().code == jose::malformed);
  }
}
