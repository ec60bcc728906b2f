#include "crypto/json/escape.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace waarmerk::json {
namespace {

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

constexpr std::uint64_t each_byte = 0x0101'0101'0101'0101;
constexpr std::uint64_t high_bits = 0x80 * each_byte;

constexpr std::uint64_t has_zero(std::uint64_t word) {
  return (word - each_byte) & ~word & high_bits;
}

bool any_needs_escape(std::uint64_t word) {
  const std::uint64_t control = (word - 0x20 * each_byte) & ~word & high_bits;
  return (control | has_zero(word ^ ('"' * each_byte)) | has_zero(word ^ ('\\' * each_byte))) != 0;
}

// The letter of a two-character escape, or nothing for `\u00XX`.
char short_escape(char c) {
  switch (c) {
    case '"':
    case '\\': return c;
    case '\b': return 'b';
    case '\f': return 'f';
    case '\n': return 'n';
    case '\r': return 'r';
    case '\t': return 't';
    default: return 0;
  }
}

char* put_escape(char c, char* to) {
  constexpr std::string_view hex = "0123456789abcdef";
  *to++ = '\\';
  if (const char letter = short_escape(c)) {
    *to++ = letter;
    return to;
  }
  const auto code = static_cast<unsigned char>(c);
  const std::array<char, 5> rest{'u', '0', '0', hex[code >> 4], hex[code & 15]};
  return std::copy(rest.begin(), rest.end(), to);
}

}  // namespace

std::size_t find_escape(std::string_view text) {
  std::size_t at = 0;
  for (std::uint64_t word; at + sizeof word <= text.size(); at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if (any_needs_escape(word)) break;
  }
  for (; at < text.size(); ++at) {
    if (needs_escape(text[at])) return at;
  }
  return std::string_view::npos;
}

std::size_t escaped_size(std::string_view text) {
  std::size_t size = text.size();
  for (const char c : text) {
    if (needs_escape(c)) size += short_escape(c) != 0 ? 1 : 5;
  }
  return size;
}

char* put_escaped(std::string_view text, char* to) {
  while (true) {
    const std::string_view run = text.substr(0, find_escape(text));
    to = std::copy(run.begin(), run.end(), to);
    if (run.size() == text.size()) return to;
    to = put_escape(text[run.size()], to);
    text.remove_prefix(run.size() + 1);
  }
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  if (find_escape(text) == std::string_view::npos) {
    out += text;
  } else {
    const std::size_t size = out.size();
    out.resize(size + escaped_size(text));
    put_escaped(text, out.data() + size);
  }
  out += '"';
}

}  // namespace waarmerk::json
