// Scope: what a bit of trust is about, and what somebody asks about (spec/trust.md 2).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/trust/hierarchy.hpp"

namespace waarmerk::node::trust {

inline constexpr ErrorCode bad_scope{"trust.bad_scope", ErrorKind::invalid};

inline constexpr std::size_t scope_values_max = 64;
inline constexpr std::size_t scope_value_bytes_max = 512;
inline constexpr std::size_t touched_values_max = 1'000;

enum class Dimension : std::uint8_t { skill, achievement_type, jurisdiction };

struct DimensionName {
  Dimension dimension;
  std::string_view name;
};
/// What a dimension is called wherever a scope is written.
inline constexpr auto dimension_names = std::to_array<DimensionName>({
    {Dimension::skill, "skill"},
    {Dimension::achievement_type, "achievementType"},
    {Dimension::jurisdiction, "jurisdiction"},
});

/// Each value once, in order. A dimension that is not named is not limited by it. A scope that
/// names none covers nothing, but where it says `any`.
struct Scope {
  bool any = false;
  std::map<Dimension, std::set<std::string>> values = {};

  bool is_empty() const { return !any && values.empty(); }
  friend auto operator<=>(const Scope&, const Scope&) = default;
  friend bool operator==(const Scope&, const Scope&) = default;
};

/// Whatever is covered.
inline Scope any_scope() { return {.any = true}; }

/// Fails with trust.bad_scope: over 64 values, one over 512 bytes or empty, a dimension without a
/// value, or `any` beside values.
Result<void> check_scope(const Scope& scope);

/// Whether trust in `scope` is trust about all that is asked: in each dimension that it names,
/// something is asked, and all of it is covered.
bool covers(const Scope& scope, const Scope& asked, const Hierarchy& hierarchy);
/// Whether an objection in `scope` is about some of what is asked: in each dimension that it names,
/// one of the values that are asked is covered. More may be asked than a scope holds: of each
/// dimension the first 1,000 are looked at.
bool touches(const Scope& scope, const Scope& asked, const Hierarchy& hierarchy);

}  // namespace waarmerk::node::trust
