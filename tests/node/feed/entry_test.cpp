#include "node/feed/entry.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "tests/support/issuer.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::node::feed {

namespace {

Entry some_entry() {
  const tests::Issuer issuer(1);
  return issuer.sign(tests::MemoryFeeds{}, issuer.introduction());
}

// The header's bytes with one of them changed.
Result<Header> decoded_with(std::size_t at, std::uint8_t value) {
  auto bytes = encode_header(some_entry().header);
  bytes.at(at) = value;
  return decode_header(bytes);
}

std::size_t hops(std::uint64_t from, std::uint64_t to) {
  std::size_t count = 0;
  for (; from > to; ++count) from = lipmaa(from) >= to ? lipmaa(from) : from - 1;
  return count;
}

}  // namespace

TEST_CASE("a header has 229 bytes, each field in its place") {
  const auto header = some_entry().header;
  const auto bytes = encode_header(header);
  CHECK(bytes.size() == 229);
  CHECK(to_bytes(ByteView(bytes).first(5)) == Bytes{0x42, 0x54, 1, 1, 0});
  CHECK(std::ranges::equal(ByteView(bytes).subspan(5, 32), header.feed.value));
  CHECK(bytes[40] == 0);
  CHECK(bytes[48] == 1);
  CHECK(std::ranges::equal(ByteView(bytes).subspan(125, 32), header.payload_hash.value));
  CHECK(std::ranges::equal(ByteView(bytes).subspan(157, 8), header.kid8));
  CHECK(std::ranges::equal(ByteView(bytes).subspan(165, 64), header.sig));
}

TEST_CASE("a header is read back as it was") {
  const auto header = some_entry().header;
  CHECK(*decode_header(encode_header(header)) == header);
}

TEST_CASE("what is not a header of version 1 is refused") {
  const auto bytes = encode_header(some_entry().header);
  CHECK(decode_header(ByteView(bytes).first(228)).error().code == malformed);
  Bytes longer = to_bytes(bytes);
  longer.push_back(0);
  CHECK(decode_header(longer).error().code == malformed);
  CHECK(decoded_with(0, 0x43).error().code == malformed);
  CHECK(decoded_with(2, 2).error().code == malformed);
  CHECK(decoded_with(3, 0).error().code == malformed);
  CHECK(decoded_with(4, 0x08).error().code == malformed);
  CHECK(decoded_with(48, 0).error().code == malformed);
  CHECK(decoded_with(49, 0xff).error().code == malformed);
  CHECK(decoded_with(3, 200));
  CHECK(decoded_with(4, 0x87));
}

TEST_CASE("a header is signed by its key and by no other") {
  const tests::Issuer issuer(1);
  const tests::Issuer other(2);
  auto header = some_entry().header;
  CHECK(verify_header(header, issuer.signer().public_key()));
  CHECK(verify_header(header, other.signer().public_key()).error().code == bad_signature);
  header.ts = header.ts + 1;
  CHECK(verify_header(header, issuer.signer().public_key()).error().code == bad_signature);
}

TEST_CASE("a P-256 key signs no feed") {
  tests::SeededRandom random;
  const auto signer = keys::make_signer(keys::SecretKey::generate(keys::Algorithm::p256, random));
  auto header = some_entry().header;
  CHECK(sign_header(header, *signer).error().code == keys::unsupported_key);
}

TEST_CASE("another signature over one body is the same entry") {
  const auto header = some_entry().header;
  auto twin = header;
  twin.sig[0] ^= 1;
  CHECK(entry_hash(twin) == entry_hash(header));
  twin.kid8[0] ^= 1;
  CHECK(entry_hash(twin) != entry_hash(header));
}

TEST_CASE("a payload is the one that the header names, to the byte") {
  auto entry = some_entry();
  CHECK(check_payload_bytes(entry.header, entry.payload));
  entry.payload.back() ^= 1;
  CHECK(check_payload_bytes(entry.header, entry.payload).error().code == wrong_payload);
  entry.payload.pop_back();
  CHECK(check_payload_bytes(entry.header, entry.payload).error().code == wrong_payload);
}

TEST_CASE("skip links are those of Bamboo") {
  const std::vector<std::uint64_t> expected{0,  1,  2,  1,  4,  5,  6,  4,  8,  9,  10, 8,  4,  13,
                                            14, 15, 13, 17, 18, 19, 17, 21, 22, 23, 21, 13, 26, 27};
  std::vector<std::uint64_t> found;
  for (std::uint64_t seq = 1; seq <= expected.size(); ++seq) found.push_back(lipmaa(seq));
  CHECK(found == expected);
  CHECK(lipmaa(40) == 13);
  CHECK(lipmaa(121) == 40);
  CHECK(lipmaa(UINT64_MAX) < UINT64_MAX);
}

TEST_CASE("an entry has a skip link of its own where it goes further than one back") {
  CHECK_FALSE(has_skip(1));
  CHECK_FALSE(has_skip(2));
  CHECK(has_skip(4));
  CHECK_FALSE(has_skip(5));
  CHECK(has_skip(8));
}

TEST_CASE("from any of ten thousand entries it is at most 23 hops to the first") {
  std::size_t most = 0;
  for (std::uint64_t seq = 1; seq <= 10'000; ++seq) most = std::max(most, hops(seq, 1));
  CHECK(most <= 23);
}

}  // namespace waarmerk::node::feed
