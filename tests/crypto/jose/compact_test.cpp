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

TEST_CASE("a payload may be empty") {
  const auto parts = jose::split_compact("aa..cc");
  REQUIRE(parts.has_value());
  CHECK(parts->payload.empty());
}

TEST_CASE("two parts, four parts and an empty header or signature are no compact JWS") {
  for (const char* text : {"", "aa", "aa.bb", "aa.bb.cc.dd", ".bb.cc", "aa.bb.", "..", ".bb."}) {
    CAPTURE(text);
    const auto parts = jose::split_compact(text);
    REQUIRE(!parts.has_value());
    CHECK(parts.error().code == jose::malformed);
  }
}
