#include "crypto/encoding/percent.hpp"

#include <cstddef>

#include "crypto/encoding/error_codes.hpp"
#include "crypto/encoding/utf8.hpp"

namespace waarmerk::encoding {
namespace {

bool is_unreserved(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

/// 0 to 15, or -1.
int digit_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

}  // namespace

std::string encode_percent(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string encoded;
  encoded.reserve(text.size());
  for (const char c : text) {
    if (is_unreserved(c)) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += {'%', digits[byte >> 4], digits[byte & 15]};
  }
  return encoded;
}

Result<std::string> decode_percent(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] <= ' ' || text[i] > '~') {
      return fail(malformed, "a character must be percent-encoded here");
    }
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    const int high = i + 1 < text.size() ? digit_value(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? digit_value(text[i + 2]) : -1;
    if (high < 0 || low < 0) return fail(malformed, "% needs two hexadecimal digits");
    if (high == 0 && low == 0) return fail(malformed, "%00 is refused");
    decoded += static_cast<char>(high << 4 | low);
    i += 2;
  }
  if (!is_utf8(decoded)) return fail(malformed, "percent-encoded text is not UTF-8");
  return decoded;
}

}  // namespace waarmerk::encoding
