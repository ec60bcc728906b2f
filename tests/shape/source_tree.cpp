#include "tests/shape/source_tree.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/shape/pattern.hpp"

namespace waarmerk::shape {
namespace {

namespace fs = std::filesystem;

const fs::path root{WAARMERK_SOURCE_DIR};

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

bool is_left_out(const fs::path& path) {
  const auto name = path.filename().string();
  return name == "build" || name == ".git" || name == ".cache" || name == "node_modules";
}

bool is_text(const std::string& text) { return text.find('\0') == std::string::npos; }

std::vector<SourceFile> walk() {
  std::vector<SourceFile> files;
  for (auto at = fs::recursive_directory_iterator(root); at != fs::end(at); ++at) {
    if (is_left_out(at->path())) {
      at.disable_recursion_pending();
      continue;
    }
    if (!at->is_regular_file() || at->is_symlink()) continue;
    auto text = read(at->path());
    if (is_text(text)) files.push_back({at->path().lexically_relative(root), std::move(text)});
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

bool is_cpp(std::string_view path) {
  static constexpr std::array folders{"crypto/", "did/", "storage/", "node/", "cli/", "tests/"};
  return (path.ends_with(".cpp") || path.ends_with(".hpp")) &&
         std::ranges::any_of(folders, [&](auto folder) { return path.starts_with(folder); });
}

void blank(std::string& text, std::size_t from, std::size_t to) {
  for (auto i = from; i < std::min(to, text.size()); ++i)
    if (text[i] != '\n') text[i] = ' ';
}

std::size_t end_of_quoted(std::string_view text, std::size_t from) {
  const char quote = text[from];
  for (auto i = from + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == quote || text[i] == '\n') {
      return i + 1;
    }
  }
  return text.size();
}

std::size_t end_of_raw(std::string_view text, std::size_t quote) {
  const auto open = text.find('(', quote);
  if (open == std::string_view::npos) return text.size();
  const auto close = ")" + std::string(text.substr(quote + 1, open - quote - 1)) + "\"";
  const auto end = text.find(close, open);
  return end == std::string_view::npos ? text.size() : end + close.size();
}

bool follows_a_word(std::string_view text, std::size_t at) {
  return at > 0 && (std::isalnum(static_cast<unsigned char>(text[at - 1])) != 0);
}

/// Where the comment or quotation at `at` ends; `at` itself where there is none.
std::size_t end_of_prose(std::string_view text, std::size_t at, bool& comment) {
  const auto two = text.substr(at, 2);
  comment = two == "//" || two == "/*";
  if (two == "//") return std::min(text.find('\n', at), text.size());
  if (two == "/*") return std::min(text.find("*/", at), text.size() - 2) + 2;
  if (text[at] == '"' && at > 0 && text[at - 1] == 'R') return end_of_raw(text, at);
  if (text[at] == '"') return end_of_quoted(text, at);
  if (text[at] == '\'' && !follows_a_word(text, at)) return end_of_quoted(text, at);
  return at;
}

std::string blanked(std::string_view text, bool quotes_too) {
  std::string kept(text);
  for (std::size_t i = 0; i < text.size();) {
    bool comment = false;
    const auto end = end_of_prose(text, i, comment);
    if (end == i) {
      ++i;
      continue;
    }
    if (comment) blank(kept, i, end);
    if (!comment && quotes_too) blank(kept, i + 1, end - 1);
    i = end;
  }
  return kept;
}

}  // namespace

const std::vector<SourceFile>& text_files() {
  static const auto files = walk();
  return files;
}

const std::vector<SourceFile>& cpp_files() {
  static const auto files = [] {
    std::vector<SourceFile> found;
    std::ranges::copy_if(text_files(), std::back_inserter(found), is_cpp, &SourceFile::path);
    return found;
  }();
  return files;
}

const std::string& text_at(std::string_view path) {
  const auto found = std::ranges::find(text_files(), path, &SourceFile::path);
  REQUIRE_MESSAGE(found != text_files().end(), "there is no " << std::string(path));
  return found->text;
}

bool is_product(std::string_view path) { return !path.starts_with("tests/"); }

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  std::istringstream stream{std::string(text)};
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::size_t line_at(std::string_view text, std::size_t at) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, at), '\n'));
}

std::vector<std::string> quoted_words(std::string_view text) {
  std::vector<std::string> words;
  for (const auto& quoted : find_all(text, "`([^`]+)`")) words.push_back(quoted.groups[1]);
  return words;
}

std::vector<std::vector<std::string>> table_under(std::string_view markdown,
                                                  std::string_view heading) {
  std::vector<std::vector<std::string>> rows;
  bool inside = false;
  for (const auto& line : lines_of(markdown)) {
    if (line.starts_with("#")) inside = line == "## " + std::string(heading);
    if (!inside || !line.starts_with("|")) continue;
    std::vector<std::string> cells;
    std::istringstream stream(line.substr(1));
    for (std::string cell; std::getline(stream, cell, '|');) cells.push_back(cell);
    rows.push_back(std::move(cells));
  }
  if (rows.size() > 2) rows.erase(rows.begin(), rows.begin() + 2);
  return rows;
}

std::string without_comments(std::string_view text) { return blanked(text, false); }

std::string code_of(std::string_view text) {
  auto code = blanked(text, true);
  bool directive = false;
  for (std::size_t start = 0; start < code.size();) {
    const auto end = std::min(code.find('\n', start), code.size());
    const auto first = code.find_first_not_of(' ', start);
    directive = directive || (first < end && code[first] == '#');
    const bool continues = end > start && code[end - 1] == '\\';
    if (directive) blank(code, start, end);
    directive = directive && continues;
    start = end + 1;
  }
  return code;
}

void expect_none(const std::vector<std::string>& offences) {
  std::string told;
  for (const auto& offence : offences) told += "\n  " + offence;
  CHECK_MESSAGE(offences.empty(), told);
}

}  // namespace waarmerk::shape
