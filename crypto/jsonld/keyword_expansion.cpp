// Members whose name is a keyword, or stands for one (JSON-LD API 5.1.2, step 13.4).
#include <algorithm>

#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/expansion.hpp"
#include "crypto/jsonld/iri_expansion.hpp"

namespace waarmerk::jsonld {
namespace {

constexpr ActiveProperty at_top{};

bool is_scalar(json::Value value) {
  return !value.is(json::Kind::array) && !value.is(json::Kind::object);
}

}  // namespace

Result<void> Expansion::expand_keyword(Draft& draft, Keyword keyword, const json::Member& member) {
  const json::Value value = member.value;
  if (draft.property.kind == ActiveProperty::Kind::reverse) {
    return fail_at(value, invalid_reverse_property_map, "a keyword in @reverse");
  }
  const bool repeats = keyword == Keyword::included || keyword == Keyword::type;
  const bool is_1_0 = options_.processing_mode == ProcessingMode::json_ld_1_0;
  if (draft.has(keyword) && (!repeats || is_1_0)) {
    return fail_at(value, colliding_keywords, std::string(word_of(keyword)));
  }
  switch (keyword) {
    case Keyword::id: return expand_id(draft, value);
    case Keyword::type: return expand_types(draft, value);
    case Keyword::graph: return expand_graph(draft, value);
    case Keyword::included: return is_1_0 ? Result<void>() : expand_included(draft, value);
    case Keyword::value: return expand_value_keyword(draft, value);
    case Keyword::language: return expand_language(draft, value);
    case Keyword::direction: return is_1_0 ? Result<void>() : expand_direction(draft, value);
    case Keyword::index: return expand_index(draft, value);
    case Keyword::list: return expand_list(draft, value);
    case Keyword::set: return expand_set(draft, value);
    case Keyword::reverse: return expand_reverse(draft, value);
    case Keyword::nest: draft.nests.push_back(member); return {};
    default: return lose(value, undefined_term, member.name);  // means nothing outside a context
  }
}

Result<void> Expansion::expand_id(Draft& draft, json::Value value) {
  const auto text = value.string();
  if (!text) return fail_at(value, invalid_id_value, "@id is a string");
  draft.mark(Keyword::id);
  draft.id = expand_iri(*draft.active, *text, RelativeTo::document, *texts_);
  return check_iri(value, draft.id, *text);
}

Result<void> Expansion::expand_types(Draft& draft, json::Value value) {
  draft.one_type = !draft.has(Keyword::type) && value.is(json::Kind::string);
  draft.mark(Keyword::type);
  if (!value.is(json::Kind::array)) return expand_type(draft, value);
  for (const json::Value type : value.elements()) TRY_OK(expand_type(draft, type));
  return {};
}

Result<void> Expansion::expand_type(Draft& draft, json::Value value) {
  const auto text = value.string();
  if (!text) return fail_at(value, invalid_type_value, "a type is a string");
  const Iri type = expand_iri(*draft.type_scoped, *text, RelativeTo::vocab_and_document, *texts_);
  TRY_OK(budget_.take_values(1));
  draft.types.append(type, arena_);
  if (type.keyword == Keyword::json) return {};
  return check_iri(value, type, *text);
}

Result<void> Expansion::expand_graph(Draft& draft, json::Value value) {
  draft.mark(Keyword::graph);
  TRY(expanded, expand(*draft.active, {.kind = ActiveProperty::Kind::graph}, value));
  draft.graph = expanded.items;
  return {};
}

Result<void> Expansion::expand_included(Draft& draft, json::Value value) {
  draft.mark(Keyword::included);
  TRY(expanded, expand(*draft.active, at_top, value));
  bool nodes = expanded.present;
  for (const Element* item = expanded.items.first; item != nullptr; item = item->next) {
    nodes = nodes && item->kind == Element::Kind::node;
  }
  if (!nodes) return fail_at(value, invalid_included_value, "@included holds nodes");
  draft.included.append(expanded.items);
  return {};
}

bool Expansion::is_json_typed(const Draft& draft) {
  const json::Member* first = nullptr;
  std::vector<json::Member> members;
  for (const json::Member member : draft.source.members()) {
    if (draft.active->keyword_for(member.name) == Keyword::type) members.push_back(member);
  }
  for (const json::Member& member : members) {
    if (first == nullptr || member.name < first->name) first = &member;
  }
  if (first == nullptr) return false;
  std::optional<json::Value> last = first->value;
  for (const json::Value type : first->value.elements()) last = type;
  const auto text = last->string();
  if (!text) return false;
  return expand_iri(*draft.active, *text, RelativeTo::vocab, *texts_).keyword == Keyword::json;
}

Result<void> Expansion::expand_value_keyword(Draft& draft, json::Value value) {
  draft.mark(Keyword::value);
  draft.value = value;
  const bool is_json = is_json_typed(draft);
  if (is_json && options_.processing_mode == ProcessingMode::json_ld_1_0) {
    return fail_at(value, invalid_value_object_value, "@json is of version 1.1");
  }
  if (is_json || is_scalar(value)) return {};
  return fail_at(value, invalid_value_object_value, "@value is no array and no object");
}

Result<void> Expansion::expand_language(Draft& draft, json::Value value) {
  const auto text = value.string();
  if (!text) return fail_at(value, invalid_language_tagged_string, "@language is a string");
  if (!is_language_tag(*text)) TRY_OK(lose(value, bad_language_tag, *text));
  draft.mark(Keyword::language);
  draft.language = lower_case(*text, *texts_);
  return {};
}

Result<void> Expansion::expand_direction(Draft& draft, json::Value value) {
  draft.direction = direction_of(value.string().value_or(""));
  if (draft.direction == Direction::unsaid) {
    return fail_at(value, invalid_base_direction, "@direction is ltr or rtl");
  }
  draft.mark(Keyword::direction);
  return check_direction(draft.direction, value);
}

Result<void> Expansion::expand_index(Draft& draft, json::Value value) {
  const auto text = value.string();
  if (!text) return fail_at(value, invalid_index_value, "@index is a string");
  draft.mark(Keyword::index);
  draft.index = *text;
  return {};
}

Result<void> Expansion::expand_list(Draft& draft, json::Value value) {
  if (draft.property.is_top()) return lose(value, states_nothing, "a list of nobody");
  draft.mark(Keyword::list);
  TRY(expanded, expand(*draft.active, draft.property_inside(), value));
  draft.list = expanded.items;
  return {};
}

Result<void> Expansion::expand_set(Draft& draft, json::Value value) {
  TRY(expanded, expand(*draft.active, draft.property_inside(), value));
  draft.set = expanded;
  if (expanded.present) draft.mark(Keyword::set);
  return {};
}

Result<void> Expansion::expand_reverse(Draft& draft, json::Value value) {
  if (!value.is(json::Kind::object)) {
    return fail_at(value, invalid_reverse_value, "@reverse is an object");
  }
  TRY(expanded, expand(*draft.active, {.kind = ActiveProperty::Kind::reverse}, value));
  if (!expanded.present || expanded.items.first->kind != Element::Kind::node) {
    return fail_at(value, invalid_reverse_value, "@reverse is an object of properties");
  }
  const auto& node = static_cast<const NodeElement&>(*expanded.items.first);
  for (Property* twice = node.reverse.first; twice != nullptr; twice = twice->next) {
    TRY_OK(add(draft.properties, twice->name, twice->values));
  }
  for (Property* once = node.properties.first; once != nullptr; once = once->next) {
    draft.mark(Keyword::reverse);
    TRY_OK(add_reverse(draft, once->name, once->values, value));
  }
  return {};
}

}  // namespace waarmerk::jsonld
