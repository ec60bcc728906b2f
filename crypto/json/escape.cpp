#include "crypto/json/escape.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace waarmerk::json {
namespace {

// Clang's vectors: a block is looked at in five instructions on any processor we build for.
using Block = std::uint8_t __attribute__((ext_vector_type(block_size)));
using BlockBits = bool __attribute__((ext_vector_type(block_size)));

// One bit a byte, the first byte lowest.
unsigned escapes_in(Block block) {
  const auto found = (block < 0x20) | (block == '"') | (block == '\\');
  return std::bit_cast<std::uint16_t>(__builtin_convertvector(found, BlockBits));
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

}  // namespace

std::size_t find_escape(std::string_view text) {
  const auto find_in = [&](std::size_t at, Block block) {
    return at + static_cast<std::size_t>(std::countr_zero(escapes_in(block)));
  };
  std::size_t at = 0;
  for (; at + block_size <= text.size(); at += block_size) {
    Block block;
    std::memcpy(&block, text.data() + at, block_size);
    if (escapes_in(block) != 0) return find_in(at, block);
  }
  if (at == text.size()) return at;
  if (at > 0) {  // what is left, and of what was looked at as much as makes a block
    at = text.size() - block_size;
    Block block;
    std::memcpy(&block, text.data() + at, block_size);
    return escapes_in(block) != 0 ? find_in(at, block) : text.size();
  }
  const auto found = std::ranges::find_if(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; });
  return static_cast<std::size_t>(found - text.begin());
}

std::size_t copy_until_escape(std::string_view text, char* to) {
  for (std::size_t at = 0; at < text.size(); at += block_size) {
    Block block;
    std::memcpy(&block, text.data() + at, block_size);
    std::memcpy(to + at, &block, block_size);
    if (const unsigned found = escapes_in(block)) {
      return std::min(at + static_cast<std::size_t>(std::countr_zero(found)), text.size());
    }
  }
  return text.size();
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

void append_quoted(std::string& out, std::string_view text) {
  const std::size_t before = out.size();
  std::size_t run = find_escape(text);
  out.resize_and_overwrite(before + text.size() + 2, [&](char* begin, std::size_t) {
    char* at = begin + before;
    *at++ = '"';
    at = std::copy_n(text.data(), run, at);
    *at = '"';
    return static_cast<std::size_t>(at - begin) + 1;
  });
  if (run == text.size()) return;
  out.pop_back();
  while (run != text.size()) {
    std::array<char, escape_size_max> escape;
    out.append(escape.data(), put_escape(text[run], escape.data()));
    text.remove_prefix(run + 1);
    run = find_escape(text);
    out.append(text.substr(0, run));
  }
  out += '"';
}

}  // namespace waarmerk::json
