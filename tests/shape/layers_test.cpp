// Layers: what each folder's CMake links against what spec/layers.md allows, and heavy headers.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/shape/pattern.hpp"
#include "tests/shape/source_tree.hpp"

namespace waarmerk::shape {
namespace {

struct Row {
  std::string folder;
  std::set<std::string> ours;
  std::set<std::string> others;
};

std::set<std::string> set_of(const std::vector<std::string>& words) {
  return {words.begin(), words.end()};
}

std::vector<Row> rows_of(std::string_view markdown) {
  std::vector<Row> rows;
  for (const auto& cells : table_under(markdown, "Who may link whom")) {
    if (cells.size() < 3 || quoted_words(cells[0]).size() != 1) continue;
    rows.push_back({quoted_words(cells[0])[0], set_of(quoted_words(cells[1])),
                    set_of(quoted_words(cells[2]))});
  }
  return rows;
}

/// A row that names what does not stand above it.
std::vector<std::string> upward_arrows(const std::vector<Row>& rows) {
  std::vector<std::string> offences;
  std::set<std::string> above;
  for (const auto& row : rows) {
    for (const auto& named : row.ours)
      if (!above.contains(named)) offences.push_back(row.folder + " points up to " + named);
    above.insert(row.folder);
  }
  return offences;
}

/// The folder that `target` stands for: `crypto::base` and `crypto_base` are `crypto/base`.
std::string folder_of(const std::string& target, const std::set<std::string>& folders) {
  auto path = target;
  for (auto at = path.find("::"); at != std::string::npos; at = path.find("::"))
    path.replace(at, 2, "/");
  if (folders.contains(path)) return path;
  std::ranges::replace(path, '_', '/');
  return folders.contains(path) ? path : std::string{};
}

/// What is linked in the CMakeLists.txt of `row.folder` without being allowed.
std::vector<std::string> forbidden_links(const Row& row, const std::string& cmake,
                                         const std::set<std::string>& folders) {
  static const std::set<std::string> exempt{"PUBLIC", "PRIVATE", "INTERFACE", "build_flags"};
  std::vector<std::string> offences;
  for (const auto& call : find_all(cmake, "(layer|target_link_libraries)\\s*\\(([^)]*)\\)")) {
    bool first = true;
    for (const auto& word : find_all(call.groups[2], "[A-Za-z_]\\S*")) {
      const auto& name = word.groups[0];
      if (std::exchange(first, false) || exempt.contains(name)) continue;
      const auto ours = folder_of(name, folders);
      const bool other = ours.empty() && name.find("::") != std::string::npos;
      const bool bad = other ? !row.others.contains(name)
                             : !ours.empty() && ours != row.folder && !row.ours.contains(ours);
      if (bad) offences.push_back(row.folder + " links " + name);
    }
  }
  return offences;
}

struct Heavy {
  std::string header;
  std::vector<std::string> places;
};

std::vector<Heavy> heavy_headers(std::string_view markdown) {
  std::vector<Heavy> found;
  for (const auto& cells : table_under(markdown, "Where a heavy header may be included")) {
    if (cells.size() < 2 || quoted_words(cells[0]).empty()) continue;
    found.push_back({quoted_words(cells[0])[0], quoted_words(cells[1])});
  }
  std::ranges::sort(found, std::ranges::greater{}, [](const Heavy& h) { return h.header.size(); });
  return found;
}

bool is_under(std::string_view header, std::string_view heavy) {
  return header.starts_with(heavy) && (header.size() == heavy.size() ||
                                       header[heavy.size()] == '/' || header[heavy.size()] == '.');
}

std::vector<std::string> headers_of(const std::string& text) {
  std::vector<std::string> headers;
  for (const auto& include :
       find_all(without_comments(text), "#\\s*include\\s*[<\"]([^>\"]+)[>\"]"))
    headers.push_back(include.groups[1]);
  return headers;
}

std::vector<std::string> misplaced_headers(const SourceFile& file,
                                           const std::vector<Heavy>& heavy) {
  std::vector<std::string> offences;
  for (const auto& header : headers_of(file.text)) {
    const auto rule =
        std::ranges::find_if(heavy, [&](const Heavy& h) { return is_under(header, h.header); });
    if (rule == heavy.end()) continue;
    const bool allowed = std::ranges::any_of(
        rule->places, [&](const auto& place) { return file.path.starts_with(place); });
    if (!allowed) offences.push_back(file.path + " includes " + header);
  }
  return offences;
}

std::vector<std::string> relative_includes(const SourceFile& file) {
  std::vector<std::string> offences;
  for (const auto& header : headers_of(file.text))
    if (header.find("../") != std::string::npos) offences.push_back(file.path + ": " + header);
  return offences;
}

constexpr auto three_rows =
    "## Who may link whom\n| a | b | c |\n|---|---|---|\n"
    "| `a` | | `X::x` |\n| `b/c` | `a` | |\n| `d` | `a` `b/c` | |\n";

}  // namespace

TEST_CASE("a layer that points up is found") {
  CHECK(upward_arrows(rows_of(three_rows)).empty());
  CHECK(upward_arrows({{"a", {"b"}, {}}, {"b", {}, {}}}).size() == 1);
}

TEST_CASE("a link that the table does not allow is found") {
  const auto rows = rows_of(three_rows);
  const std::set<std::string> folders{"a", "b/c", "d"};
  CHECK(forbidden_links(rows[0], "layer(a PRIVATE X::x)", folders).empty());
  CHECK(forbidden_links(rows[0], "layer(a PRIVATE Y::y)", folders).size() == 1);
  CHECK(forbidden_links(rows[0], "layer(a PUBLIC b::c)", folders).size() == 1);
  CHECK(forbidden_links(rows[1], "target_link_libraries(b_c PUBLIC d)", folders).size() == 1);
  CHECK(forbidden_links(rows[2], "layer(d SOURCES x.cpp PUBLIC b::c)", folders).empty());
}

TEST_CASE("a heavy header outside its place is found") {
  const std::vector<Heavy> heavy{{"boost/asio/awaitable.hpp", {"node/task/"}},
                                 {"boost/asio", {"node/net/"}}};
  CHECK(misplaced_headers({"did/a.cpp", "#include <boost/asio.hpp>"}, heavy).size() == 1);
  CHECK(misplaced_headers({"node/net/a.cpp", "#include <boost/asio/ip/tcp.hpp>"}, heavy).empty());
  CHECK(
      misplaced_headers({"node/task/a.hpp", "#include <boost/asio/awaitable.hpp>"}, heavy).empty());
  CHECK(misplaced_headers({"did/a.cpp", "// #include <boost/asio.hpp>"}, heavy).empty());
}

TEST_CASE("an include that climbs is found") {
  CHECK(relative_includes({"a.cpp", "#include \"../b.hpp\"\n"}).size() == 1);
  CHECK(relative_includes({"a.cpp", "#include \"a/b.hpp\"\n"}).empty());
}

TEST_CASE("every layer points down") {
  expect_none(upward_arrows(rows_of(text_at("spec/layers.md"))));
}

TEST_CASE("every folder links only what spec/layers.md allows") {
  const auto rows = rows_of(text_at("spec/layers.md"));
  std::set<std::string> folders;
  for (const auto& row : rows) folders.insert(row.folder);
  std::vector<std::string> offences;
  for (const auto& row : rows)
    std::ranges::copy(forbidden_links(row, text_at(row.folder + "/CMakeLists.txt"), folders),
                      std::back_inserter(offences));
  expect_none(offences);
}

TEST_CASE("every folder with a CMakeLists.txt of its own stands in spec/layers.md") {
  std::set<std::string> folders;
  for (const auto& row : rows_of(text_at("spec/layers.md"))) folders.insert(row.folder);
  std::vector<std::string> offences;
  for (const auto& file : text_files()) {
    if (!file.path.ends_with("/CMakeLists.txt") || !is_product(file.path)) continue;
    const auto folder = file.path.substr(0, file.path.rfind('/'));
    if (folder != "crypto" && !folders.contains(folder)) offences.push_back(folder);
  }
  expect_none(offences);
}

TEST_CASE("heavy headers stay in their places") {
  const auto heavy = heavy_headers(text_at("spec/layers.md"));
  REQUIRE(heavy.size() > 5);
  std::vector<std::string> offences;
  for (const auto& file : cpp_files())
    if (is_product(file.path))
      std::ranges::copy(misplaced_headers(file, heavy), std::back_inserter(offences));
  expect_none(offences);
}

TEST_CASE("no include climbs with two dots") {
  std::vector<std::string> offences;
  for (const auto& file : cpp_files())
    std::ranges::copy(relative_includes(file), std::back_inserter(offences));
  expect_none(offences);
}

}  // namespace waarmerk::shape
