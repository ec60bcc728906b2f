// Objects expanded member by member (JSON-LD API 5.1.2, steps 7 to 14).
#include <algorithm>

#include "crypto/json/path.hpp"
#include "crypto/jsonld/each_member.hpp"
#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/expansion.hpp"
#include "crypto/jsonld/iri_expansion.hpp"

namespace waarmerk::jsonld {
namespace {

/// Whether what is not propagated still holds in `object`: it is a value, or a mere reference.
bool stays_in_scope(const ActiveContext& active, json::Value object) {
  bool only_id = object.size() == 1;
  for (const auto& [name, value] : object.members()) {
    const Keyword keyword = active.keyword_for(name);
    if (keyword == Keyword::value) return true;
    only_id = only_id && keyword == Keyword::id;
  }
  return only_id;
}

}  // namespace

Result<Expanded> Expansion::expand_object(const ActiveContext& active,
                                          const ActiveProperty& property, json::Value object,
                                          bool from_map) {
  TRY(context, context_of(active, property, object, from_map));
  TRY(scoped_by_type, type_scoped(*context, object));
  Draft draft{
      .source = object, .active = scoped_by_type, .type_scoped = context, .property = property};
  if (scoped_by_type != &active && property.kind == ActiveProperty::Kind::term) {
    draft.property.definition = scoped_by_type->find(property.name);
  }
  TRY_OK(expand_members(draft, object));
  return finish(draft);
}

Result<const ActiveContext*> Expansion::context_of(const ActiveContext& active,
                                                   const ActiveProperty& property,
                                                   json::Value object, bool from_map) {
  const ActiveContext* context = &active;
  if (active.previous != nullptr && !from_map && !stays_in_scope(active, object)) {
    context = active.previous;
  }
  if (property.definition != nullptr && property.definition->context) {
    TRY(inner, scoped(*context, ContextStep::Kind::property, *property.definition, object));
    context = inner;
  }
  if (const auto local = object.find("@context")) {
    auto inner = contexts_.with_local(*context, *local);
    if (!inner) inner.error().path = json::path_to(document_, *local);
    return inner;
  }
  return context;
}

Result<const ActiveContext*> Expansion::type_scoped(const ActiveContext& active,
                                                    json::Value object) {
  const ActiveContext* context = &active;
  std::vector<json::Member> members;
  for (const json::Member member : object.members()) {
    if (active.keyword_for(member.name) == Keyword::type) members.push_back(member);
  }
  std::ranges::sort(members, {}, &json::Member::name);
  std::vector<std::pair<std::string_view, json::Value>> types;
  for (const json::Member& member : members) {
    types.clear();
    const auto add = [&types](json::Value type) {
      if (const auto text = type.string()) types.emplace_back(*text, type);
    };
    add(member.value);
    for (const json::Value type : member.value.elements()) add(type);
    std::ranges::sort(types, {}, [](const auto& type) { return type.first; });
    for (const auto& [type, at] : types) {
      const TermDefinition* const definition = active.find(type);
      if (definition == nullptr || !definition->context) continue;
      TRY(inner, scoped(*context, ContextStep::Kind::type, *definition, at));
      context = inner;
    }
  }
  return context;
}

Result<void> Expansion::expand_members(Draft& draft, json::Value object) {
  TRY_OK(each_member(object, options_.ordered,
                     [&](const json::Member& member) { return expand_member(draft, member); }));
  return expand_nests(draft);
}

Result<void> Expansion::expand_member(Draft& draft, const json::Member& member) {
  if (member.name == "@context") return {};
  const TermDefinition* const definition = draft.active->find(member.name);
  const Iri name = definition != nullptr
                       ? definition->iri
                       : expand_iri(*draft.active, member.name, RelativeTo::vocab, *texts_);
  if (name.is(IriForm::keyword)) return expand_keyword(draft, name.keyword, member);
  if (name.is(IriForm::none) || name.text.find(':') == name.text.npos) {
    return lose(member.value, undefined_term, member.name);
  }
  TRY_OK(check_property(member, name));
  return expand_property(draft, member, name, definition);
}

Result<void> Expansion::check_property(const json::Member& member, const Iri& name) const {
  if (name.is(IriForm::iri) || !options_.safe) return {};
  if (name.is(IriForm::blank)) {
    if (options_.generalized_rdf) return {};
    return lose(member.value, blank_predicate, member.name);
  }
  return check_iri(member.value, name, member.name);
}

Result<void> Expansion::expand_property(Draft& draft, const json::Member& member, const Iri& name,
                                        const TermDefinition* definition) {
  const ActiveProperty property{
      .kind = ActiveProperty::Kind::term, .name = member.name, .definition = definition};
  TRY(expanded, expand_contained(draft, property, member.value));
  if (!expanded.present) return {};
  const Containers containers = definition == nullptr ? Containers{} : definition->containers;
  Elements items = expanded.items;
  const bool is_list = !expanded.array && items.first->kind == Element::Kind::list;
  if (containers.has(Containers::list) && !is_list) {
    TRY(list, make<ListElement>());
    list->items = items;
    items = {list, list};
  }
  if (containers.has(Containers::graph) && !containers.has(Containers::id | Containers::index)) {
    TRY(graphs, graphs_of(items));
    items = graphs;
  }
  if (definition != nullptr && definition->reverse) {
    draft.mark(Keyword::reverse);
    return add_reverse(draft, name, items, member.value);
  }
  return add(draft.properties, name, items);
}

Result<Expanded> Expansion::expand_contained(Draft& draft, const ActiveProperty& property,
                                             json::Value value) {
  const TermDefinition* const definition = property.definition;
  if (definition == nullptr) return expand(*draft.active, property, value);
  if (definition->coercion == Coercion::json) {
    TRY(element, make<ValueElement>());
    element->json = value;
    element->type = iri_of(Keyword::json);
    return Expanded::one(*element);
  }
  if (value.is(json::Kind::object)) {
    const Containers containers = definition->containers;
    if (containers.has(Containers::language)) {
      return expand_language_map(*draft.active, *definition, value);
    }
    if (containers.has(Containers::index | Containers::type | Containers::id)) {
      return expand_index_map(*draft.active, property, value);
    }
  }
  return expand(*draft.active, property, value);
}

Result<void> Expansion::add(Properties& properties, const Iri& name, Elements items) {
  TRY_OK(budget_.take_work(properties.count));
  properties(name, arena_).values.append(items);
  return {};
}

Result<void> Expansion::add_reverse(Draft& draft, const Iri& name, Elements items, json::Value at) {
  for (const Element* item = items.first; item != nullptr; item = item->next) {
    if (item->kind != Element::Kind::node) {
      return fail_at(at, invalid_reverse_property_value, "a reverse property of no node");
    }
  }
  return add(draft.reverse, name, items);
}

Result<void> Expansion::expand_nests(Draft& draft) {
  const std::vector<json::Member> nests = std::move(draft.nests);
  draft.nests.clear();
  for (const auto& [name, value] : nests) {
    const ActiveProperty nest{
        .kind = ActiveProperty::Kind::term, .name = name, .definition = draft.active->find(name)};
    if (!value.is(json::Kind::array)) {
      TRY_OK(expand_nested(draft, nest, value));
      continue;
    }
    for (const json::Value nested : value.elements()) TRY_OK(expand_nested(draft, nest, nested));
  }
  return {};
}

Result<void> Expansion::expand_nested(Draft& draft, const ActiveProperty& nest,
                                      json::Value nested) {
  if (!nested.is(json::Kind::object)) {
    return fail_at(nested, invalid_nest_value, "what is nested is an object");
  }
  if (depth_ >= options_.limits.depth_max) return fail_at(nested, too_deep, "too many levels");
  const ActiveContext* const outer = draft.active;
  if (nest.definition != nullptr && nest.definition->context) {
    TRY(inner, scoped(*outer, ContextStep::Kind::property, *nest.definition, nested));
    draft.active = inner;
  }
  for (const auto& [name, value] : nested.members()) {
    if (draft.active->keyword_for(name) == Keyword::value) {
      return fail_at(value, invalid_nest_value, "what is nested has no @value");
    }
  }
  ++depth_;
  TRY_OK(expand_members(draft, nested));
  --depth_;
  draft.active = outer;
  return {};
}

}  // namespace waarmerk::jsonld
