// Lengths: 400 lines a file, 70 lines a function, 100 columns a line.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <vector>

#include "tests/shape/functions.hpp"
#include "tests/shape/source_tree.hpp"

namespace waarmerk::shape {
namespace {

constexpr std::size_t file_lines_max = 400;
constexpr std::size_t function_lines_max = 70;
constexpr std::size_t columns_max = 100;

/// A line whose one word cannot be broken, such as a long text in a test, may be longer.
constexpr auto unbroken = "NOLINT(line)";

std::size_t columns_of(const std::string& line) {
  return static_cast<std::size_t>(
      std::ranges::count_if(line, [](char c) { return (c & '\xC0') != '\x80'; }));
}

std::vector<std::string> too_long(const SourceFile& file) {
  std::vector<std::string> offences;
  const auto lines = lines_of(file.text);
  if (lines.size() > file_lines_max)
    offences.push_back(file.path + " has " + std::to_string(lines.size()) + " lines");
  for (const auto& function : functions_of(file.text))
    if (function.line_count > function_lines_max)
      offences.push_back(file.path + ":" + std::to_string(function.first_line) +
                         ": a function of " + std::to_string(function.line_count) + " lines");
  return offences;
}

std::vector<std::string> too_wide(const SourceFile& file) {
  std::vector<std::string> offences;
  std::size_t number = 0;
  for (const auto& line : lines_of(file.text)) {
    ++number;
    if (columns_of(line) > columns_max && line.find(unbroken) == std::string::npos &&
        line.find('"') == std::string::npos)
      offences.push_back(file.path + ":" + std::to_string(number) + ": " +
                         std::to_string(columns_of(line)) + " columns");
  }
  return offences;
}

std::string repeat(std::size_t times, const std::string& line) {
  std::string text;
  while (times-- > 0) text += line;
  return text;
}

}  // namespace

TEST_CASE("functions are counted from their first word to their last brace") {
  const auto found = functions_of("namespace a {\nint f(int x) {\n  if (x) {\n  }\n}\n}\n");
  REQUIRE(found.size() == 1);
  CHECK(found[0].first_line == 2);
  CHECK(found[0].line_count == 4);
}

TEST_CASE("a constructor with braces in its list is one function") {
  const auto found =
      functions_of("A::A(int x)\n    : a_{x},\n      b_{x} {\n  f();\n}\nint g() {}\n");
  REQUIRE(found.size() == 2);
  CHECK(found[0].line_count + found[1].line_count == 6);
}

TEST_CASE("a class is not a function, and its members are") {
  CHECK(functions_of("struct A {\n  int b = 1;\n  int c() { return b; }\n};\n").size() == 1);
  CHECK(functions_of("const std::array<int, 2> table = {f(1),\n 2};\n").empty());
}

TEST_CASE("a long function or file is found, and its neighbour at the wall is not") {
  const auto of = [](std::size_t lines) {
    return "void f() {\n" + repeat(lines - 2, "g();\n") + "}\n";
  };
  CHECK(too_long({"a.cpp", of(function_lines_max)}).empty());
  CHECK(too_long({"a.cpp", of(function_lines_max + 1)}).size() == 1);
  CHECK(too_long({"a.cpp", repeat(file_lines_max, "\n")}).empty());
  CHECK(too_long({"a.cpp", repeat(file_lines_max + 1, "\n")}).size() == 1);
}

TEST_CASE("a wide line is found; letters count and not bytes") {
  CHECK(too_wide({"a.cpp", repeat(columns_max, "é")}).empty());
  CHECK(too_wide({"a.cpp", repeat(columns_max + 1, "e")}).size() == 1);
}

TEST_CASE("every file and every function stays within its wall") {
  std::vector<std::string> offences;
  for (const auto& file : cpp_files()) {
    std::ranges::copy(too_long(file), std::back_inserter(offences));
    std::ranges::copy(too_wide(file), std::back_inserter(offences));
  }
  expect_none(offences);
}

}  // namespace waarmerk::shape
