#include "crypto/json/number.hpp"

#include <doctest/doctest.h>

#include <array>
#include <limits>
#include <string>

namespace waarmerk::json {
namespace {

std::string printed(double value) {
  std::array<char, number_chars_max> text;
  return {text.data(), print_number(value, text.data())};
}

}  // namespace

TEST_CASE("integers up to 2^53 and zero of either sign print plainly") {
  CHECK(printed(0.0) == "0");
  CHECK(printed(-0.0) == "0");
  CHECK(printed(-42) == "-42");
  CHECK(printed(9007199254740991) == "9007199254740991");
  CHECK(printed(-9007199254740992) == "-9007199254740992");
}

TEST_CASE("the exponential form begins at 1e21 and below 1e-6") {
  CHECK(printed(123456789012345680000.0) == "123456789012345680000");
  CHECK(printed(999999999999999900000.0) == "999999999999999900000");
  CHECK(printed(1e21) == "1e+21");
  CHECK(printed(-1.5e22) == "-1.5e+22");
  CHECK(printed(1e-6) == "0.000001");
  CHECK(printed(1.25e-6) == "0.00000125");
  CHECK(printed(9.5e-7) == "9.5e-7");
}

TEST_CASE("the shortest digits that read back as the same double are printed") {
  CHECK(printed(0.1 + 0.2) == "0.30000000000000004");
  CHECK(printed(1.0 / 3) == "0.3333333333333333");
  CHECK(printed(123.456) == "123.456");
  CHECK(printed(9007199254740994) == "9007199254740994");
}

TEST_CASE("the extremes fit the room") {
  CHECK(printed(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
  CHECK(printed(-std::numeric_limits<double>::min()) == "-2.2250738585072014e-308");
  CHECK(printed(std::numeric_limits<double>::denorm_min()) == "5e-324");
  CHECK(printed(-1.2345678901234567e-6).size() < number_chars_max);
}

}  // namespace waarmerk::json
