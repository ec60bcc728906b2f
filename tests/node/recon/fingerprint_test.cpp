#include "node/recon/fingerprint.hpp"

#include <doctest/doctest.h>

#include "crypto/base/sha2.hpp"

namespace waarmerk::node::recon {

namespace {

ItemId filled(std::uint8_t byte) {
  ItemId id{};
  id.value.fill(byte);
  return id;
}

}  // namespace

TEST_CASE("a sum carries from its first byte on, and past the last is lost") {
  ItemId one{};
  one.value.front() = 1;
  IdSum sum;
  sum += filled(0xff);
  CHECK(sum.bytes() == filled(0xff).value);
  sum += one;
  CHECK(sum == IdSum{});
  sum += filled(0x80);
  sum += filled(0x80);
  ByteArray<32> expected = filled(1).value;
  expected.front() = 0;
  CHECK(sum.bytes() == expected);
}

TEST_CASE("sums add up in any order") {
  IdSum left;
  IdSum right;
  left += filled(0xfe);
  right += filled(0x77);
  IdSum both = left;
  both += right;
  right += left;
  CHECK(both == right);
  CHECK(both != left);
}

TEST_CASE("a fingerprint tells how many ids were added, too") {
  const IdSum none;
  const auto digest = sha256(Bytes(33, 0)).value;
  const auto fingerprint = fingerprint_of(none, 0);
  CHECK(std::equal(fingerprint.begin(), fingerprint.end(), digest.begin()));
  CHECK(fingerprint_of(none, 1) != fingerprint);
  CHECK(fingerprint_of(none, 128) != fingerprint_of(none, 1));
}

}  // namespace waarmerk::node::recon
