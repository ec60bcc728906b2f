#include "node/trust/scope.hpp"

#include <algorithm>

namespace waarmerk::node::trust {
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
