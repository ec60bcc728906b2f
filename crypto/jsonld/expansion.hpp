// Expansion: a document as nodes, values and lists (JSON-LD API 5.1).
//
// The functions call each other as the document is nested, so they are declared together here and
// stand in several files: objects, keywords, maps and values.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/arena.hpp"
#include "crypto/jsonld/budget.hpp"
#include "crypto/jsonld/context_processing.hpp"
#include "crypto/jsonld/draft.hpp"
#include "crypto/jsonld/expanded.hpp"
#include "crypto/jsonld/iri_expansion.hpp"
#include "crypto/jsonld/options.hpp"

namespace waarmerk::jsonld {

/// What must be known of an object before its members can be understood.
struct Survey {
  std::optional<json::Value> context = {};
  /// It is a value or a mere reference: what does not propagate still holds in it.
  bool stays_in_scope = false;
  /// The first member that gives types, and whether there are more of them.
  std::optional<json::Value> types = {};
  bool several_types = false;
};

class Expansion {
 public:
  /// Both outlive it.
  Expansion(json::Value document, const Options& options);

  /// The elements of the expanded document; they live as long as the expansion. Once.
  Result<Elements> run();

  /// Whatever owns texts that the elements borrow, beside the document.
  std::vector<std::shared_ptr<const void>> owners() const;
  /// For texts that live as long as those.
  Arena& texts() { return *texts_; }
  /// How many nodes, values, lists and types there are.
  std::size_t size() const { return options_.limits.values_max - budget_.values_left(); }

 private:
  // expansion.cpp
  Result<Expanded> expand(const ActiveContext& active, const ActiveProperty& property,
                          json::Value value, bool from_map = false);
  Result<Expanded> expand_array(const ActiveContext& active, const ActiveProperty& property,
                                json::Value array, bool from_map);
  Result<const ActiveContext*> scoped(const ActiveContext& active, ContextStep::Kind kind,
                                      const TermDefinition& term, json::Value at);
  template <class T>
  Result<T*> make() {
    TRY_OK(budget_.take_values(1));
    return arena_.make<T>();
  }
  std::unexpected<Error> fail_at(json::Value at, ErrorCode code, std::string detail) const;
  /// An error in safe mode, otherwise nothing.
  Result<void> lose(json::Value at, ErrorCode code, std::string_view what) const;
  Result<void> check_iri(json::Value at, const Iri& iri, std::string_view text) const;

  // value_expansion.cpp
  Result<Expanded> expand_scalar(const ActiveContext& active, const ActiveProperty& property,
                                 json::Value value);
  Result<Element*> expand_value(const ActiveContext& active, const TermDefinition* definition,
                                json::Value value);
  Result<Element*> expand_text(const ActiveContext& active, const TermDefinition* definition,
                               std::string_view text, json::Value at);
  Result<Element*> reference(const ActiveContext& active, std::string_view text,
                             RelativeTo relative_to, json::Value at);
  Result<void> check_direction(Direction direction, json::Value at) const;
  Result<void> check_number(json::Value value) const;
  Result<void> check_datatype(const Iri& type, json::Value at) const;

  // object_expansion.cpp
  Result<Expanded> expand_object(const ActiveContext& active, const ActiveProperty& property,
                                 json::Value object, bool from_map);
  Result<const ActiveContext*> context_of(const ActiveContext& active,
                                          const ActiveProperty& property, json::Value object,
                                          const Survey& seen, bool from_map);
  Result<const ActiveContext*> type_scoped(const ActiveContext& active, json::Value object,
                                           const Survey& seen);
  Result<const ActiveContext*> types_scoped(const ActiveContext& active,
                                            const ActiveContext& before, json::Value types);
  Result<void> expand_members(Draft& draft, json::Value object);
  Result<void> expand_member(Draft& draft, const json::Member& member);
  bool counts_as_absent(const json::Member& member) const;
  Result<void> check_property(const json::Member& member, const Iri& name) const;
  Result<void> expand_property(Draft& draft, const json::Member& member, const Iri& name,
                               const TermDefinition* definition);
  Result<Expanded> expand_contained(Draft& draft, const ActiveProperty& property,
                                    json::Value value);
  Result<void> add_reverse(Draft& draft, const Iri& name, Elements items, json::Value at);
  Result<void> add(Properties& properties, const Iri& name, Elements items);
  Result<void> expand_nests(Draft& draft);
  Result<void> expand_nested(Draft& draft, const ActiveProperty& nest, json::Value nested);

  // own_names.cpp
  Result<void> check_own_keyword(const Draft& draft, Keyword keyword,
                                 const json::Member& member) const;
  Result<void> check_own_property(const Draft& draft, const json::Member& member, const Iri& name,
                                  const TermDefinition* definition);
  Result<void> check_own_places(const NodeElement& node, const NodeElement& root) const;
  Result<void> check_own_places(Elements elements, const NodeElement& root) const;

  // keyword_expansion.cpp
  Result<void> expand_keyword(Draft& draft, Keyword keyword, const json::Member& member);
  Result<void> expand_id(Draft& draft, json::Value value);
  Result<void> expand_types(Draft& draft, json::Value value);
  Result<void> expand_type(Draft& draft, json::Value value);
  Result<void> expand_graph(Draft& draft, json::Value value);
  Result<void> expand_included(Draft& draft, json::Value value);
  Result<void> expand_value_keyword(Draft& draft, json::Value value);
  Result<void> expand_language(Draft& draft, json::Value value);
  Result<void> expand_direction(Draft& draft, json::Value value);
  Result<void> expand_index(Draft& draft, json::Value value);
  Result<void> expand_set(Draft& draft, json::Value value);
  Result<void> expand_list(Draft& draft, json::Value value);
  Result<void> expand_reverse(Draft& draft, json::Value value);
  bool is_json_typed(const Draft& draft);

  // finished_object.cpp
  Result<Expanded> finish(Draft& draft);
  Result<Expanded> finish_value(Draft& draft);
  Result<Expanded> finish_list_or_set(Draft& draft);
  Result<Expanded> finish_node(Draft& draft);

  // map_expansion.cpp
  Result<Expanded> expand_language_map(const ActiveContext& active,
                                       const TermDefinition& definition, json::Value map);
  Result<Expanded> expand_index_map(const ActiveContext& active, const ActiveProperty& property,
                                    json::Value map);
  Result<void> add_index(const ActiveContext& active, const TermDefinition& definition,
                         std::string_view index, json::Value at, Element& item);
  Result<void> add_property_index(const ActiveContext& active, const TermDefinition& definition,
                                  std::string_view index, json::Value at, Element& item);
  Result<Elements> graphs_of(Elements items);
  Result<Element*> graph_of(Element& item);

  json::Value document_;
  const Options& options_;
  Budget budget_;
  ContextProcessor contexts_;
  std::array<std::byte, 16 * 1024> first_;
  Arena arena_;
  std::shared_ptr<Arena> texts_;
  std::size_t depth_ = 0;
};

}  // namespace waarmerk::jsonld
