#include "crypto/base/sip_hash.hpp"

#include <doctest/doctest.h>

#include <numeric>

namespace waarmerk {
namespace {

SipKey counting_key() {
  SipKey key;
  std::iota(key.begin(), key.end(), std::uint8_t{0});
  return key;
}

std::uint64_t hash_of_counting(std::size_t size) {
  Bytes message(size);
  std::iota(message.begin(), message.end(), std::uint8_t{0});
  return sip_hash(counting_key(), message);
}

}  // namespace

TEST_CASE("a SipHash is that of its authors' paper") {
  CHECK(hash_of_counting(15) == 0xa129ca6149be45e5);
  CHECK(hash_of_counting(0) == 0x726fdb47dd0e0e31);
}

TEST_CASE("a SipHash with another key or of another message is another") {
  CHECK(sip_hash(SipKey{}, Bytes(15)) != sip_hash(counting_key(), Bytes(15)));
  CHECK(hash_of_counting(14) != hash_of_counting(15));
}

}  // namespace waarmerk
