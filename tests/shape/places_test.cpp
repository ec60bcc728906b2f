// Places: a test beside each file, a sentence on top of each, and headers that stand alone.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/shape/pattern.hpp"
#include "tests/shape/source_tree.hpp"

namespace waarmerk::shape {
namespace {

/// Files without a test of their own name, and what tests them instead.
constexpr std::array<std::pair<const char*, const char*>, 15> tested_elsewhere{{
    {"cli/demo.cpp", "journeys/demo_test.cpp plays it"},
    {"cli/demo_begin.cpp", "journeys/demo_test.cpp plays it"},
    {"cli/demo_end.cpp", "journeys/demo_test.cpp plays it"},
    {"cli/demo_feed.cpp", "journeys/demo_test.cpp plays it"},
    {"cli/demo_give.cpp", "journeys/demo_test.cpp plays it"},
    {"cli/demo_stage.cpp", "journeys/demo_test.cpp plays it"},
    {"cli/demo_story.cpp", "journeys/demo_test.cpp plays it"},
    {"cli/demo_trust.cpp", "journeys/demo_test.cpp plays it"},
    {"cli/demo_verify.cpp", "journeys/demo_test.cpp plays it"},
    {"cli/main.cpp", "every journey starts it"},
    {"crypto/encoding/cbor_decode.cpp", "cbor_test.cpp reads back what it wrote"},
    {"crypto/encoding/cbor_encode.cpp", "cbor_test.cpp compares its bytes"},
    {"node/main.cpp", "every trial starts it"},
    {"node/node.cpp", "every trial runs it"},
    {"storage/memory_store.cpp", "store_test.cpp asks every store the same"},
}};

bool is_excused(std::string_view path) {
  return std::ranges::any_of(tested_elsewhere, [&](const auto& e) { return path == e.first; });
}

std::string test_of(const std::string& path) {
  return "tests/" + path.substr(0, path.size() - 4) + "_test.cpp";
}

std::vector<std::string> untested(const std::set<std::string>& paths) {
  std::vector<std::string> offences;
  for (const auto& path : paths)
    if (path.ends_with(".cpp") && is_product(path) && !is_excused(path) &&
        !paths.contains(test_of(path)))
      offences.push_back(path + " has no " + test_of(path));
  return offences;
}

/// Headers, and files that have none, open with a sentence in a comment.
std::vector<std::string> wordless(const SourceFile& file, bool has_header) {
  if (has_header || file.path.ends_with("_test.cpp")) return {};
  const auto lines = lines_of(file.text);
  if (!lines.empty() && matches(lines[0], "// \\S.* .*")) return {};
  return {file.path + " does not open with a sentence"};
}

std::string first_include(const std::string& text) {
  const auto found = find_all(text, "#include [<\"]([^>\"]+)[>\"]");
  return found.empty() ? std::string{} : found[0].groups[1];
}

/// A `.cpp` that includes its own header first proves that the header stands alone.
std::vector<std::string> header_not_first(const SourceFile& file, const std::string& header) {
  if (first_include(without_comments(file.text)) == header) return {};
  return {file.path + " does not include its own header first"};
}

std::set<std::string> paths_of(const std::vector<SourceFile>& files) {
  std::set<std::string> paths;
  for (const auto& file : files) paths.insert(file.path);
  return paths;
}

std::string header_of(const std::string& path) { return path.substr(0, path.size() - 3) + "hpp"; }

}  // namespace

TEST_CASE("a file without a test beside it is found") {
  CHECK(untested({"did/a.cpp", "tests/did/a_test.cpp"}).empty());
  CHECK(untested({"did/a.cpp", "tests/did/b_test.cpp"}).size() == 1);
  CHECK(untested({"did/a.hpp", "cli/main.cpp"}).empty());
}

TEST_CASE("a file that does not say what it is is found") {
  CHECK(wordless({"a.hpp", "// Clock: says the time.\n"}, false).empty());
  CHECK(wordless({"a.hpp", "#pragma once\n"}, false).size() == 1);
  CHECK(wordless({"a.hpp", "// Clock\n"}, false).size() == 1);
  CHECK(wordless({"a.cpp", "#include \"a.hpp\"\n"}, true).empty());
}

TEST_CASE("a file that hides behind other includes is found") {
  CHECK(header_not_first({"a.cpp", "#include \"a.hpp\"\n#include <b>\n"}, "a.hpp").empty());
  CHECK(header_not_first({"a.cpp", "#include <b>\n#include \"a.hpp\"\n"}, "a.hpp").size() == 1);
}

TEST_CASE("each file is tested by a file of its own name") {
  const auto paths = paths_of(cpp_files());
  expect_none(untested(paths));
  std::vector<std::string> idle;
  for (const auto& excuse : tested_elsewhere)
    if (paths.contains(test_of(excuse.first)))
      idle.push_back(std::string(excuse.first) + " has a test: excuse it no more");
  expect_none(idle);
}

TEST_CASE("each header, and each file without one, opens with a sentence") {
  const auto paths = paths_of(cpp_files());
  std::vector<std::string> offences;
  for (const auto& file : cpp_files()) {
    const bool has_header = file.path.ends_with(".cpp") && paths.contains(header_of(file.path));
    std::ranges::copy(wordless(file, has_header), std::back_inserter(offences));
  }
  expect_none(offences);
}

TEST_CASE("each file includes its own header first") {
  const auto paths = paths_of(cpp_files());
  std::vector<std::string> offences;
  for (const auto& file : cpp_files())
    if (file.path.ends_with(".cpp") && paths.contains(header_of(file.path)))
      std::ranges::copy(header_not_first(file, header_of(file.path)), std::back_inserter(offences));
  expect_none(offences);
}

TEST_CASE("the compiler of the presets is the one that run installs") {
  const auto& run = text_at("run");
  const auto llvm = find_all(run, "\nllvm=([0-9]+)\n");
  const auto boost = find_all(run, "\nboost=([0-9.]+)\n");
  REQUIRE((llvm.size() == 1 && boost.size() == 1));
  const auto& presets = text_at("CMakePresets.json");
  CHECK(presets.find("\"clang-" + llvm[0].groups[1] + "\"") != std::string::npos);
  CHECK(presets.find("\"clang++-" + llvm[0].groups[1] + "\"") != std::string::npos);
  const auto wanted = "find_package(Boost " + boost[0].groups[1] + " ";
  CHECK(text_at("CMakeLists.txt").find(wanted) != std::string::npos);
}

}  // namespace waarmerk::shape
