#include "crypto/jsonld/expansion.hpp"

#include "crypto/json/path.hpp"
#include "crypto/json/tape.hpp"
#include "crypto/jsonld/errors.hpp"

namespace waarmerk::jsonld {

Expansion::Expansion(json::Value document, const Options& options)
    : document_(document),
      options_(options),
      budget_(options.limits),
      contexts_(options, budget_),
      arena_(first_),
      texts_(std::make_shared<Arena>()) {}

std::vector<std::shared_ptr<const void>> Expansion::owners() const {
  std::vector<std::shared_ptr<const void>> owners = {texts_, contexts_.shared_pool()};
  if (contexts_.own_pool() != nullptr) owners.emplace_back(contexts_.own_pool());
  return owners;
}

Result<Elements> Expansion::run() {
  TRY(initial, contexts_.initial());
  TRY(expanded, expand(*initial, {}, document_));
  const Element* const only = expanded.items.first;
  if (expanded.array || only == nullptr || only->kind != Element::Kind::node) return expanded.items;
  const auto& node = static_cast<const NodeElement&>(*only);
  if (options_.own_names && node.has_id) TRY_OK(check_own_places(node, node));
  const bool graph_alone = node.is_graph_object() && !node.has_id && !node.has_index;
  return graph_alone ? node.graph : expanded.items;
}

Result<Expanded> Expansion::expand(const ActiveContext& active, const ActiveProperty& property,
                                   json::Value value, bool from_map) {
  const json::Place place = json::Place::of(value);
  if (place.type() == 'n') return Expanded::nothing();
  if (!place.is_container()) return expand_scalar(active, property, value);
  if (depth_ >= options_.limits.depth_max) return fail_at(value, too_deep, "too many levels");
  ++depth_;
  auto expanded = place.type() == '[' ? expand_array(active, property, value, from_map)
                                      : expand_object(active, property, value, from_map);
  --depth_;
  return expanded;
}

Result<Expanded> Expansion::expand_array(const ActiveContext& active,
                                         const ActiveProperty& property, json::Value array,
                                         bool from_map) {
  const bool nests =
      property.definition != nullptr && property.definition->containers.has(Containers::list);
  Elements items;
  for (const json::Value value : array.elements()) {
    TRY(expanded, expand(active, property, value, from_map));
    if (nests && expanded.array) {
      TRY(list, make<ListElement>());
      list->items = expanded.items;
      items.append(*list);
    } else {
      items.append(expanded.items);
    }
  }
  return Expanded::many(items);
}

Result<const ActiveContext*> Expansion::scoped(const ActiveContext& active, ContextStep::Kind kind,
                                               const TermDefinition& term, json::Value at) {
  auto context = contexts_.with_scoped(active, kind, term);
  if (!context) context.error().path = json::path_to(document_, at);
  return context;
}

std::unexpected<Error> Expansion::fail_at(json::Value at, ErrorCode code,
                                          std::string detail) const {
  return fail(code, std::move(detail), json::path_to(document_, at));
}

Result<void> Expansion::lose(json::Value at, ErrorCode code, std::string_view what) const {
  if (!options_.safe) return {};
  return fail_at(at, code, std::string(what.substr(0, 200)));
}

Result<void> Expansion::check_iri(json::Value at, const Iri& iri, std::string_view text) const {
  if (iri.is_resource() || !options_.safe) return {};
  if (iri.is(IriForm::malformed)) return lose(at, malformed_iri, text);
  return lose(at, iri.is(IriForm::relative) ? relative_iri : reserved_word, text);
}

}  // namespace waarmerk::jsonld
