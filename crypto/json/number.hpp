// Numbers as ECMAScript prints them (RFC 8785 3.2.2.3, ECMA-262 Number::toString).
#pragma once

#include <cstddef>

namespace waarmerk::json {

/// Room for any number, sign and exponent included.
inline constexpr std::size_t number_chars_max = 32;

/// Prints a finite number at `to` and returns the end. Negative zero prints as `0`.
char* print_number(double value, char* to);

}  // namespace waarmerk::json
