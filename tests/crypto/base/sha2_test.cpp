#include "crypto/base/sha2.hpp"

#include <doctest/doctest.h>

namespace waarmerk {

TEST_CASE("SHA-256 of the FIPS 180-4 example abc") {
  const auto digest = sha256(bytes_of("abc"));
  CHECK(digest.value[0] == 0xba);
  CHECK(digest.value[31] == 0xad);
  CHECK(digest == sha256({bytes_of("a"), bytes_of(""), bytes_of("bc")}));
  CHECK(digest != sha256(bytes_of("abd")));
}

TEST_CASE("SHA-384 of the FIPS 180-4 example abc") {
  const auto digest = sha384(bytes_of("abc"));
  CHECK(digest.value[0] == 0xcb);
  CHECK(digest.value[47] == 0xa7);
}

}  // namespace waarmerk
