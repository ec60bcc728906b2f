#include "crypto/jsonld/numbers.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>

namespace waarmerk::jsonld {
namespace {

/// Digits after the point that are written, and that are looked at to round them.
constexpr int digits_written = 15;
constexpr int digits_seen = 60;

std::string integer_text(double value) {
  std::array<char, 32> text;
  const double plain = value == 0 ? 0 : value;  // no negative zero
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), plain, std::chars_format::fixed, 0);
  return {text.data(), end.ptr};
}

std::string scientific(double value, int digits) {
  std::array<char, 128> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value,
                                 std::chars_format::scientific, digits);
  return {text.data(), end.ptr};
}

/// Sixteen digits, the last rounded. Of a half, ECMAScript takes the larger, where to_chars takes
/// the even one.
std::string rounded(double value) {
  std::string text = scientific(value, digits_written);
  const std::string seen = scientific(value, digits_seen);
  const std::size_t cut = seen.find('.') + 1 + digits_written;
  const bool half = seen[cut] == '5' && seen.find_first_not_of('0', cut + 1) == seen.find('e');
  if (half && text[cut - 1] == seen[cut - 1]) ++text[cut - 1];
  return text;
}

std::string double_text(double value) {
  const std::string text = rounded(value == 0 ? 0 : value);
  const std::size_t exponent = text.find('e');
  std::string mantissa = text.substr(0, exponent);
  mantissa.resize(mantissa.find_last_not_of('0') + 1);
  if (mantissa.back() == '.') mantissa += '0';
  std::string_view power = std::string_view(text).substr(exponent + 1);
  const bool negative = power.starts_with('-');
  power.remove_prefix(1);
  while (power.size() > 1 && power.starts_with('0')) power.remove_prefix(1);
  return mantissa.append(negative ? "E-" : "E").append(power);
}

}  // namespace

NumberText number_text(double value, std::string_view datatype) {
  const bool whole = std::trunc(value) == value && std::abs(value) < integer_end;
  if (!whole || datatype == xsd_double) {
    return {double_text(value), datatype.empty() ? xsd_double : datatype};
  }
  return {integer_text(value), datatype.empty() ? xsd_integer : datatype};
}

}  // namespace waarmerk::jsonld
