#include "crypto/encoding/multibase.hpp"

#include <algorithm>

#include "crypto/encoding/base58.hpp"
#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/error_codes.hpp"
#include "crypto/encoding/hex.hpp"

namespace waarmerk::encoding {
namespace {

char letter_of(Base base) {
  switch (base) {
    case Base::base58btc: return 'z';
    case Base::base64url: return 'u';
    case Base::base16: return 'f';
    case Base::base16_upper: return 'F';
  }
  return '\0';
}

char to_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char to_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

std::string encode_body(Base base, ByteView bytes) {
  switch (base) {
    case Base::base58btc: return encode_base58(bytes);
    case Base::base64url: return encode_base64url(bytes);
    case Base::base16: return encode_hex(bytes);
    case Base::base16_upper: break;
  }
  std::string text = encode_hex(bytes);
  std::ranges::transform(text, text.begin(), to_upper);
  return text;
}

Result<Bytes> decode_hex_of_any_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), to_lower);
  return decode_hex(lower);
}

Result<Bytes> decode_body(Base base, std::string_view text) {
  switch (base) {
    case Base::base58btc: return decode_base58(text);
    case Base::base64url: return decode_base64url(text);
    case Base::base16:
    case Base::base16_upper: break;
  }
  return decode_hex_of_any_case(text);
}

}  // namespace

std::string encode_multibase(Base base, ByteView bytes) {
  return letter_of(base) + encode_body(base, bytes);
}

Result<Bytes> decode_multibase(std::string_view text) {
  for (const Base base : {Base::base58btc, Base::base64url, Base::base16, Base::base16_upper}) {
    if (text.starts_with(letter_of(base))) return decode_body(base, text.substr(1));
  }
  return fail(malformed, "multibase text starts with z, u, f or F");
}

Result<Bytes> decode_multibase(Base base, std::string_view text) {
  if (!text.starts_with(letter_of(base))) {
    return fail(malformed, std::string("multibase text must start with ") + letter_of(base));
  }
  return decode_body(base, text.substr(1));
}

}  // namespace waarmerk::encoding
