// Args: the words of a command line, read by what the command says it takes.
//
// Why no library: spec/decisions/0005-own-argument-parser.md.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"

namespace waarmerk::cli {

/// `--as-of T`; one without a value is a switch.
struct Option {
  std::string_view name;   ///< with its dashes
  std::string_view value;  ///< what the value is called; empty for a switch
  std::string_view meaning;
  bool is_required = false;
  bool is_many = false;  ///< may be given several times
};

/// A word without dashes.
struct Operand {
  std::string_view name;  ///< such as `FILE`
  std::string_view meaning;
  bool is_many = false;  ///< takes all that follow, at least one
  bool is_needed = true;
};

/// What a command takes.
struct Shape {
  std::vector<Operand> operands = {};
  std::vector<Option> options = {};
};

inline constexpr std::size_t words_max = 20'000;

class Args {
 public:
  /// `--name value`, `--name=value`, `-o value`; `--` ends the options; `-` alone is an operand.
  /// Fails with cli.usage, and names the nearest option for one that is not known.
  static Result<Args> parse(const Shape& shape, std::span<const std::string> words);

  bool has(std::string_view name) const { return values_.contains(name); }
  std::optional<std::string> find(std::string_view name) const;
  /// Of what is required, so it is there.
  const std::string& get(std::string_view name) const;
  std::vector<std::string> all(std::string_view name) const;

 private:
  friend class Parsing;
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// A moment such as `2026-03-03T10:12:00Z`, or a day, which means its beginning in UTC. Fails as
/// parse_time does.
Result<UnixTime> read_moment(const std::string& text);
/// The same where something ends: a day means all of it.
Result<UnixTime> read_last_moment(const std::string& text);

}  // namespace waarmerk::cli
