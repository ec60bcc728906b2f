#include "node/trust/scope.hpp"

#include <algorithm>
#include <ranges>

namespace waarmerk::node::trust {
namespace {

using Values = std::set<std::string>;

bool is_below_one(const Values& named, std::string_view value, const Hierarchy& hierarchy) {
  return std::ranges::any_of(named,
                             [&](const auto& broader) { return hierarchy.covers(broader, value); });
}

/// In each dimension that the scope names something is asked, and `fits` it.
template <class Fits>
bool is_about(const Scope& scope, const Scope& asked, const Fits& fits) {
  if (scope.any) return true;
  if (scope.values.empty()) return false;
  return std::ranges::all_of(scope.values, [&](const auto& named) {
    const auto wanted = asked.values.find(named.first);
    return wanted != asked.values.end() && !wanted->second.empty() &&
           fits(named.second, wanted->second);
  });
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

bool covers(const Scope& scope, const Scope& asked, const Hierarchy& hierarchy) {
  return is_about(scope, asked, [&](const auto& named, const auto& wanted) {
    return std::ranges::all_of(
        wanted, [&](const auto& value) { return is_below_one(named, value, hierarchy); });
  });
}

bool touches(const Scope& scope, const Scope& asked, const Hierarchy& hierarchy) {
  return is_about(scope, asked, [&](const auto& named, const auto& wanted) {
    return std::ranges::any_of(
        wanted | std::views::take(touched_values_max),
        [&](const auto& value) { return is_below_one(named, value, hierarchy); });
  });
}

}  // namespace waarmerk::node::trust
