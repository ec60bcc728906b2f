// Vectors of our own in JSON: bytes in hexadecimal, large numbers as decimal text.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/encoding/hex.hpp"
#include "crypto/json/parse.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::tests::json_vectors {

/// A file of spec/wire/vectors.
inline json::Document load(const std::string& file) {
  return json::parse(read_file(spec("wire/vectors/" + file))).value();
}

inline json::Elements list(json::Value value, std::string_view name) {
  return value.find(name).value().elements();
}

inline std::string text(json::Value value, std::string_view name) {
  return std::string(value.find(name).value().string().value());
}

inline std::int64_t integer(json::Value value, std::string_view name) {
  return value.find(name).value().integer().value();
}

inline std::uint64_t number(const std::string& digits) {
  std::uint64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

inline Bytes hex(std::string_view digits) { return encoding::decode_hex(digits).value(); }

template <std::size_t N>
ByteArray<N> array(ByteView bytes) {
  REQUIRE(bytes.size() == N);
  ByteArray<N> copy;
  std::ranges::copy(bytes, copy.begin());
  return copy;
}

}  // namespace waarmerk::tests::json_vectors
