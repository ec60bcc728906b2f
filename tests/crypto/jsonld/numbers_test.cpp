#include "crypto/jsonld/numbers.hpp"

#include <doctest/doctest.h>

namespace waarmerk::jsonld {

TEST_CASE("whole numbers below ten to the twenty-first are integers") {
  CHECK(number_text(5, {}).text == "5");
  CHECK(number_text(5, {}).datatype == xsd_integer);
  CHECK(number_text(-0.0, {}).text == "0");
  CHECK(number_text(-12, {}).text == "-12");
  CHECK(number_text(1e20, {}).text == "100000000000000000000");
  CHECK(number_text(1e21, {}).text == "1.0E21");
  CHECK(number_text(1e21, {}).datatype == xsd_double);
}

TEST_CASE("other numbers are doubles in their canonical form") {
  CHECK(number_text(5.5, {}).text == "5.5E0");
  CHECK(number_text(5.5, {}).datatype == xsd_double);
  CHECK(number_text(-0.001, {}).text == "-1.0E-3");
  CHECK(number_text(1.5e300, {}).text == "1.5E300");
  CHECK(number_text(0.1, {}).text == "1.0E-1");
}

TEST_CASE("a double rounds half away from zero, as ECMAScript does it") {
  CHECK(number_text(5.9604644775390625e-8, {}).text == "5.960464477539063E-8");
  CHECK(number_text(-5.9604644775390625e-8, {}).text == "-5.960464477539063E-8");
}

TEST_CASE("a datatype stands where it is given, and a double can be asked for") {
  CHECK(number_text(5, xsd_double).text == "5.0E0");
  CHECK(number_text(0, xsd_double).text == "0.0E0");
  CHECK(number_text(5, "https://v.example/t").text == "5");
  CHECK(number_text(5.5, "https://v.example/t").datatype == "https://v.example/t");
}

}  // namespace waarmerk::jsonld
