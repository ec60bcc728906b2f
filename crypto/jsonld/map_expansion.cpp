// Objects that are maps: by language, by index, by id, by type and by graph name (JSON-LD API
// 5.1.2, steps 13.7 and 13.8).
#include "crypto/jsonld/each_member.hpp"
#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/expansion.hpp"

namespace waarmerk::jsonld {

Result<Expanded> Expansion::expand_language_map(const ActiveContext& active,
                                                const TermDefinition& definition, json::Value map) {
  Elements items;
  const Direction said = definition.direction;
  const Direction direction = said == Direction::unsaid ? active.direction : said;
  const auto add = [&](std::string_view language, json::Value value) -> Result<void> {
    if (value.is(json::Kind::null)) return {};
    const auto text = value.string();
    if (!text) return fail_at(value, invalid_language_map_value, "a language map holds strings");
    const bool none = active.keyword_for(language) == Keyword::none_word;
    if (!none && !is_language_tag(language)) TRY_OK(lose(value, bad_language_tag, language));
    TRY(element, make<ValueElement>());
    element->has_text = true;
    element->text = *text;
    element->has_language = !none;
    if (!none) element->language = lower_case(language, *texts_);
    element->direction = direction;
    TRY_OK(check_direction(direction, value));
    items.append(*element);
    return {};
  };
  TRY_OK(each_member(map, options_.ordered, [&](const json::Member& member) -> Result<void> {
    if (!member.value.is(json::Kind::array)) return add(member.name, member.value);
    for (const json::Value value : member.value.elements()) TRY_OK(add(member.name, value));
    return {};
  }));
  return Expanded::many(items);
}

Result<Expanded> Expansion::expand_index_map(const ActiveContext& active,
                                             const ActiveProperty& property, json::Value map) {
  const TermDefinition& definition = *property.definition;
  const Containers containers = definition.containers;
  const bool by_type = containers.has(Containers::type);
  const ActiveContext& around = by_type && active.previous != nullptr ? *active.previous : active;
  Elements items;
  TRY_OK(each_member(map, options_.ordered, [&](const json::Member& member) -> Result<void> {
    const ActiveContext* context = &around;
    ActiveProperty inner = property;
    const TermDefinition* const type = by_type ? around.find(member.name) : nullptr;
    if (type != nullptr && type->context) {
      TRY(of_type, scoped(around, ContextStep::Kind::type, *type, member.value));
      context = of_type;
    }
    if (context != &active) inner.definition = context->find(property.name);
    TRY(expanded, expand(*context, inner, member.value, true));
    Element* next = nullptr;
    for (Element* item = expanded.items.first; item != nullptr; item = next) {
      next = item->next;
      Element* kept = item;
      const bool is_graph = item->kind == Element::Kind::node &&
                            static_cast<const NodeElement&>(*item).is_graph_object();
      if (containers.has(Containers::graph) && !is_graph) {
        TRY(graph, graph_of(*item));
        kept = graph;
      }
      TRY_OK(add_index(active, definition, member.name, member.value, *kept));
      items.append(*kept);
    }
    return {};
  }));
  return Expanded::many(items);
}

Result<void> Expansion::add_index(const ActiveContext& active, const TermDefinition& definition,
                                  std::string_view index, json::Value at, Element& item) {
  const Containers containers = definition.containers;
  const Iri expanded = expand_iri(active, index, RelativeTo::vocab, *texts_);
  if (expanded.keyword == Keyword::none_word) return {};
  if (containers.has(Containers::index)) {
    if (!definition.index.empty() && definition.index != "@index") {
      return add_property_index(active, definition, index, at, item);
    }
    if (item.has_index) return {};
    item.has_index = true;
    item.index = index;
    return {};
  }
  if (item.kind != Element::Kind::node) {
    return fail_at(at, invalid_value_object, "a map by id or type holds nodes");
  }
  auto& node = static_cast<NodeElement&>(item);
  if (containers.has(Containers::id)) {
    if (node.has_id) return {};
    node.has_id = true;
    node.id = expand_iri(active, index, RelativeTo::document, *texts_);
    return check_iri(at, node.id, index);
  }
  node.has_types = true;
  node.types.prepend(expanded, arena_);
  return check_iri(at, expanded, index);
}

Result<void> Expansion::add_property_index(const ActiveContext& active,
                                           const TermDefinition& definition, std::string_view index,
                                           json::Value at, Element& item) {
  if (item.kind != Element::Kind::node) {
    return fail_at(at, invalid_value_object, "only a node has the property of an index");
  }
  auto& node = static_cast<NodeElement&>(item);
  const Iri name = expand_iri(active, definition.index, RelativeTo::vocab, *texts_);
  TRY(value, expand_text(active, active.find(definition.index), index, at));
  TRY_OK(budget_.take_work(node.properties.count));
  Elements& values = node.properties(name, arena_).values;
  const Elements others = values;
  values = {value, value};
  value->next = nullptr;
  values.append(others);
  return {};
}

Result<Element*> Expansion::graph_of(Element& item) {
  TRY(graph, make<NodeElement>());
  graph->has_graph = true;
  graph->graph.append(item);
  return graph;
}

Result<Elements> Expansion::graphs_of(Elements items) {
  Elements graphs;
  Element* next = nullptr;
  for (Element* item = items.first; item != nullptr; item = next) {
    next = item->next;
    TRY(graph, graph_of(*item));
    graphs.append(*graph);
  }
  return graphs;
}

}  // namespace waarmerk::jsonld
