// What an object is once its members are expanded: a value, a list, a set or a node, or nothing
// (JSON-LD API 5.1.2, steps 15 to 19).
#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/expansion.hpp"

namespace waarmerk::jsonld {
namespace {

constexpr std::uint32_t bits(std::initializer_list<Keyword> keywords) {
  std::uint32_t all = 0;
  for (const Keyword keyword : keywords) all |= Draft::bit(keyword);
  return all;
}

void set_index(const Draft& draft, Element& element) {
  element.has_index = draft.has(Keyword::index);
  element.index = draft.index;
}

}  // namespace

Result<Expanded> Expansion::finish(Draft& draft) {
  if (draft.has(Keyword::value)) return finish_value(draft);
  if (draft.has(Keyword::list) || draft.has(Keyword::set)) return finish_list_or_set(draft);
  return finish_node(draft);
}

Result<Expanded> Expansion::finish_value(Draft& draft) {
  constexpr std::uint32_t allowed =
      bits({Keyword::value, Keyword::type, Keyword::language, Keyword::direction, Keyword::index});
  const bool typed = draft.has(Keyword::type);
  const bool in_language = draft.has(Keyword::language) || draft.has(Keyword::direction);
  if (!draft.has_only(allowed) || (typed && in_language)) {
    return fail_at(draft.source, invalid_value_object, "what may not stand beside @value");
  }
  const Iri type = typed && draft.types.first != nullptr ? draft.types.first->iri : Iri{};
  const bool is_json = draft.one_type && type.keyword == Keyword::json;
  if (!is_json && draft.value->is(json::Kind::null)) {
    TRY_OK(lose(draft.source, null_value, "@value is null"));
    return Expanded::nothing();
  }
  const auto text = is_json ? std::nullopt : draft.value->string();
  if (draft.has(Keyword::language) && !text) {
    return fail_at(draft.source, invalid_language_tagged_value, "only strings have a language");
  }
  if (typed && !is_json && !(draft.one_type && type.is(IriForm::iri))) {
    return fail_at(draft.source, invalid_typed_value, "the type of a value is one IRI");
  }
  TRY_OK(check_datatype(type, draft.source));
  if (draft.property.is_top()) {
    TRY_OK(lose(draft.source, states_nothing, "a value that is nobody's property"));
    return Expanded::nothing();
  }
  TRY(element, make<ValueElement>());
  if (text) {
    element->has_text = true;
    element->text = *text;
  } else {
    element->json = draft.value;
    if (!is_json) TRY_OK(check_number(*draft.value));
  }
  element->type = type;
  element->has_language = draft.has(Keyword::language);
  element->language = draft.language;
  element->direction = draft.direction;
  set_index(draft, *element);
  return Expanded::one(*element);
}

Result<Expanded> Expansion::finish_list_or_set(Draft& draft) {
  const bool both = draft.has(Keyword::list) && draft.has(Keyword::set);
  if (both || !draft.has_only(bits({Keyword::list, Keyword::set, Keyword::index}))) {
    return fail_at(draft.source, invalid_set_or_list_object, "what may not stand beside it");
  }
  if (draft.has(Keyword::set)) return draft.set;
  TRY(element, make<ListElement>());
  element->items = draft.list;
  set_index(draft, *element);
  return Expanded::one(*element);
}

Result<Expanded> Expansion::finish_node(Draft& draft) {
  if (draft.seen == Draft::bit(Keyword::language) && draft.properties.empty()) {
    TRY_OK(lose(draft.source, states_nothing, "a language and nothing in it"));
    return Expanded::nothing();
  }
  if (draft.property.is_top() && draft.has_only(Draft::bit(Keyword::id))) {
    TRY_OK(lose(draft.source, states_nothing, "an object that says nothing"));
    return Expanded::nothing();
  }
  TRY(node, make<NodeElement>());
  node->source = draft.source;
  node->has_id = draft.has(Keyword::id);
  node->id = draft.id;
  node->has_types = draft.has(Keyword::type);
  node->types = draft.types;
  node->has_graph = draft.has(Keyword::graph);
  node->graph = draft.graph;
  node->has_included = draft.has(Keyword::included);
  node->included = draft.included;
  node->properties = draft.properties;
  node->reverse = draft.reverse;
  set_index(draft, *node);
  return Expanded::one(*node);
}

}  // namespace waarmerk::jsonld
