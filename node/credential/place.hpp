// Place: a value and how it was reached; its JSON path is only printed where a rule is broken.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::node::credential {

/// Lives on the stack, below the place that it was reached from.
class Place {
 public:
  /// `base` is the path of `value`.
  Place(json::Value value, std::string_view base) : value_(value), name_(base) {}
  Place(json::Value value, const Place& parent, std::string_view name)
      : value_(value), parent_(&parent), name_(name) {}
  Place(json::Value value, const Place& parent, std::size_t index)
      : value_(value), parent_(&parent), index_(index) {}

  json::Value value() const { return value_; }
  std::string path() const;
  std::optional<Place> find(std::string_view name) const;
  /// Whether `type`, a string or an array of them, holds `wanted`.
  bool has_type(std::string_view wanted) const;

  std::unexpected<Error> fail_here(ErrorCode code, std::string detail) const;
  std::unexpected<Error> fail_at(std::string_view name, ErrorCode code, std::string detail) const;

 private:
  json::Value value_;
  const Place* parent_ = nullptr;
  std::string_view name_;
  std::size_t index_ = 0;
};

/// Calls `rule(place)` for each element of the array at `name`, or for the one value that stands
/// for it. Fails with `code` above `count_max`, or with the first failure of the rule.
template <class Rule>
Result<void> each(const Place& parent, std::string_view name, std::size_t count_max, ErrorCode code,
                  const Rule& rule) {
  const auto found = parent.find(name);
  if (!found) return {};
  if (!found->value().is(json::Kind::array)) return rule(*found);
  if (found->value().size() > count_max) return found->fail_here(code, "There are too many.");
  std::size_t index = 0;
  for (const json::Value value : found->value().elements()) {
    if (auto result = rule(Place(value, *found, index++)); !result) return result;
  }
  return {};
}

}  // namespace waarmerk::node::credential
