// Coroutines: what they may hold while they sleep, as far as text can tell (style, rule 40).
#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <vector>

#include "tests/shape/functions.hpp"
#include "tests/shape/pattern.hpp"
#include "tests/shape/source_tree.hpp"

namespace waarmerk::shape {
namespace {

/// A comment on the line or the one above that says why the borrowed thing outlives the coroutine.
constexpr auto reason = "outlives";

bool is_excused(const std::vector<std::string>& lines, std::size_t line) {
  const auto has = [&](std::size_t at) {
    return at >= 1 && at <= lines.size() && lines[at - 1].find(reason) != std::string::npos;
  };
  return has(line) || has(line - 1);
}

/// A lambda that is a coroutine and captures by reference: the frame outlives the lambda's scope.
std::vector<std::string> borrowing_lambdas(const SourceFile& file) {
  static const std::string suspends = "\\bco_(await|return|yield)\\b";
  static const std::string borrows = "(^|,)\\s*(&|=|this\\b)";
  const auto lines = lines_of(file.text);
  std::vector<std::string> offences;
  for (const auto& lambda : lambdas_of(file.text))
    if (contains(lambda.body, suspends) && contains(lambda.captures, borrows) &&
        !is_excused(lines, lambda.line))
      offences.push_back(file.path + ":" + std::to_string(lambda.line) + ": [" + lambda.captures +
                         "]");
  return offences;
}

/// A coroutine whose parameter is a view: the bytes may be gone when it wakes.
std::vector<std::string> viewing_coroutines(const SourceFile& file) {
  static const std::string coroutine = "\\bTask<[^;{}=]*>\\s+(\\w+(::\\w+)*)\\s*\\(([^;{}]*)\\)";
  static const std::string view = "\\b(string_view|ByteView|span<|initializer_list<)|&&";
  const auto code = code_of(file.text);
  const auto lines = lines_of(file.text);
  std::vector<std::string> offences;
  for (const auto& found : find_all(code, coroutine)) {
    const auto line = line_at(code, found.at);
    if (contains(found.groups[3], view) && !is_excused(lines, line))
      offences.push_back(file.path + ":" + std::to_string(line) + ": " + found.groups[1]);
  }
  return offences;
}

}  // namespace

TEST_CASE("a coroutine lambda that borrows is found") {
  CHECK(borrowing_lambdas({"a", "auto f = [&x]() -> Task<void> { co_await x.g(); };"}).size() == 1);
  CHECK(borrowing_lambdas({"a", "auto f = [this] { co_return; };"}).size() == 1);
  CHECK(borrowing_lambdas({"a", "auto f = [x = std::move(x)]() { co_await x; };"}).empty());
  CHECK(borrowing_lambdas({"a", "auto f = [&x] { return x; };"}).empty());
}

TEST_CASE("a borrowing lambda is judged by its own body and not by one inside it") {
  const auto* inner = "auto f = [&x] { spawn([y]() -> Task<void> { co_await y; }); };";
  CHECK(lambdas_of(inner).size() == 2);
  CHECK(borrowing_lambdas({"a", inner}).empty());
}

TEST_CASE("a reason beside the line excuses it") {
  const auto* text = "// The server outlives its sessions.\nauto f = [this] { co_return; };";
  CHECK(borrowing_lambdas({"a", text}).empty());
}

TEST_CASE("a coroutine that takes a view is found") {
  CHECK(viewing_coroutines({"a", "Task<int> f(std::string_view text);"}).size() == 1);
  CHECK(viewing_coroutines({"a", "Task<Result<int>> A::f(std::string&& text) {"}).size() == 1);
  CHECK(viewing_coroutines({"a", "Task<int> f(std::string text);"}).empty());
  CHECK(viewing_coroutines({"a", "int f(std::string_view text);"}).empty());
}

TEST_CASE("no coroutine of ours holds what may be gone when it wakes") {
  std::vector<std::string> offences;
  for (const auto& file : cpp_files()) {
    if (!is_product(file.path)) continue;
    std::ranges::copy(borrowing_lambdas(file), std::back_inserter(offences));
    std::ranges::copy(viewing_coroutines(file), std::back_inserter(offences));
  }
  expect_none(offences);
}

}  // namespace waarmerk::shape
