// The source tree as text, for the rules that no compiler holds.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace waarmerk::shape {

struct SourceFile {
  std::string path;  ///< from the root of the repository, such as `crypto/base/time.cpp`
  std::string text;
};

/// Every `.cpp` and `.hpp` of ours, sorted by path; the tests too.
const std::vector<SourceFile>& cpp_files();

/// Every text file of the repository, sorted by path.
const std::vector<SourceFile>& text_files();

/// The text of one file that must exist.
const std::string& text_at(std::string_view path);

/// Whether the file belongs to the product and not to its tests.
bool is_product(std::string_view path);

std::vector<std::string> lines_of(std::string_view text);

/// The line, counted from 1, of the byte at `at`.
std::size_t line_at(std::string_view text, std::size_t at);

/// The words between backquotes in `text`, in order.
std::vector<std::string> quoted_words(std::string_view text);

/// The cells of each row of the Markdown table below `## heading`, without its two head rows.
std::vector<std::vector<std::string>> table_under(std::string_view markdown,
                                                  std::string_view heading);

/// `text` with every comment blanked: same length, same lines.
std::string without_comments(std::string_view text);

/// `text` with comments, what stands between quotes, and preprocessor lines blanked.
std::string code_of(std::string_view text);

/// Fails the test case, with one line for each offence.
void expect_none(const std::vector<std::string>& offences);

}  // namespace waarmerk::shape
