// Draft: an object of a document while its members are being expanded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "crypto/json/document.hpp"
#include "crypto/jsonld/active_context.hpp"
#include "crypto/jsonld/expanded.hpp"

namespace waarmerk::jsonld {

/// What a value expands to: nothing, one element, or an array of them.
struct Expanded {
  bool present = false;
  bool array = false;
  Elements items = {};

  static Expanded nothing() { return {}; }
  static Expanded one(Element& element) { return {true, false, {&element, &element}}; }
  static Expanded many(Elements elements) { return {true, true, elements}; }
};

/// Which property a value stands under, and what the context there says of it.
struct ActiveProperty {
  enum class Kind : std::uint8_t { none, graph, reverse, term };

  Kind kind = Kind::none;
  std::string_view name = {};
  const TermDefinition* definition = nullptr;

  /// Whether what stands here is nobody's property.
  bool is_top() const { return kind == Kind::none || kind == Kind::graph; }
};

struct Draft {
  json::Value source;
  const ActiveContext* active;       ///< what the members mean
  const ActiveContext* type_scoped;  ///< what the types mean
  ActiveProperty property;           ///< that the object is a value of

  std::uint32_t seen = 0;  ///< a bit for each keyword that it has
  Iri id = {};
  Types types = {};
  bool one_type = false;  ///< `@type` is one string
  std::optional<json::Value> value = {};
  std::string_view language = {};
  Direction direction = Direction::unsaid;
  std::string_view index = {};
  Elements graph = {};
  Elements included = {};
  Elements list = {};
  Expanded set = {};
  Properties properties = {};
  Properties reverse = {};
  std::vector<json::Member> nests = {};

  /// The property, as the members of the object understand it.
  ActiveProperty property_inside() const {
    ActiveProperty inside = property;
    if (property.kind == ActiveProperty::Kind::term)
      inside.definition = active->find(property.name);
    return inside;
  }
  bool has(Keyword keyword) const { return (seen >> static_cast<unsigned>(keyword) & 1) != 0; }
  bool has_only(std::uint32_t keywords) const {
    return (seen & ~keywords) == 0 && properties.empty();
  }
  void mark(Keyword keyword) { seen |= bit(keyword); }
  static constexpr std::uint32_t bit(Keyword keyword) {
    return std::uint32_t{1} << static_cast<unsigned>(keyword);
  }
};

}  // namespace waarmerk::jsonld
