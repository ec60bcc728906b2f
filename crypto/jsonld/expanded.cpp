#include "crypto/jsonld/expanded.hpp"

#include "crypto/jsonld/name_map.hpp"

namespace waarmerk::jsonld {

void Elements::append(Element& element) {
  element.next = nullptr;
  (first == nullptr ? first : last->next) = &element;
  last = &element;
}

void Elements::append(Elements elements) {
  if (elements.empty()) return;
  (first == nullptr ? first : last->next) = elements.first;
  last = elements.last;
}

Property* Properties::find(std::string_view name) const {
  for (Property* at = first; at != nullptr; at = at->next) {
    const std::string_view text = at->name.text;
    if (text.size() != name.size()) continue;
    if (text.data() == name.data() || same_name(text.data(), name.data(), text.size())) return at;
  }
  return nullptr;
}

Property& Properties::operator()(const Iri& name, Arena& arena) {
  if (Property* const found = find(name.text)) return *found;
  Property* const added = arena.make<Property>(name);
  (first == nullptr ? first : last->next) = added;
  last = added;
  ++count;
  return *added;
}

void Types::append(const Iri& iri, Arena& arena) {
  Type* const added = arena.make<Type>(iri);
  (first == nullptr ? first : last->next) = added;
  last = added;
}

void Types::prepend(const Iri& iri, Arena& arena) {
  first = arena.make<Type>(iri, first);
  if (last == nullptr) last = first;
}

bool NodeElement::is_graph_object() const {
  return has_graph && !has_included && !has_types && properties.empty() && reverse.empty();
}

}  // namespace waarmerk::jsonld
