// Tape: how a parsed Document lies in memory. For the files of crypto/json, and for a walk through
// a whole document that must be fast.
//
// It is the tape that simdjson documents: a word a value, two for a number, the type in the upper
// eight bits. The first word of an array or object knows where it ends and how many it holds.
// Strings stand in their own buffer, unescaped, each after its length in four bytes.
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>

#include "crypto/json/document.hpp"

namespace waarmerk::json {

/// The words and the strings, borrowed.
struct Tape {
  /// So many bytes after the last string may be read, and mean nothing.
  static constexpr std::size_t overread = 16;

  const std::uint64_t* words = nullptr;
  const char* strings = nullptr;
  /// Whether some string may hold a character that JSON text must escape.
  bool escapes = true;
};

/// What a Value really is: a word of a tape. Asking it for what it is not is undefined.
struct Place {
  const Tape* tape = nullptr;
  const std::uint64_t* at = nullptr;

  static Place of(Value value) { return of(value.words_); }
  static Place of(const std::array<const void*, 2>& words) {
    return {static_cast<const Tape*>(words[0]), static_cast<const std::uint64_t*>(words[1])};
  }
  std::array<const void*, 2> words() const { return {tape, at}; }
  Value value() const { return Value(words()); }

  /// One of `{ } [ ] " l u d t f n`.
  char type() const { return static_cast<char>(*at >> 56); }
  std::uint64_t payload() const { return *at & 0x00FF'FFFF'FFFF'FFFF; }
  bool is_container() const { return type() == '{' || type() == '['; }
  bool is_number() const { return type() == 'l' || type() == 'u' || type() == 'd'; }

  /// The content of a string or of a member's name.
  std::string_view text() const {
    const char* start = tape->strings + payload();
    std::uint32_t size;
    std::memcpy(&size, start, sizeof size);
    return {start + sizeof size, size};
  }
  /// The second word of a number.
  template <class Number>
  Number number() const {
    return std::bit_cast<Number>(at[1]);
  }

  /// Of an array or object: the first word inside, and the word that closes it.
  Place first() const { return {tape, at + 1}; }
  Place last() const { return {tape, tape->words + static_cast<std::uint32_t>(*at) - 1}; }
  std::size_t count() const { return static_cast<std::size_t>(*at >> 32) & 0xFF'FFFF; }

  /// The next value, or what closes the container around this one.
  Place next() const {
    if (is_container()) return {tape, last().at + 1};
    return {tape, at + (is_number() ? 2 : 1)};
  }
};

/// Everything that a Document owns.
struct Document::Parsed {
  std::string text;
  std::unique_ptr<std::uint64_t[]> block;  // the words, then the strings
  Tape tape;
};

}  // namespace waarmerk::json
