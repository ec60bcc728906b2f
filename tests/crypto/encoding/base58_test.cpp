#include "crypto/encoding/base58.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/error_codes.hpp"
#include "crypto/encoding/hex.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::encoding {

TEST_CASE("the examples of the base58 draft hold both ways") {
  CHECK(encode_base58(bytes_of("Hello World!")) == "2NEpo7TZRRrLZSi2U");
  CHECK(encode_base58(bytes_of("The quick brown fox jumps over the lazy dog.")) ==
        "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z");
  CHECK(encode_base58(*decode_hex("0000287fb4cd")) == "11233QC4");
  CHECK(decode_base58("11233QC4") == *decode_hex("0000287fb4cd"));
}

TEST_CASE("zero bytes at the start are kept, and nothing is nothing") {
  CHECK(encode_base58({}) == "");
  CHECK(decode_base58("") == Bytes{});
  CHECK(encode_base58(Bytes{0}) == "1");
  CHECK(decode_base58("1") == Bytes{0});
  CHECK(decode_base58("1112") == Bytes{0, 0, 0, 1});
}

TEST_CASE("base58 of every length comes back, whatever it starts and ends with") {
  tests::SeededRandom random;
  for (std::size_t size = 0; size < 200; ++size) {
    Bytes bytes(size);
    random.fill(bytes);
    CHECK(decode_base58(encode_base58(bytes)) == bytes);
    const Bytes high(size, 0xff);
    CHECK(decode_base58(encode_base58(high)) == high);
  }
}

TEST_CASE("letters that are not of the Bitcoin alphabet are refused") {
  for (const std::string text : {"0", "O", "I", "l", "1 ", "\xc3\xa9", "abc+", "+bc"}) {
    CAPTURE(text);
    const auto bytes = decode_base58(text);
    REQUIRE_FALSE(bytes);
    CHECK(bytes.error().code == malformed);
  }
}

TEST_CASE("base58 text of the greatest length is read, and one more is refused") {
  CHECK(decode_base58(std::string(base58_text_bytes_max, 'z')));
  CHECK(decode_base58(std::string(base58_text_bytes_max, '1'))->size() == base58_text_bytes_max);
  CHECK(decode_base58(std::string(base58_text_bytes_max + 1, 'z')).error().code == too_large);
}

}  // namespace waarmerk::encoding
