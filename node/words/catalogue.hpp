// Catalogue: what people read, by name and language, out of spec/messages.
//
// The names are compiled in as constants, so that a text which is not in the catalogue is an error
// of the compiler; that each language has all of them is seen to where the C++ is made (make.mjs).
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "node/words/language.hpp"
#include "node/words/names.hpp"

namespace waarmerk::node::words {

/// The name of a text.
class Key {
 public:
  /// A name that is not in the catalogue does not compile.
  consteval Key(const char* name) : place_(get(name)) {}

  static constexpr std::optional<Key> find(std::string_view name) {
    const auto place = std::ranges::lower_bound(all_names, name);
    if (place == all_names.end() || *place != name) return std::nullopt;
    return Key(static_cast<std::size_t>(place - all_names.begin()));
  }
  constexpr std::string_view name() const { return all_names[place_]; }
  constexpr std::size_t place() const { return place_; }

 private:
  explicit constexpr Key(std::size_t place) : place_(place) {}
  static consteval std::size_t get(std::string_view name) { return find(name).value().place_; }

  std::size_t place_;
};

/// The texts of one language, in the order of `all_names`.
struct Edition {
  std::string_view language;
  std::string_view name;
  bool is_right_to_left;
  bool is_machine_drafted;
  std::span<const std::string_view> texts;
};

/// One for each language, in their order.
std::span<const Edition> editions();

/// With `{name}` where facts are to be filled in.
std::string_view text_of(Language language, Key key);

}  // namespace waarmerk::node::words
