#include "cli/demo_teller.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "crypto/json/writer.hpp"

namespace waarmerk::cli {
namespace {

constexpr std::size_t columns = 78;
constexpr std::string_view indent = "     ";

std::int64_t ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               start)
      .count();
}

void write_lines(json::Writer& writer, std::string_view name,
                 const std::vector<std::string>& lines) {
  writer.name(name).begin_array();
  for (const auto& line : lines) writer.string(line);
  writer.end_array();
}

std::string quoted(const std::string& word) {
  const bool plain = !word.empty() && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("-_./:@=+,%").contains(c);
  });
  if (plain) return word;
  std::string text = "'";
  for (const char c : word) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

struct Wrap {
  std::string_view hang = {};  ///< before each line but the first
  std::string_view more = {};
};

bool is_option_with_value(std::string_view word, std::string_view next) {
  return word.starts_with('-') && !word.contains(' ') && !next.starts_with('-');
}

/// The words in as few lines as fit, each line but the last with `more` behind it.
std::vector<std::string> wrapped(const std::vector<std::string>& words, const Wrap& wrap) {
  std::vector<std::string> lines;
  std::string line;
  for (const auto& word : words) {
    const auto used = indent.size() + (lines.empty() ? 0 : wrap.hang.size()) + columns_of(line) +
                      1 + columns_of(word) + wrap.more.size();
    if (!line.empty() && used > columns) {
      lines.push_back(std::string(lines.empty() ? "" : wrap.hang) + line + std::string(wrap.more));
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  lines.push_back(std::string(lines.empty() ? "" : wrap.hang) + line);
  return lines;
}

std::vector<std::string> split(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    words.emplace_back(word);
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return words;
}

/// An option and its value are one word where a line may break, and so is what is quoted.
std::vector<std::string> split_command(std::string_view command) {
  std::vector<std::string> words;
  bool is_open = false;
  for (const auto& word : split(command)) {
    const bool joins = !words.empty() && (is_open || is_option_with_value(words.back(), word));
    if (std::ranges::count(word, '\'') % 2 == 1) is_open = !is_open;
    if (joins) {
      words.back() += " " + word;
    } else {
      words.push_back(word);
    }
  }
  return words;
}

}  // namespace

void DemoTeller::title(std::string_view title, const std::vector<std::string>& lines) {
  if (is_json()) return;
  output_.line("");
  output_.line(output_.paint(Colour::strong, title));
  output_.line("");
  for (const auto& each : lines) output_.line(each);
  output_.line("");
}

void DemoTeller::begin(std::string_view sentence) {
  ++step_;
  sentence_ = sentence;
  step_started_ = std::chrono::steady_clock::now();
  if (is_json()) return;
  const auto used = columns_of(sentence);
  const std::string room(used < columns - indent.size() ? columns - indent.size() - used : 1, ' ');
  output_.raw(output_.paint(Colour::strong, fmt::format("{:>3}  {}", step_, sentence)) + room);
}

void DemoTeller::pass() { end(true, {}); }

void DemoTeller::fail(const Error& error) {
  const auto place = error.path.empty() ? std::string() : error.path + ": ";
  end(false, place + error.detail + " (" + std::string(error.code.name) + ")");
}

void DemoTeller::end(bool passed, std::string_view why) {
  commands_told_ += commands_.size();
  if (is_json()) {
    json::Writer writer;
    writer.begin_object().name("step").integer(static_cast<std::int64_t>(step_));
    writer.member("title", sentence_).name("passed").boolean(passed);
    if (!passed) writer.member("why", why);
    writer.name("ms").integer(ms_since(step_started_));
    write_lines(writer, "facts", facts_);
    write_lines(writer, "commands", commands_);
    output_.line(writer.end_object().take());
  } else {
    output_.line(passed ? output_.paint(Colour::good, "✓") : output_.paint(Colour::bad, "✗"));
    for (const auto& fact : facts_) show(wrapped(split(one_line(fact)), {}), Colour::none);
    for (const auto& command : commands_) {
      show(wrapped(split_command(command), {.hang = "    ", .more = " \\"}), Colour::faint);
    }
    if (!passed) show(wrapped(split(one_line(why)), {}), Colour::bad);
    output_.line("");
  }
  facts_.clear();
  commands_.clear();
}

void DemoTeller::show(const std::vector<std::string>& lines, Colour colour) {
  for (const auto& each : lines) output_.line(std::string(indent) + output_.paint(colour, each));
}

void DemoTeller::heading(std::string_view text) {
  if (!is_json()) output_.line(output_.paint(Colour::strong, text));
}

void DemoTeller::line(std::string_view text) {
  if (!is_json()) output_.line(text);
}

void DemoTeller::quote(std::string_view text) {
  while (!text.empty()) {
    const auto end = text.find('\n');
    if (!is_json()) show({one_line(text.substr(0, end))}, Colour::faint);
    if (end == std::string_view::npos) return;
    text.remove_prefix(end + 1);
  }
}

std::int64_t DemoTeller::elapsed_ms() const { return ms_since(started_); }

std::string shell_line(const std::vector<std::string>& words) {
  std::string line;
  for (const auto& word : words) line += (line.empty() ? "" : " ") + quoted(word);
  return line;
}

}  // namespace waarmerk::cli
