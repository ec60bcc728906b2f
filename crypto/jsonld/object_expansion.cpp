// Objects expanded member by member (JSON-LD API 5.1.2, steps 7 to 14).
#include <algorithm>
#include <memory>
#include <optional>
#include <span>

#include "crypto/json/path.hpp"
#include "crypto/jsonld/each_member.hpp"
#include "crypto/jsonld/errors.hpp"
#include "crypto/jsonld/expansion.hpp"
#include "crypto/jsonld/iri_expansion.hpp"

namespace waarmerk::jsonld {
namespace {

Survey survey(const ActiveContext& active, json::Value object) {
  Survey seen;
  bool only_id = object.size() == 1;
  walk_members(object, [&](std::string_view name, json::Value value) {
    const Keyword keyword = active.keyword_for(name);
    if (keyword == Keyword::context) seen.context = value;
    if (keyword == Keyword::type) {
      seen.several_types = seen.types.has_value();
      if (!seen.types) seen.types = value;
    }
    seen.stays_in_scope = seen.stays_in_scope || keyword == Keyword::value;
    only_id = only_id && keyword == Keyword::id;
  });
  seen.stays_in_scope = seen.stays_in_scope || only_id;
  return seen;
}

/// The strings of a `@type`, in the order of their names.
std::span<json::Value> sorted_types(json::Value types, Arena& arena) {
  std::span<json::Value> sorted = arena.copy(std::span<const json::Value>(&types, 1));
  if (types.is(json::Kind::array)) {
    sorted = arena.room_for<json::Value>(types.size());
    std::size_t count = 0;
    for (const json::Value type : types.elements()) std::construct_at(&sorted[count++], type);
  }
  std::ranges::sort(sorted, {}, [](json::Value type) { return type.string().value_or(""); });
  return sorted;
}

}  // namespace

Result<Expanded> Expansion::expand_object(const ActiveContext& active,
                                          const ActiveProperty& property, json::Value object,
                                          bool from_map) {
  Survey seen = survey(active, object);
  TRY(context, context_of(active, property, object, seen, from_map));
  if (context != &active) seen = survey(*context, object);
  TRY(scoped_by_type, type_scoped(*context, object, seen));
  Draft draft{
      .source = object, .active = scoped_by_type, .type_scoped = context, .property = property};
  TRY_OK(expand_members(draft, object));
  return finish(draft);
}

Result<const ActiveContext*> Expansion::context_of(const ActiveContext& active,
                                                   const ActiveProperty& property,
                                                   json::Value object, const Survey& seen,
                                                   bool from_map) {
  const bool leaves = active.previous != nullptr && !from_map && !seen.stays_in_scope;
  const ActiveContext* context = leaves ? active.previous : &active;
  if (property.definition != nullptr && property.definition->context) {
    TRY(inner, scoped(*context, ContextStep::Kind::property, *property.definition, object));
    context = inner;
  }
  if (seen.context && !counts_as_absent({.name = "@context", .value = *seen.context})) {
    auto inner = contexts_.with_local(*context, *seen.context);
    if (!inner) inner.error().path = json::path_to(document_, *seen.context);
    return inner;
  }
  return context;
}

Result<const ActiveContext*> Expansion::type_scoped(const ActiveContext& active, json::Value object,
                                                    const Survey& seen) {
  if (!seen.types) return &active;
  if (!seen.several_types) return types_scoped(active, active, *seen.types);
  const ActiveContext* context = &active;
  TRY_OK(each_member(object, true, [&](const json::Member& member) -> Result<void> {
    if (active.keyword_for(member.name) != Keyword::type) return {};
    TRY(inner, types_scoped(active, *context, member.value));
    context = inner;
    return {};
  }));
  return context;
}

Result<const ActiveContext*> Expansion::types_scoped(const ActiveContext& active,
                                                     const ActiveContext& before,
                                                     json::Value types) {
  const ActiveContext* context = &before;
  for (const json::Value at : sorted_types(types, arena_)) {
    const auto type = at.string();
    const TermDefinition* const definition = type ? active.find(*type) : nullptr;
    if (definition == nullptr || !definition->context) continue;
    TRY(inner, scoped(*context, ContextStep::Kind::type, *definition, at));
    context = inner;
  }
  return context;
}

Result<void> Expansion::expand_members(Draft& draft, json::Value object) {
  TRY_OK(each_member(object, options_.ordered,
                     [&](const json::Member& member) { return expand_member(draft, member); }));
  return expand_nests(draft);
}

bool Expansion::counts_as_absent(const json::Member& member) const {
  return depth_ == 1 && std::ranges::find(options_.without, member.name) != options_.without.end();
}

Result<void> Expansion::expand_member(Draft& draft, const json::Member& member) {
  if (member.name == "@context" || counts_as_absent(member)) return {};
  const TermDefinition* const definition = draft.active->find(member.name);
  const Iri name = definition != nullptr
                       ? definition->iri
                       : expand_iri(*draft.active, member.name, RelativeTo::vocab, *texts_);
  if (name.is(IriForm::keyword)) {
    TRY_OK(check_own_keyword(draft, name.keyword, member));
    return expand_keyword(draft, name.keyword, member);
  }
  if (!name.is_absolute() && name.text.find(':') == name.text.npos) {
    return lose(member.value, undefined_term, member.name);
  }
  TRY_OK(check_property(member, name));
  TRY_OK(check_own_property(draft, member, name, definition));
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
