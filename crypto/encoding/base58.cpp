#include "crypto/encoding/base58.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {
namespace {

constexpr std::string_view alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
constexpr std::uint8_t not_a_digit = 0x80;

constexpr std::array<std::uint8_t, 256> digit_values = [] {
  std::array<std::uint8_t, 256> values{};
  values.fill(not_a_digit);
  for (std::size_t i = 0; i < alphabet.size(); ++i) {
    values[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}();

// Encoding divides 64-bit numbers by 58^5, which with a remainder and 32 more bits fits in 64.
constexpr std::uint64_t five_digits = 58ULL * 58 * 58 * 58 * 58;

// Decoding multiplies by up to 58^10, the most digits that a 64-bit word holds.
constexpr std::size_t group_digits = 10;
constexpr std::array<std::uint64_t, group_digits + 1> powers = [] {
  std::array<std::uint64_t, group_digits + 1> table{};
  table[0] = 1;
  for (std::size_t i = 1; i < table.size(); ++i) table[i] = table[i - 1] * 58;
  return table;
}();

/// The number as limbs of base 58^5, the least first.
std::vector<std::uint32_t> to_limbs(ByteView number) {
  std::vector<std::uint32_t> limbs;
  limbs.reserve(number.size() / 3 + 2);
  for (std::size_t i = 0; i < number.size();) {
    const std::size_t take = (number.size() - i) % 4 == 0 ? 4 : (number.size() - i) % 4;
    std::uint64_t carry = 0;
    for (const std::size_t end = i + take; i < end; ++i) carry = carry << 8 | number[i];
    for (auto& limb : limbs) {
      const std::uint64_t sum = (static_cast<std::uint64_t>(limb) << (8 * take)) + carry;
      limb = static_cast<std::uint32_t>(sum % five_digits);
      carry = sum / five_digits;
    }
    for (; carry != 0; carry /= five_digits) {
      limbs.push_back(static_cast<std::uint32_t>(carry % five_digits));
    }
  }
  return limbs;
}

/// A number of 64-bit words, the least first, that grows as digits come in.
struct WideNumber {
  // log2(58) / 8 < 3/4 bytes a digit.
  std::array<std::uint64_t, base58_text_bytes_max * 3 / 4 / 8 + 1> words;
  std::size_t count = 0;

  void multiply_add(std::uint64_t factor, std::uint64_t term) {
    __extension__ using Wide = unsigned __int128;
    std::uint64_t carry = term;
    for (std::size_t i = 0; i < count; ++i) {
      const Wide sum = static_cast<Wide>(words[i]) * factor + carry;
      words[i] = static_cast<std::uint64_t>(sum);
      carry = static_cast<std::uint64_t>(sum >> 64);
    }
    if (carry != 0) words[count++] = carry;
  }

  std::size_t size_bytes() const {
    if (count == 0) return 0;
    std::size_t top = 8;
    while (words[count - 1] >> (8 * (top - 1)) == 0) --top;
    return (count - 1) * 8 + top;
  }
};

/// False for a character that is no digit.
bool read_digits(std::string_view digits, WideNumber& number) {
  std::uint8_t wrong = 0;
  // The odd group comes first, so that all others are whole.
  std::size_t take = digits.size() % group_digits;
  for (std::size_t i = 0; i < digits.size(); take = group_digits) {
    if (take == 0) continue;
    std::uint64_t group = 0;
    for (const std::size_t end = i + take; i < end; ++i) {
      const std::uint8_t digit = digit_values[static_cast<unsigned char>(digits[i])];
      wrong |= digit;
      group = group * 58 + digit;
    }
    number.multiply_add(powers[take], group);
  }
  return (wrong & not_a_digit) == 0;
}

}  // namespace

std::string encode_base58(ByteView bytes) {
  const auto first = std::ranges::find_if(bytes, [](std::uint8_t byte) { return byte != 0; });
  const auto zeros = static_cast<std::size_t>(first - bytes.begin());
  const auto limbs = to_limbs(bytes.subspan(zeros));

  std::string text;  // written backwards
  text.reserve(limbs.size() * 5 + zeros);
  for (std::uint32_t limb : limbs) {
    for (int digit = 0; digit < 5; ++digit, limb /= 58) text += alphabet[limb % 58];
  }
  while (!text.empty() && text.back() == alphabet[0]) text.pop_back();
  text.append(zeros, alphabet[0]);
  std::ranges::reverse(text);
  return text;
}

Result<Bytes> decode_base58(std::string_view text) {
  if (text.size() > base58_text_bytes_max) return fail(too_large, "base58 text is too long");
  const std::size_t zeros = std::min(text.find_first_not_of(alphabet[0]), text.size());
  WideNumber number;
  if (!read_digits(text.substr(zeros), number)) {
    return fail(malformed, "a character is not of base58btc");
  }
  const std::size_t size = number.size_bytes();
  Bytes bytes(zeros + size);
  for (std::size_t i = 0; i < size; ++i) {
    bytes[zeros + size - 1 - i] = static_cast<std::uint8_t>(number.words[i / 8] >> (8 * (i % 8)));
  }
  return bytes;
}

}  // namespace waarmerk::encoding
