// DemoTeller: the demo's steps, each a line that a lay person understands, and below it what was
// typed for it.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "cli/output.hpp"

namespace waarmerk::cli {

class DemoTeller {
 public:
  explicit DemoTeller(Output& output) : output_(output) {}

  void title(std::string_view title, const std::vector<std::string>& lines);
  /// The line of the next step stands there while it goes on; its end marks it.
  void begin(std::string_view sentence);
  /// Something found: a paragraph below the step.
  void fact(std::string line) { facts_.push_back(std::move(line)); }
  /// What a person could have typed, behind the prompt where it was typed.
  void command(std::string line) { commands_.push_back(std::move(line)); }
  void pass();
  void fail(const Error& error);

  void heading(std::string_view text);
  void line(std::string_view text);
  /// A log or another text that is shown as it is, line by line.
  void quote(std::string_view text);

  std::size_t steps() const { return step_; }
  std::size_t commands_told() const { return commands_told_; }
  std::int64_t elapsed_ms() const;

 private:
  bool is_json() const { return output_.form() == Form::json; }
  void show(const std::vector<std::string>& lines, Colour colour);
  void end(bool passed, std::string_view why);

  Output& output_;
  std::size_t step_ = 0;
  std::size_t commands_told_ = 0;
  std::string sentence_;
  std::vector<std::string> facts_;
  std::vector<std::string> commands_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point step_started_ = started_;
};

/// Words as a shell would need them to be typed.
std::string shell_line(const std::vector<std::string>& words);

}  // namespace waarmerk::cli
