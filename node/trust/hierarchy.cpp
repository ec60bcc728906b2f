#include "node/trust/hierarchy.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "node/trust/scope.hpp"

namespace waarmerk::node::trust {
namespace {

constexpr std::size_t steps_max = 1000;  // up one framework
constexpr std::size_t columns_max = 64;

std::unexpected<Error> refuse(std::size_t line, std::string_view fault) {
  return fail(bad_hierarchy, "Line " + std::to_string(line) + ": " + std::string(fault));
}

/// Whether a part of a path is `.` or `..`, also as `%2e`: whoever follows the URI goes elsewhere.
bool leads_astray(std::string_view path) {
  const auto is_dots = [](std::string_view part) {
    while (part.starts_with('.') || part.starts_with("%2e") || part.starts_with("%2E")) {
      part.remove_prefix(part.starts_with('.') ? 1 : 3);
    }
    return part.empty();
  };
  while (!path.empty()) {
    const auto end = std::min(path.find_first_of("/\\?#"), path.size());
    if (end > 0 && is_dots(path.substr(0, end))) return true;
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return false;
}

bool is_below(std::string_view broader, std::string_view value) {
  if (!value.starts_with(broader)) return false;
  if (value.size() == broader.size()) return true;
  const bool is_uri = broader.find(':') != std::string_view::npos;
  const bool is_part = broader.ends_with('/') || value[broader.size()] == '/';
  return is_uri && is_part && !leads_astray(value.substr(broader.size()));
}

/// RFC 4180, with lines that end as they like.
class Rows {
 public:
  explicit Rows(std::string_view csv) : left_(csv) {
    if (left_.starts_with("\xEF\xBB\xBF")) left_.remove_prefix(3);
  }

  bool is_over() const { return left_.empty(); }
  /// Of the row that was read last.
  std::size_t line() const { return line_; }

  Result<std::vector<std::string>> next() {
    line_ = next_line_;
    std::vector<std::string> fields;
    for (;;) {
      if (fields.size() == columns_max) return refuse(line_, "there are 64 columns at the most.");
      TRY(field, left_.starts_with('"') ? quoted() : bare());
      fields.push_back(std::move(field));
      if (left_.starts_with(',')) {
        left_.remove_prefix(1);
        continue;
      }
      if (left_.starts_with('\r')) left_.remove_prefix(1);
      if (!left_.empty() && left_.front() != '\n') return refuse(line_, "a quote ends too early.");
      if (!left_.empty()) left_.remove_prefix(1);
      ++next_line_;
      return fields;
    }
  }

 private:
  Result<std::string> bare() {
    const auto end = std::min(left_.find_first_of(",\r\n"), left_.size());
    std::string field(left_.substr(0, end));
    left_.remove_prefix(end);
    if (field.contains('"')) return refuse(line_, "a quote stands within a field.");
    return field;
  }

  Result<std::string> quoted() {
    std::string field;
    left_.remove_prefix(1);
    for (;;) {
      const auto end = left_.find('"');
      if (end == std::string_view::npos) return refuse(line_, "a quote does not end.");
      const auto part = left_.substr(0, end);
      next_line_ += static_cast<std::size_t>(std::ranges::count(part, '\n'));
      field += part;
      left_.remove_prefix(end + 1);
      if (!left_.starts_with('"')) return field;
      field += '"';
      left_.remove_prefix(1);
    }
  }

  std::string_view left_;
  std::size_t line_ = 1;
  std::size_t next_line_ = 1;
};

struct Columns {
  std::size_t narrower;
  std::size_t broader;
};

std::optional<Columns> find_columns(const std::vector<std::string>& names) {
  using Pair = std::pair<std::string_view, std::string_view>;
  for (const auto& [narrower, broader] :
       {Pair{"narrower", "broader"}, Pair{"conceptUri", "broaderUri"}}) {
    const auto low = std::ranges::find(names, narrower);
    const auto high = std::ranges::find(names, broader);
    if (low == names.end() || high == names.end()) continue;
    return Columns{static_cast<std::size_t>(low - names.begin()),
                   static_cast<std::size_t>(high - names.begin())};
  }
  return std::nullopt;
}

bool is_value(std::string_view text) {
  return !text.empty() && text.size() <= scope_value_bytes_max;
}

}  // namespace

void Hierarchy::add(std::string narrower, std::string broader) {
  broader_of_.emplace(std::move(narrower), std::move(broader));
}

Result<void> Hierarchy::read(std::string_view csv) {
  if (csv.size() > hierarchy_bytes_max)
    return fail(bad_hierarchy, "A list has 16 MiB at the most.");
  Rows rows(csv);
  TRY(names, rows.next());
  const auto columns = find_columns(names);
  if (!columns) {
    return refuse(1, "no columns are called narrower and broader, or conceptUri and broaderUri.");
  }
  while (!rows.is_over()) {
    TRY(fields, rows.next());
    if (fields.size() != names.size()) return refuse(rows.line(), "has more or fewer columns.");
    auto& narrower = fields[columns->narrower];
    auto& broader = fields[columns->broader];
    if (!is_value(narrower) || !is_value(broader)) {
      return refuse(rows.line(), "a value of a scope has 1 to 512 bytes.");
    }
    if (size() == hierarchy_rows_max) return refuse(rows.line(), "200,000 rows are the most.");
    add(std::move(narrower), std::move(broader));
  }
  return {};
}

// Whatever has nothing broader that is left is taken away, until nothing is; what then remains goes
// round, or leads there.
Result<void> Hierarchy::check_loops() const {
  std::map<std::string_view, std::size_t> broader_left;
  std::multimap<std::string_view, std::string_view> narrower_of;
  for (const auto& [narrower, broader] : broader_of_) {
    ++broader_left[narrower];
    broader_left.try_emplace(broader, 0);
    narrower_of.emplace(broader, narrower);
  }
  std::vector<std::string_view> free;
  for (const auto& [value, count] : broader_left) {
    if (count == 0) free.push_back(value);
  }
  std::size_t taken = 0;
  while (!free.empty()) {
    const auto value = free.back();
    free.pop_back();
    ++taken;
    const auto [first, last] = narrower_of.equal_range(value);
    for (auto below = first; below != last; ++below) {
      if (--broader_left[below->second] == 0) free.push_back(below->second);
    }
  }
  if (taken == broader_left.size()) return {};
  const auto stuck =
      std::ranges::find_if(broader_left, [](const auto& one) { return one.second > 0; });
  return fail(bad_hierarchy,
              "'" + std::string(stuck->first) + "' stands below itself, or below what does.");
}

bool Hierarchy::covers(std::string_view broader, std::string_view value) const {
  std::vector<std::string_view> waiting{value};
  std::set<std::string_view> seen;
  for (std::size_t steps = 0; !waiting.empty() && steps < steps_max; ++steps) {
    const auto now = waiting.back();
    waiting.pop_back();
    if (is_below(broader, now)) return true;
    if (!seen.insert(now).second) continue;
    const auto [first, last] = broader_of_.equal_range(now);
    for (auto up = first; up != last; ++up) waiting.push_back(up->second);
  }
  return false;
}

}  // namespace waarmerk::node::trust
