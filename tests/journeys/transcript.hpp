// Transcript: commands as they are typed, with what they print, read from a text file.
//
//   # a line that explains
//   $ waarmerk badge verify good.json
//   good.json	genuine	badge.genuine	…
//   [exit 0]
//
// `…` stands for any text inside its line, and alone for any number of lines. Without `[exit N]`
// the command must end with 0. `{port}` is a port that was free when the transcript was begun.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace waarmerk::tests {

struct Step {
  std::size_t line = 0;  ///< of the command in its file, from 1
  std::string command;
  std::vector<std::string> expected;
  int exit = 0;
};

std::vector<Step> read_transcript(std::string_view text);

/// Whether what was printed is what was expected.
bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& printed);

std::vector<std::string> split_lines(std::string_view text);

}  // namespace waarmerk::tests
