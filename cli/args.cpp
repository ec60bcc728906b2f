#include "cli/args.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "cli/error_codes.hpp"
#include "cli/suggest.hpp"

namespace waarmerk::cli {
namespace {

std::string unknown_option(const Shape& shape, std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& option : shape.options) names.push_back(option.name);
  std::string text = "There is no option " + std::string(name) + ".";
  if (const auto nearest = suggest(name, names)) {
    text += " Did you mean " + std::string(*nearest) + "?";
  }
  return text;
}

}  // namespace

class Parsing {
 public:
  Parsing(const Shape& shape, std::span<const std::string> words) : shape_(shape), words_(words) {}

  Result<Args> run() {
    if (words_.size() > words_max) return fail(bad_usage, "There are too many words.");
    while (at_ < words_.size()) TRY_OK(take(words_[at_++]));
    TRY_OK(place_operands());
    TRY_OK(check_required());
    return std::move(args_);
  }

 private:
  Result<void> take(const std::string& word) {
    if (word.empty()) return fail(bad_usage, "A word of the command is empty.");
    if (!takes_options_ || word.size() < 2 || word[0] != '-') {
      operands_.push_back(word);
      return {};
    }
    if (word == "--") {
      takes_options_ = false;
      return {};
    }
    return take_option(word);
  }

  Result<void> take_option(const std::string& word) {
    const auto equals = word.starts_with("--") ? word.find('=') : std::string::npos;
    const auto name = word.substr(0, equals);
    const auto option = std::ranges::find(shape_.options, name, &Option::name);
    if (option == shape_.options.end()) return fail(bad_usage, unknown_option(shape_, name));
    auto& values = args_.values_[name];
    if (!values.empty() && !option->is_many) return fail(bad_usage, name + " stands there twice.");
    if (option->value.empty()) {
      if (equals != std::string::npos) return fail(bad_usage, name + " takes no value.");
      values.emplace_back();
    } else if (equals != std::string::npos) {
      values.push_back(word.substr(equals + 1));
    } else if (at_ < words_.size()) {
      values.push_back(words_[at_++]);
    } else {
      return fail(bad_usage, name + " takes a value: " + std::string(option->value) + ".");
    }
    // A variable of the shell that is not set: nobody means that.
    if (!option->value.empty() && values.back().empty()) {
      return fail(bad_usage, name + " has an empty value.");
    }
    return {};
  }

  Result<void> place_operands() {
    std::size_t next = 0;
    for (const auto& operand : shape_.operands) {
      if (next == operands_.size()) {
        if (!operand.is_needed) continue;
        return fail(bad_usage, "It misses " + std::string(operand.name) + ": " +
                                   std::string(operand.meaning) + ".");
      }
      const auto count = operand.is_many ? operands_.size() - next : 1;
      auto& values = args_.values_[std::string(operand.name)];
      for (std::size_t i = 0; i < count; ++i) values.push_back(operands_[next++]);
    }
    if (next == operands_.size()) return {};
    return fail(bad_usage, "It does not take \"" + operands_[next] + "\".");
  }

  Result<void> check_required() const {
    for (const auto& option : shape_.options) {
      if (!option.is_required || args_.has(option.name)) continue;
      return fail(bad_usage,
                  "It needs " + std::string(option.name) + " " + std::string(option.value) + ".");
    }
    return {};
  }

  const Shape& shape_;
  std::span<const std::string> words_;
  std::size_t at_ = 0;
  bool takes_options_ = true;
  std::vector<std::string> operands_;
  Args args_;
};

Result<Args> Args::parse(const Shape& shape, std::span<const std::string> words) {
  return Parsing(shape, words).run();
}

std::optional<std::string> Args::find(std::string_view name) const {
  const auto found = values_.find(name);
  if (found == values_.end()) return std::nullopt;
  return found->second.front();
}

const std::string& Args::get(std::string_view name) const {
  const auto found = values_.find(name);
  assert(found != values_.end());
  return found->second.front();
}

std::vector<std::string> Args::all(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

namespace {

bool is_day(std::string_view text) { return text.size() == std::string_view("2026-03-03").size(); }

}  // namespace

Result<UnixTime> read_moment(const std::string& text) {
  return parse_time(is_day(text) ? text + "T00:00:00Z" : text);
}

Result<UnixTime> read_last_moment(const std::string& text) {
  return parse_time(is_day(text) ? text + "T23:59:59Z" : text);
}

}  // namespace waarmerk::cli
