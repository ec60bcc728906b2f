// The keys of the configuration: name, meaning, bounds and place. For the .cpp files of this folder
// only.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "node/ops/config.hpp"

namespace waarmerk::node::ops {

struct TextKey {
  std::string& (*at)(Config&);
  /// Fails with a sentence for people, which does not repeat the value; empty means sound.
  std::string_view (*fault)(std::string_view value) = nullptr;
};

struct NumberKey {
  std::int64_t& (*at)(Config&);
  std::int64_t least;
  std::int64_t most;
};

struct FlagKey {
  bool& (*at)(Config&);
};

struct ListKey {
  std::vector<std::string>& (*at)(Config&);
  std::size_t count_max;
  std::string_view (*fault)(std::string_view value);
};

struct Key {
  std::string_view section;
  std::string_view name;
  std::string_view meaning;
  std::variant<TextKey, NumberKey, FlagKey, ListKey> place;
};

/// Every key, section by section.
std::span<const Key> config_keys();

/// `section.name`
std::string full_name(const Key& key);

/// The name among all keys that is nearest to `name`, which has the form `section.name`.
std::string nearest_key(std::string_view name);

}  // namespace waarmerk::node::ops
