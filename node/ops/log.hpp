// Log: one JSON object a line, for machines first.
//
// A line is a name and a few fields, never prose with values in it, and never a body, a header or a
// query. A field whose name says that it is secret is withheld.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "crypto/base/clock.hpp"
#include "crypto/base/error.hpp"

namespace waarmerk::node::ops {

enum class Level { debug, info, warning, error };

/// `debug`, `info`, `warning` or `error`.
std::optional<Level> parse_level(std::string_view name);

struct Field {
  std::string_view name;
  std::variant<std::string_view, std::int64_t, double, bool> value;
};

/// Safe to share between threads; each line is written whole.
class Log {
 public:
  using Sink = std::function<void(std::string_view line)>;

  /// To standard error, or to `sink`, which is given each line with its newline.
  explicit Log(const Clock& clock, Level least = Level::info, Sink sink = {});

  void set_least(Level least) { least_ = least; }
  bool writes(Level level) const { return level >= least_; }

  /// `{"time":…,"level":…,"event":…, fields}`. A text is cut at 1024 bytes, and one that is not
  /// UTF-8 is replaced.
  void write(Level level, std::string_view event, std::initializer_list<Field> fields = {});
  void info(std::string_view event, std::initializer_list<Field> fields = {});
  void warning(std::string_view event, std::initializer_list<Field> fields = {});
  /// With the fields `code` and `detail` of what went wrong.
  void error(std::string_view event, const Error& error);

 private:
  const Clock& clock_;
  std::atomic<Level> least_;
  Sink sink_;
  std::mutex mutex_;
};

}  // namespace waarmerk::node::ops
