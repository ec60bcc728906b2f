// Words: names that say nothing, unfinished work, and what belongs to one machine only.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>
#include <string>
#include <vector>

#include "tests/shape/pattern.hpp"
#include "tests/shape/source_tree.hpp"

namespace waarmerk::shape {
namespace {

constexpr std::array banned_words{"util",    "utils",    "helper", "helpers", "common",
                                  "manager", "managers", "impl",   "misc"};

/// Names of others that hold a banned word and that we must write.
constexpr std::array<const char*, 5> names_of_others{
    "common_type", "common_type_t", "common_reference_t", "common_with", "common_name"};

/// Written in two halves, so that this file may name them.
constexpr std::array unfinished{
    "TO"
    "DO",
    "FIX"
    "ME"};

/// What only the machine that wrote a file has: its folders and its package registries.
constexpr std::array machine_words{
    "/wo"
    "rk/",
    "/ro"
    "ot/",
    "bash_"
    "jobs",
    "pkg"
    ".dev",
    "arti"
    "factory",
    "registry"
    ".npmjs"};

bool is_capital(char letter) { return std::isupper(static_cast<unsigned char>(letter)) != 0; }
bool is_letter(char letter) { return std::isalpha(static_cast<unsigned char>(letter)) != 0; }
char lower(char letter) {
  return static_cast<char>(std::tolower(static_cast<unsigned char>(letter)));
}

/// The words of a name, in lower case: `BadgeHelper` and `badge_helper` have the same two.
std::vector<std::string> words_of(const std::string& name) {
  std::vector<std::string> words;
  bool open = false;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool starts = is_capital(name[i]) && i > 0 && !is_capital(name[i - 1]);
    if (!is_letter(name[i])) {
      open = false;
      continue;
    }
    if (!open || starts) words.emplace_back();
    words.back() += lower(name[i]);
    open = true;
  }
  return words;
}

bool says_nothing(const std::string& name) {
  if (std::ranges::find(names_of_others, name) != names_of_others.end()) return false;
  return std::ranges::any_of(words_of(name), [](const auto& word) {
    return std::ranges::find(banned_words, word) != banned_words.end();
  });
}

std::vector<std::string> empty_names(const SourceFile& file) {
  std::vector<std::string> offences;
  if (says_nothing(file.path)) offences.push_back(file.path + " is itself named so");
  for (const auto& name : find_all(code_of(file.text), "[A-Za-z_][A-Za-z_0-9]*"))
    if (says_nothing(name.groups[0])) offences.push_back(file.path + ": " + name.groups[0]);
  return offences;
}

template <std::size_t N>
std::vector<std::string> lines_with(const SourceFile& file,
                                    const std::array<const char*, N>& words) {
  std::vector<std::string> offences;
  std::size_t number = 0;
  for (const auto& line : lines_of(file.text)) {
    ++number;
    for (const auto* word : words)
      if (line.find(word) != std::string::npos)
        offences.push_back(file.path + ":" + std::to_string(number) + ": " + word);
  }
  return offences;
}

}  // namespace

TEST_CASE("a name with an empty word is found, however it is written") {
  CHECK(says_nothing("BadgeHelper"));
  CHECK(says_nothing("json_util"));
  CHECK(says_nothing("impl_"));
  CHECK_FALSE(says_nothing("simple"));
  CHECK_FALSE(says_nothing("utility_bill"));
  CHECK_FALSE(says_nothing("common_type"));
  CHECK(empty_names({"did/a.cpp", "int x; // a helper\nint misc = 1;"}).size() == 1);
  CHECK(empty_names({"did/helpers.cpp", ""}).size() == 1);
}

TEST_CASE("unfinished work is found, in prose too") {
  CHECK(lines_with({"a",
                    "// TO"
                    "DO: more"},
                   unfinished)
            .size() == 1);
  CHECK(lines_with({"a", "// to do: more"}, unfinished).empty());
}

TEST_CASE("a path of one machine is found") {
  CHECK(lines_with({"a",
                    "x\n/wo"
                    "rk/main"},
                   machine_words)
            .size() == 1);
  CHECK(lines_with({"a", "framework/main"}, machine_words).empty());
}

TEST_CASE("every name says what the thing is") {
  std::vector<std::string> offences;
  for (const auto& file : cpp_files())
    std::ranges::copy(empty_names(file), std::back_inserter(offences));
  expect_none(offences);
}

TEST_CASE("nothing is marked as unfinished") {
  std::vector<std::string> offences;
  for (const auto& file : text_files())
    std::ranges::copy(lines_with(file, unfinished), std::back_inserter(offences));
  expect_none(offences);
}

TEST_CASE("nothing names the machine that it was written on") {
  std::vector<std::string> offences;
  for (const auto& file : text_files())
    std::ranges::copy(lines_with(file, machine_words), std::back_inserter(offences));
  expect_none(offences);
}

}  // namespace waarmerk::shape
