// Error codes: each is declared once and listed in spec/errors.md, and the other way round.
#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "tests/shape/pattern.hpp"
#include "tests/shape/source_tree.hpp"

namespace waarmerk::shape {
namespace {

struct Code {
  std::string name;
  std::string kind;
};

std::vector<Code> declared_in(const std::string& text) {
  static const std::string declaration =
      "ErrorCode\\s+\\w+\\s*\\{\\s*\"([^\"]*)\",\\s*ErrorKind::(\\w+)\\s*\\}";
  std::vector<Code> codes;
  for (const auto& found : find_all(without_comments(text), declaration))
    codes.push_back({found.groups[1], found.groups[2]});
  return codes;
}

std::string trimmed(std::string text) {
  std::erase(text, '`');
  const auto from = text.find_first_not_of(' ');
  if (from == std::string::npos) return {};
  return text.substr(from, text.find_last_not_of(' ') - from + 1);
}

/// The rows of the table of codes: `code | kind | meaning`.
std::vector<Code> listed_in(const std::string& markdown, std::vector<std::string>& offences) {
  std::vector<Code> codes;
  for (const auto& line : lines_of(markdown)) {
    const auto row = find_all(line, "^\\|([^|]*)\\|([^|]*)\\|(.*)\\|\\s*$");
    if (row.empty()) continue;
    const auto& cells = row[0].groups;
    const Code code{trimmed(cells[1]), trimmed(cells[2])};
    if (code.name == "code" || code.name.starts_with("-") || code.name.starts_with(":")) continue;
    if (trimmed(cells[3]).empty()) offences.push_back(code.name + " has no meaning in the list");
    codes.push_back(code);
  }
  return codes;
}

void find_disorder(const std::vector<Code>& codes, std::vector<std::string>& offences) {
  static const std::string shape = "[a-z][a-z0-9_]*(\\.[a-z0-9][a-z0-9_]*)+";
  for (std::size_t i = 0; i < codes.size(); ++i) {
    if (!matches(codes[i].name, shape)) offences.push_back(codes[i].name + " is no code");
    if (i > 0 && codes[i - 1].name == codes[i].name) offences.push_back(codes[i].name + " twice");
    if (i > 0 && codes[i - 1].name > codes[i].name)
      offences.push_back(codes[i].name + " is not in its place in spec/errors.md");
  }
}

/// What is declared but not listed as it is, and what is listed but not declared.
std::vector<std::string> disagreements(std::vector<Code> declared, const std::string& markdown) {
  std::vector<std::string> offences;
  const auto listed = listed_in(markdown, offences);
  find_disorder(listed, offences);
  std::ranges::sort(declared, {}, &Code::name);
  find_disorder(declared, offences);
  std::map<std::string, std::string> kinds;
  for (const auto& code : listed) kinds[code.name] = code.kind;
  for (const auto& code : declared) {
    const auto kind = kinds.extract(code.name);
    if (!kind) offences.push_back(code.name + " is not listed in spec/errors.md");
    if (kind && kind.mapped() != code.kind)
      offences.push_back(code.name + " is " + code.kind + ", listed as " + kind.mapped());
  }
  for (const auto& left : kinds) offences.push_back(left.first + " is listed and not declared");
  return offences;
}

}  // namespace

TEST_CASE("a declared code is read with its kind") {
  const auto codes = declared_in(
      "inline constexpr ErrorCode gone{\"did.gone\", ErrorKind::missing};\n"
      "// inline constexpr ErrorCode old{\"did.old\", ErrorKind::missing};\n");
  REQUIRE(codes.size() == 1);
  CHECK(codes[0].name == "did.gone");
  CHECK(codes[0].kind == "missing");
}

TEST_CASE("list and code must agree on every code and kind") {
  const std::string head = "| code | kind | meaning |\n|---|---|---|\n";
  const auto row = head + "| `did.gone` | missing | It is gone. |\n";
  CHECK(disagreements({{"did.gone", "missing"}}, row).empty());
  CHECK(disagreements({{"did.gone", "denied"}}, row).size() == 1);
  CHECK(disagreements({{"did.gone", "missing"}, {"did.gone", "missing"}}, row).size() >= 1);
  CHECK(disagreements({{"did.gone", "missing"}}, head).size() == 1);
  CHECK(disagreements({}, row).size() == 1);
  CHECK(disagreements({{"Gone", "missing"}}, head + "| Gone | missing | x |\n").size() >= 1);
  CHECK(disagreements({{"did.gone", "missing"}}, head + "| did.gone | missing | |\n").size() == 1);
}

TEST_CASE("every error code is unique, listed, and sorted in spec/errors.md") {
  std::vector<Code> declared;
  for (const auto& file : cpp_files())
    if (is_product(file.path))
      std::ranges::copy(declared_in(file.text), std::back_inserter(declared));
  REQUIRE(declared.size() > 3);
  expect_none(disagreements(std::move(declared), text_at("spec/errors.md")));
}

}  // namespace waarmerk::shape
