#include "crypto/encoding/base64.hpp"

#include <algorithm>

#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {
namespace {

/// The two letters in which the alphabets differ.
char to_url(char letter) { return letter == '+' ? '-' : letter == '/' ? '_' : letter; }
char from_url(char letter) { return letter == '-' ? '+' : letter == '_' ? '/' : letter; }

}  // namespace

std::string encode_base64(ByteView bytes) {
  auto text = encode_base64url(bytes);
  std::ranges::transform(text, text.begin(), from_url);
  text.resize((text.size() + 3) / 4 * 4, '=');
  return text;
}

Result<Bytes> decode_base64(std::string_view text) {
  const auto end = std::min(text.find('='), text.size());
  const auto padding = text.substr(end);
  const bool is_padded = text.size() % 4 == 0 && (padding == "=" || padding == "==");
  if (!padding.empty() && !is_padded) return fail(malformed, "base64 with wrong padding");
  std::string body(text.substr(0, end));
  if (body.find_first_of("-_") != std::string::npos) return fail(malformed, "not base64");
  std::ranges::transform(body, body.begin(), to_url);
  return decode_base64url(body);
}

}  // namespace waarmerk::encoding
