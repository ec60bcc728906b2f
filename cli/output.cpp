#include "cli/output.hpp"

#include <algorithm>
#include <array>

namespace waarmerk::cli {
namespace {

/// Marks that turn the writing after them around, as UTF-8, and what no XML may hold.
constexpr auto turning_marks = std::to_array<std::string_view>(
    {"\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067",
     "\u2068", "\u2069", "\u061c", "\ufffe", "\uffff"});

std::string_view escape_of(Colour colour) {
  switch (colour) {
    case Colour::none: return "";
    case Colour::good: return "\x1b[32m";
    case Colour::careful: return "\x1b[33m";
    case Colour::bad: return "\x1b[31m";
    case Colour::strong: return "\x1b[1m";
    case Colour::faint: return "\x1b[2m";
  }
  return "";
}

std::string painted(Colour colour, std::string_view text, bool is_coloured) {
  const auto escape = escape_of(colour);
  if (!is_coloured || escape.empty()) return std::string(text);
  return std::string(escape) + std::string(text) + "\x1b[0m";
}

std::string pad(std::string_view text, std::size_t columns) {
  std::string padded(text);
  const auto has = columns_of(text);
  if (has < columns) padded.append(columns - has, ' ');
  return padded;
}

std::vector<std::size_t> widths_of(const std::vector<std::string>& headings,
                                   const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& heading : headings) widths.push_back(columns_of(heading));
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < widths.size(); ++i) {
      widths[i] = std::max(widths[i], columns_of(one_line(row[i])));
    }
  }
  return widths;
}

std::string row_text(const std::vector<std::string>& cells,
                     const std::vector<std::size_t>& widths) {
  std::string text;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const bool is_last = i + 1 == widths.size();
    text += is_last ? one_line(cells[i]) : pad(one_line(cells[i]), widths[i] + 2);
  }
  return text;
}

}  // namespace

std::string Output::paint(Colour colour, std::string_view text) const {
  return painted(colour, text, options_.colour);
}

void Output::line(std::string_view text) { console_.out(std::string(text) + "\n"); }

void Output::fields(const std::vector<std::string>& values) {
  std::string text;
  for (const auto& value : values) {
    if (!text.empty() || &value != &values.front()) text += '\t';
    text += one_line(value);
  }
  line(text);
}

void Output::table(const std::vector<std::string>& headings,
                   const std::vector<std::vector<std::string>>& rows) {
  if (form() != Form::people) {
    for (const auto& row : rows) fields(row);
    return;
  }
  const auto widths = widths_of(headings, rows);
  line(paint(Colour::faint, row_text(headings, widths)));
  for (const auto& row : rows) line(row_text(row, widths));
}

void Output::facts(std::initializer_list<std::pair<std::string_view, std::string>> facts) {
  std::size_t widest = 0;
  for (const auto& [name, value] : facts) {
    if (!value.empty()) widest = std::max(widest, columns_of(name));
  }
  for (const auto& [name, value] : facts) {
    if (value.empty()) continue;
    if (form() == Form::people) {
      line(paint(Colour::faint, pad(name, widest + 2)) + one_line(value));
    } else {
      fields({std::string(name), value});
    }
  }
}

void Output::say(std::string_view sentence) {
  if (form() != Form::json) console_.err(std::string(sentence) + "\n");
}

void Output::suggest(std::string_view command) {
  if (form() == Form::people) say("Next: " + std::string(command));
}

void Output::failure(const Error& error) {
  std::string text = "waarmerk: ";
  text += error.path.empty() ? error.detail : error.path + ": " + error.detail;
  text = painted(Colour::bad, one_line(text), options_.talk_colour);
  console_.err(text + " (" + std::string(error.code.name) + ")\n");
}

std::string one_line(std::string_view text) {
  std::string clean;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // U+0080 to U+009F are control characters too: C2 80 to C2 9F.
    const bool is_c1 =
        byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0;
    if (is_c1) ++i;
    if (is_c1 || byte < 0x20 || byte == 0x7f) {
      if (!clean.ends_with(' ')) clean += ' ';
    } else {
      clean += text[i];
    }
  }
  for (const auto mark : turning_marks) {
    for (auto at = clean.find(mark); at != std::string::npos; at = clean.find(mark, at))
      clean.erase(at, mark.size());
  }
  return clean;
}

std::size_t columns_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & '\xc0') != '\x80'; }));
}

}  // namespace waarmerk::cli
