#include "crypto/json/number.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace waarmerk::json {
namespace {

// Every integer up to here is a double, and prints as itself.
constexpr double exact_max = 9007199254740992;

// A positive number as digits d1 d2 … and the place of the point: 0.d1d2… × 10^point.
struct Decimal {
  std::array<char, 24> room;
  std::size_t size = 0;
  int point = 0;

  std::string_view digits() const { return {room.data(), size}; }
};

Decimal shortest(double value) {
  std::array<char, number_chars_max> text;
  const char* end =
      std::to_chars(text.begin(), text.end(), value, std::chars_format::scientific).ptr;
  const char* exponent = std::find(static_cast<const char*>(text.begin()), end, 'e');
  Decimal decimal;
  for (const char* c = text.begin(); c != exponent; ++c) {
    if (*c != '.') decimal.room[decimal.size++] = *c;
  }
  std::from_chars(exponent + (exponent[1] == '+' ? 2 : 1), end, decimal.point);
  ++decimal.point;
  return decimal;
}

char* put(std::string_view text, char* to) { return std::copy(text.begin(), text.end(), to); }

char* put_exponential(const Decimal& decimal, char* to) {
  *to++ = decimal.room[0];
  if (decimal.size > 1) {
    *to++ = '.';
    to = put(decimal.digits().substr(1), to);
  }
  const int exponent = decimal.point - 1;
  *to++ = 'e';
  if (exponent > 0) *to++ = '+';
  return std::to_chars(to, to + 5, exponent).ptr;
}

char* put_decimal(const Decimal& decimal, char* to) {
  const int size = static_cast<int>(decimal.size);
  const int point = decimal.point;
  if (point <= 0) {
    to = put("0.", to);
    to = std::fill_n(to, -point, '0');
    return put(decimal.digits(), to);
  }
  if (size <= point) {
    to = put(decimal.digits(), to);
    return std::fill_n(to, point - size, '0');
  }
  to = put(decimal.digits().substr(0, static_cast<std::size_t>(point)), to);
  *to++ = '.';
  return put(decimal.digits().substr(static_cast<std::size_t>(point)), to);
}

}  // namespace

char* print_number(double value, char* to) {
  assert(std::isfinite(value));
  if (std::abs(value) <= exact_max && std::trunc(value) == value) {
    return std::to_chars(to, to + number_chars_max, static_cast<std::int64_t>(value)).ptr;
  }
  if (value < 0) *to++ = '-';
  const Decimal decimal = shortest(std::abs(value));
  const bool exponential = decimal.point < -5 || decimal.point > 21;
  return exponential ? put_exponential(decimal, to) : put_decimal(decimal, to);
}

}  // namespace waarmerk::json
