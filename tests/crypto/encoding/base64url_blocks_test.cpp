#include "crypto/encoding/base64url_blocks.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "crypto/base/bytes.hpp"
#include "crypto/encoding/base64url.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::encoding {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

}  // namespace

TEST_CASE("whole blocks are decoded, up to the room that there is") {
  Bytes out(48);
  const auto count = decode_blocks(alphabet, out);
  // A processor without the instructions decodes nothing here, and all of it elsewhere.
  CHECK((count == 0 || count == 48));
  const auto whole = decode_base64url(alphabet).value();
  CHECK(std::equal(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(count / 4 * 3),
                   whole.begin()));
  CHECK(encode_base64url(whole) == alphabet);
  CHECK(decode_blocks(alphabet.substr(0, 15), out) == 0);
  CHECK(decode_blocks(alphabet, std::span(out).first(15)) == 0);
}

TEST_CASE("each character that is not of the alphabet stops a block, in each of its places") {
  for (int c = 0; c < 256; ++c) {
    const auto character = static_cast<char>(c);
    const bool is_good = alphabet.find(character) != std::string_view::npos;
    for (std::size_t place = 0; place < 16; ++place) {
      std::string text(32, 'A');
      text[16 + place] = character;
      Bytes out(64);
      const auto count = decode_blocks(text, out);
      CHECK((count == 0 || count == (is_good ? 32U : 16U)));
      CHECK(decode_base64url(text).has_value() == is_good);
    }
  }
}

TEST_CASE(
    "bytes of any length come back from their text, and one character more or less does not") {
  tests::SeededRandom random(3);
  for (std::size_t size = 0; size < 200; ++size) {
    Bytes bytes(size);
    random.fill(bytes);
    const auto text = encode_base64url(bytes);
    CHECK(decode_base64url(text).value() == bytes);
    CHECK_FALSE(decode_base64url(text + "=").has_value());
    if (size > 0) CHECK(decode_base64url(text.substr(1)) != bytes);
  }
}

TEST_CASE("blocks are encoded as single bytes are, whatever stands in them and before them") {
  for (std::uint32_t group = 0; group < 1U << 24; group += 97) {
    Bytes bytes(18);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      bytes[i] = static_cast<std::uint8_t>(group >> (8 * (i % 3)));
    }
    std::string expected;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
      expected += encode_base64url(ByteView(bytes).subspan(i, 3));
    }
    std::string text = "before";
    append_base64url(text, bytes);
    if (text != "before" + expected) FAIL_CHECK("group " << group);
  }
}

TEST_CASE("blocks end before the last few bytes, which are not read past") {
  const Bytes bytes(27, 0xff);
  std::string out(36, '.');
  const auto count = encode_blocks(bytes, out.data());
  CHECK((count == 0 || count == 12));
  CHECK(out.substr(count / 3 * 4) == std::string(36 - count / 3 * 4, '.'));
  CHECK(encode_blocks(ByteView(bytes).first(15), out.data()) == 0);
}

}  // namespace waarmerk::encoding
