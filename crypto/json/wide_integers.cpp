#include "crypto/json/wide_integers.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <system_error>

namespace waarmerk::json {
namespace {

// Where the string that begins at `at` is over.
std::size_t after_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\') ++at;
  }
  return at + 1;
}

bool is_too_wide(std::string_view number) {
  std::errc error{};
  const char* end = number.data() + number.size();
  if (number.starts_with('-')) {
    std::int64_t value;
    error = std::from_chars(number.data(), end, value).ec;
  } else {
    std::uint64_t value;
    error = std::from_chars(number.data(), end, value).ec;
  }
  return error == std::errc::result_out_of_range;
}

}  // namespace

std::string widen_integers(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    const bool number = c == '-' || (c >= '0' && c <= '9');
    std::size_t end = at + 1;
    if (c == '"') end = after_string(text, at);
    if (number) end = std::min(text.find_first_not_of("0123456789+-.eE", at), text.size());
    const std::string_view token = text.substr(at, end - at);
    result += token;
    const bool integer = number && token.find_first_not_of("0123456789", 1) == token.npos;
    if (integer && is_too_wide(token)) result += "e0";
    at = end;
  }
  return result;
}

}  // namespace waarmerk::json
