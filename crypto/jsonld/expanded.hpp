// What expansion makes of a document: nodes, values and lists, in an arena.
//
// It is neither JSON nor RDF; both are written from it. Texts are borrowed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "crypto/json/document.hpp"
#include "crypto/jsonld/arena.hpp"
#include "crypto/jsonld/iri.hpp"
#include "crypto/jsonld/language.hpp"

namespace waarmerk::jsonld {

struct Element;

/// Elements in a row. An element is in one row at the most.
struct Elements {
  Element* first = nullptr;
  Element* last = nullptr;

  bool empty() const { return first == nullptr; }
  void append(Element& element);
  void append(Elements elements);
};

struct Element {
  enum class Kind : std::uint8_t { node, value, list };

  Kind kind;
  bool has_index = false;
  std::string_view index = {};
  Element* next = nullptr;
};

/// A value object. Of a string only the text is set, of anything else only the JSON.
struct ValueElement : Element {
  ValueElement() : Element{Kind::value} {}

  bool has_text = false;
  std::string_view text = {};
  std::optional<json::Value> json = {};
  Iri type = {};  ///< of form none if it has none; the keyword `@json` for any JSON
  std::string_view language = {};
  bool has_language = false;
  Direction direction = Direction::unsaid;
};

struct ListElement : Element {
  ListElement() : Element{Kind::list} {}

  Elements items = {};
};

/// The values of one property of a node.
struct Property {
  Iri name;
  Elements values = {};
  Property* next = nullptr;
};

/// The properties of a node, each of them once, in the order in which they came.
struct Properties {
  Property* first = nullptr;
  Property* last = nullptr;
  std::size_t count = 0;

  bool empty() const { return first == nullptr; }
  Property* find(std::string_view name) const;
  /// The property, added if it is not there.
  Property& operator()(const Iri& name, Arena& arena);
};

struct Type {
  Iri iri;
  Type* next = nullptr;
};

/// The types of a node, in their order.
struct Types {
  Type* first = nullptr;
  Type* last = nullptr;

  void append(const Iri& iri, Arena& arena);
  void prepend(const Iri& iri, Arena& arena);
};

/// A node object.
struct NodeElement : Element {
  NodeElement() : Element{Kind::node} {}

  std::optional<json::Value> source = {};  ///< what it was written as, if that was an object
  bool has_id = false;
  bool has_graph = false;
  bool has_included = false;
  bool has_types = false;
  Iri id = {};
  Types types = {};
  Properties properties = {};
  Properties reverse = {};
  Elements graph = {};
  Elements included = {};

  /// Whether it holds a graph, and besides an id and an index nothing else.
  bool is_graph_object() const;
};

}  // namespace waarmerk::jsonld
