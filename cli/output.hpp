// Output: how a command shows what it found, to people, to scripts and as JSON.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "crypto/base/error.hpp"

namespace waarmerk::cli {

enum class Form {
  people,  ///< sentences and tables
  plain,   ///< a line each, fields parted by a tab
  json,    ///< a JSON value a line
};

enum class Colour { none, good, careful, bad, strong, faint };

class Output {
 public:
  struct Options {
    Form form = Form::people;
    bool colour = false;       ///< for data
    bool talk_colour = false;  ///< for talk
  };
  Output(Console& console, Options options) : console_(console), options_(options) {}

  Form form() const { return options_.form; }
  /// The text in a colour where colours are shown.
  std::string paint(Colour colour, std::string_view text) const;

  /// A line of data. Text of strangers goes through one_line() first.
  void line(std::string_view text);
  /// Data as it is, such as a credential or a script.
  void raw(std::string_view text) { console_.out(text); }
  /// One field after the other, parted by tabs.
  void fields(const std::vector<std::string>& values);
  /// With headings and in columns for people; a line of fields each for scripts.
  void table(const std::vector<std::string>& headings,
             const std::vector<std::vector<std::string>>& rows);
  /// A heading and what stands under it, each name beside its value; empty values are left out.
  void facts(std::initializer_list<std::pair<std::string_view, std::string>> facts);

  /// A sentence of talk, on the standard error stream; none for scripts that asked for JSON.
  void say(std::string_view sentence);
  /// What could be done next.
  void suggest(std::string_view command);
  /// `waarmerk: sentence (code)`.
  void failure(const Error& error);

 private:
  Console& console_;
  Options options_;
};

/// Text of others on one line: no control characters, so that it cannot move the cursor, colour
/// the terminal or break out of its field, and no marks that turn the writing after it around.
std::string one_line(std::string_view text);

/// How many columns a terminal gives to the text: one for each character.
std::size_t columns_of(std::string_view text);

}  // namespace waarmerk::cli
