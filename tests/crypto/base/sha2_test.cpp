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

TEST_CASE("SHA-512 of the FIPS 180-4 example abc") {
  const auto digest = sha512(bytes_of("abc"));
  CHECK(digest.value[0] == 0xdd);
  CHECK(digest.value[63] == 0x9f);
  CHECK(digest != sha512(bytes_of("abd")));
}

TEST_CASE("a digest of an algorithm chosen at run time is that of the algorithm") {
  CHECK(digest(HashAlgorithm::sha256, bytes_of("abc")) == Digest(sha256(bytes_of("abc")).value));
  CHECK(digest(HashAlgorithm::sha384, bytes_of("abc")) == Digest(sha384(bytes_of("abc")).value));
  CHECK(digest(HashAlgorithm::sha256, {}).view().size() == 32);
  CHECK(digest(HashAlgorithm::sha384, {}).view().size() == 48);
  CHECK(digest(HashAlgorithm::sha384, bytes_of("abc")) !=
        digest(HashAlgorithm::sha384, bytes_of("abd")));
}

TEST_CASE("digests stand in the order of their bytes") {
  CHECK(Digest(Bytes(32, 1)) < Digest(Bytes(32, 2)));
  CHECK(Digest(Bytes(48, 0xff)) > Digest(Bytes(48, 0)));
}

TEST_CASE("a hasher digests what came piece by piece, and then begins anew") {
  for (const auto algorithm : {HashAlgorithm::sha256, HashAlgorithm::sha384}) {
    Hasher hasher(algorithm);
    hasher.add(bytes_of("a"));
    hasher.add({});
    hasher.add(bytes_of("bc"));
    CHECK(hasher.finish() == digest(algorithm, bytes_of("abc")));
    CHECK(hasher.finish() == digest(algorithm, {}));
    hasher.add(bytes_of("abd"));
    CHECK(hasher.finish() == digest(algorithm, bytes_of("abd")));
  }
}

}  // namespace waarmerk
