#include "node/trust/scope.hpp"

#include <algorithm>
#include <utility>

namespace waarmerk::node::trust {
namespace {

constexpr std::size_t steps_max = 1000;  // up one framework

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

}  // namespace

Result<void> check_scope(const Scope& scope) {
  if (scope.any && !scope.values.empty()) {
    return fail(bad_scope, "A scope is about anything, or about what it names.");
  }
  std::size_t count = 0;
  for (const auto& [dimension, values] : scope.values) {
    if (values.empty()) return fail(bad_scope, "A dimension of a scope has no value.");
    count += values.size();
    for (const auto& value : values) {
      if (value.empty() || value.size() > scope_value_bytes_max) {
        return fail(bad_scope, "A value of a scope has 1 to 512 bytes.");
      }
    }
  }
  if (count > scope_values_max) return fail(bad_scope, "A scope has 64 values at the most.");
  return {};
}

void Hierarchy::add(std::string narrower, std::string broader) {
  broader_of_.emplace(std::move(narrower), std::move(broader));
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

bool covers(const Scope& scope, const Scope& asked, const Hierarchy& hierarchy) {
  if (scope.any) return true;
  if (scope.values.empty()) return false;
  return std::ranges::all_of(scope.values, [&](const auto& named) {
    const auto wanted = asked.values.find(named.first);
    if (wanted == asked.values.end() || wanted->second.empty()) return false;
    return std::ranges::all_of(wanted->second, [&](const auto& value) {
      return std::ranges::any_of(
          named.second, [&](const auto& broader) { return hierarchy.covers(broader, value); });
    });
  });
}

}  // namespace waarmerk::node::trust
