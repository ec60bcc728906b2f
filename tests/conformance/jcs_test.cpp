// The published test data of RFC 8785: six documents, and doubles by their bits.
#include <doctest/doctest.h>

#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <sstream>
#include <string>
#include <string_view>

#include "crypto/json/canonical.hpp"
#include "crypto/json/number.hpp"
#include "crypto/json/parse.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::json {
namespace {

double double_of_hex(std::string_view hex) {
  std::uint64_t bits = 0;
  std::from_chars(hex.data(), hex.data() + hex.size(), bits, 16);
  return std::bit_cast<double>(bits);
}

std::string printed(double value) {
  std::array<char, number_chars_max> text;
  return {text.data(), print_number(value, text.data())};
}

}  // namespace

TEST_CASE("the six JCS documents canonicalize to the published bytes") {
  VECTORS_OR_SKIP(folder, "jcs");
  int count = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder / "input")) {
    CAPTURE(file.path().filename().string());
    const auto document = parse(tests::read_file(file.path()));
    REQUIRE(document);
    CHECK(canonical(document->root()) ==
          tests::read_file(folder / "output" / file.path().filename()));
    ++count;
  }
  CHECK(count == 6);
}

TEST_CASE("the JCS doubles print, and read back, as ECMAScript does it") {
  VECTORS_OR_SKIP(folder, "jcs");
  std::istringstream lines(tests::read_file(folder / "es6-numbers.csv"));
  std::string line;
  std::getline(lines, line);
  int count = 0;
  for (; std::getline(lines, line); ++count) {
    CAPTURE(line);
    const double value = double_of_hex(std::string_view(line).substr(0, 16));
    const std::string expected = line.substr(17);
    REQUIRE(printed(value) == expected);
    const auto read = parse(expected);
    REQUIRE(read);
    REQUIRE(read->root().number() == value);
    REQUIRE(canonical(read->root()) == expected);
  }
  CHECK(count == 10'002);
}

}  // namespace waarmerk::json
