#include "crypto/encoding/gzip.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/error_codes.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::encoding {
namespace {

constexpr std::size_t bytes_max = 64 << 10;

Bytes noise(std::size_t size) {
  Bytes bytes(size);
  tests::SeededRandom().fill(bytes);
  return bytes;
}

}  // namespace

TEST_CASE("deflated bytes come back, in both wrappings and bare") {
  for (const Bytes& bytes : {Bytes{}, Bytes{1}, Bytes(bytes_max, 0), noise(bytes_max)}) {
    CHECK(inflate_gzip(deflate_gzip(bytes), bytes_max) == bytes);
    CHECK(inflate_zlib(deflate_zlib(bytes), bytes_max) == bytes);
    CHECK(inflate_raw(deflate_raw(bytes), bytes_max) == bytes);
  }
}

TEST_CASE("equal bytes deflate to equal bytes") {
  CHECK(deflate_gzip(noise(1000)) == deflate_gzip(noise(1000)));
}

TEST_CASE("one byte over the bound is refused") {
  for (const Bytes& bytes : {Bytes(bytes_max + 1, 0), noise(bytes_max + 1)}) {
    CHECK(inflate_gzip(deflate_gzip(bytes), bytes_max).error().code == too_large);
    CHECK(inflate_zlib(deflate_zlib(bytes), bytes_max).error().code == too_large);
    CHECK(inflate_raw(deflate_raw(bytes), bytes_max).error().code == too_large);
  }
}

TEST_CASE("a bomb is refused, also one that lies about its size") {
  Bytes bomb = deflate_gzip(Bytes(32 << 20, 0));
  CHECK(inflate_gzip(bomb, bytes_max).error().code == too_large);
  std::fill(bomb.end() - 4, bomb.end(), std::uint8_t{0});
  CHECK(inflate_gzip(bomb, bytes_max).error().code == too_large);
}

TEST_CASE("damaged, cut or lengthened data is refused") {
  const Bytes good = deflate_gzip(noise(1000));
  Bytes flipped = good;
  flipped[good.size() / 2] ^= 1;
  CHECK(inflate_gzip(flipped, bytes_max).error().code == malformed);
  CHECK(inflate_gzip(ByteView(good).first(good.size() - 1), bytes_max).error().code == malformed);
  Bytes longer = good;
  longer.push_back(0);
  CHECK(inflate_gzip(longer, bytes_max).error().code == malformed);
  Bytes lying = good;
  lying.back() = 0x7f;
  CHECK(inflate_gzip(lying, bytes_max).error().code == malformed);
  CHECK(inflate_gzip({}, bytes_max).error().code == malformed);
  CHECK(inflate_gzip(bytes_of("not gzip"), bytes_max).error().code == malformed);
  CHECK(inflate_zlib(good, bytes_max).error().code == malformed);
}

}  // namespace waarmerk::encoding
