// Strong: a name for a value that cannot be mixed up with another name for the same type.
#pragma once

#include <compare>
#include <functional>
#include <utility>

namespace waarmerk {

/// `using KeyId = Strong<struct KeyIdTag, std::string>;`
template <class Tag, class Rep>
struct Strong {
  Rep value;

  Strong() = default;
  explicit Strong(Rep rep) : value(std::move(rep)) {}
  friend auto operator<=>(const Strong&, const Strong&) = default;
  friend bool operator==(const Strong&, const Strong&) = default;
};

}  // namespace waarmerk

template <class Tag, class Rep>
struct std::hash<waarmerk::Strong<Tag, Rep>> {
  std::size_t operator()(const waarmerk::Strong<Tag, Rep>& strong) const {
    return std::hash<Rep>{}(strong.value);
  }
};
