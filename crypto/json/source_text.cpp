#include "crypto/json/source_text.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <system_error>

namespace waarmerk::json {
namespace {

// The code unit that `\uXXXX` at `at` names, if that is what stands there.
std::optional<unsigned> unit_at(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  unsigned unit = 0;
  const char* first = text.data() + at + 2;
  const auto [end, error] = std::from_chars(first, first + 4, unit, 16);
  if (error != std::errc{} || end != first + 4) return std::nullopt;
  return unit;
}

bool is_high(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

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

bool has_lone_surrogate(std::string_view text) {
  std::size_t at = text.find('\\');
  while (at != std::string_view::npos) {
    const auto unit = unit_at(text, at);
    std::size_t size = unit ? 6 : 2;
    if (unit && is_low(*unit)) return true;
    if (unit && is_high(*unit)) {
      const auto second = unit_at(text, at + 6);
      if (!second || !is_low(*second)) return true;
      size = 12;
    }
    at = text.find('\\', at + size);
  }
  return false;
}

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
