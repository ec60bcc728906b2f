#include "crypto/rdf/term.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>

namespace waarmerk::rdf {
namespace {

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alphanumeric(char c) { return is_alpha(c) || is_digit(c); }

constexpr std::array<bool, 256> forbidden_in_iri = [] {
  std::array<bool, 256> table{};
  for (std::size_t c = 0; c <= 0x20; ++c) table[c] = true;
  for (const char c : std::string_view("<>\"{}|^`\\")) table[static_cast<unsigned char>(c)] = true;
  return table;
}();

/// The code point at `at` of a text that is UTF-8, and moves behind it.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at++);
  if (lead < 0x80) return lead;
  const std::size_t followers = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  char32_t point = lead & (0x3fU >> followers);
  for (std::size_t i = 0; i < followers && at < text.size(); ++i) {
    point = point << 6 | (byte(at++) & 0x3fU);
  }
  return point;
}

struct Range {
  char32_t first, last;
};

bool in_any(char32_t point, std::span<const Range> ranges) {
  return std::ranges::any_of(
      ranges, [&](const Range& range) { return point >= range.first && point <= range.last; });
}

/// PN_CHARS_U and the digits: what a label may begin with.
constexpr Range first_ranges[] = {
    {'0', '9'},       {':', ':'},         {'A', 'Z'},       {'_', '_'},       {'a', 'z'},
    {0xc0, 0xd6},     {0xd8, 0xf6},       {0xf8, 0x2ff},    {0x370, 0x37d},   {0x37f, 0x1fff},
    {0x200c, 0x200d}, {0x2070, 0x218f},   {0x2c00, 0x2fef}, {0x3001, 0xd7ff}, {0xf900, 0xfdcf},
    {0xfdf0, 0xfffd}, {0x10000, 0xeffff},
};
/// What PN_CHARS has beside these.
constexpr Range later_ranges[] = {{'-', '-'}, {0xb7, 0xb7}, {0x300, 0x36f}, {0x203f, 0x2040}};

}  // namespace

bool has_iri_characters(std::string_view text) {
  bool forbidden = false;
  for (const char c : text) forbidden |= forbidden_in_iri[static_cast<unsigned char>(c)];
  return !forbidden;
}

bool is_iri(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_alpha(text[0])) return false;
  const bool scheme = std::ranges::all_of(text.substr(0, colon), [](char c) {
    return is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
  });
  return scheme && has_iri_characters(text);
}

bool is_blank_label(std::string_view text) {
  if (text.empty() || text.ends_with('.')) return false;
  std::size_t at = 0;
  if (!in_any(next_code_point(text, at), first_ranges)) return false;
  while (at < text.size()) {
    const char32_t point = next_code_point(text, at);
    if (point != '.' && !in_any(point, first_ranges) && !in_any(point, later_ranges)) return false;
  }
  return true;
}

bool is_language_tag(std::string_view text) {
  bool first = true;
  for (std::size_t begin = 0; begin <= text.size(); first = false) {
    const std::size_t end = std::min(text.find('-', begin), text.size());
    const auto part = text.substr(begin, end - begin);
    if (part.empty() || !std::ranges::all_of(part, first ? is_alpha : is_alphanumeric))
      return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace waarmerk::rdf
