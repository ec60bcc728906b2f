#include "crypto/encoding/base64url.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "crypto/encoding/base64url_blocks.hpp"
#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t not_a_digit = 0x80;

constexpr std::array<std::uint8_t, 256> digit_values = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(not_a_digit);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}();

std::uint32_t value_of(char digit) { return digit_values[static_cast<unsigned char>(digit)]; }

/// Two digits for each run of 12 bits, so that three bytes cost two look-ups.
constexpr auto digit_pairs = [] {
  std::array<std::array<char, 2>, 4096> pairs{};
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {alphabet[i >> 6], alphabet[i & 63]};
  return pairs;
}();

/// Writes the digits of `bytes`, whose number is a multiple of three, and returns their end.
char* put_groups(ByteView bytes, char* to) {
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::uint32_t group = static_cast<std::uint32_t>(bytes[i]) << 16 |
                                static_cast<std::uint32_t>(bytes[i + 1]) << 8 | bytes[i + 2];
    to = std::ranges::copy(digit_pairs[group >> 12], to).out;
    to = std::ranges::copy(digit_pairs[group & 4095], to).out;
  }
  return to;
}

/// Writes the two or three digits of the one or two bytes that are left.
void put_rest(ByteView bytes, char* to) {
  if (bytes.empty()) return;
  const std::uint32_t group = static_cast<std::uint32_t>(bytes[0]) << 16 |
                              (bytes.size() == 2 ? static_cast<std::uint32_t>(bytes[1]) << 8 : 0);
  to = std::ranges::copy(digit_pairs[group >> 12], to).out;
  if (bytes.size() == 2) *to = alphabet[group >> 6 & 63];
}

}  // namespace

void append_base64url(std::string& text, ByteView bytes) {
  const std::size_t whole = bytes.size() / 3 * 3;
  const std::size_t before = text.size();
  // Libstdc++ 12 hands its own capacity to the function below, so the size is not taken from it.
  const std::size_t size = before + (bytes.size() * 4 + 2) / 3;
  text.resize_and_overwrite(size, [&](char* begin, std::size_t /*capacity*/) {
    char* to = begin + before;
    const std::size_t done = encode_blocks(bytes, to);
    to = put_groups(bytes.subspan(done, whole - done), to + done / 3 * 4);
    put_rest(bytes.subspan(whole), to);
    return size;
  });
}

std::string encode_base64url(ByteView bytes) {
  std::string text;
  append_base64url(text, bytes);
  return text;
}

Result<Bytes> decode_base64url(std::string_view text) {
  const std::size_t left = text.size() % 4;
  if (left == 1) return fail(malformed, "no base64url text has this length");
  Bytes bytes(text.size() / 4 * 3 + (left == 0 ? 0 : left - 1));
  const std::size_t done = decode_blocks(text, bytes);
  std::size_t out = done / 4 * 3;
  std::uint32_t wrong = 0;
  for (std::size_t i = done; i + 4 <= text.size(); i += 4) {
    const std::uint32_t a = value_of(text[i]), b = value_of(text[i + 1]);
    const std::uint32_t c = value_of(text[i + 2]), d = value_of(text[i + 3]);
    wrong |= a | b | c | d;
    const std::uint32_t group = a << 18 | b << 12 | c << 6 | d;
    bytes[out++] = static_cast<std::uint8_t>(group >> 16);
    bytes[out++] = static_cast<std::uint8_t>(group >> 8);
    bytes[out++] = static_cast<std::uint8_t>(group);
  }
  std::uint32_t spare_bits = 0;
  if (left != 0) {
    const std::string_view tail = text.substr(text.size() - left);
    const std::uint32_t a = value_of(tail[0]), b = value_of(tail[1]);
    const std::uint32_t c = left == 3 ? value_of(tail[2]) : 0;
    wrong |= a | b | c;
    const std::uint32_t group = a << 18 | b << 12 | c << 6;
    bytes[out++] = static_cast<std::uint8_t>(group >> 16);
    if (left == 3) bytes[out] = static_cast<std::uint8_t>(group >> 8);
    spare_bits = left == 3 ? group & 0xff : group & 0xffff;
  }
  if ((wrong & not_a_digit) != 0) return fail(malformed, "a character is not of base64url");
  if (spare_bits != 0) return fail(malformed, "base64url text ends in bits that are not zero");
  return bytes;
}

}  // namespace waarmerk::encoding
