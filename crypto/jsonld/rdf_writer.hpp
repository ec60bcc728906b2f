// Quads written from what was expanded (JSON-LD API 7.2 and 8.1 to 8.5, without the map of nodes
// between: a dataset is a set, so that a node may be written wherever it is met).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "crypto/base/result.hpp"
#include "crypto/jsonld/arena.hpp"
#include "crypto/jsonld/expanded.hpp"
#include "crypto/jsonld/options.hpp"
#include "crypto/rdf/dataset.hpp"

namespace waarmerk::jsonld {

class RdfWriter {
 public:
  /// All of them outlive it; `texts` also the quads.
  RdfWriter(rdf::Dataset& dataset, Arena& texts, const Options& options)
      : dataset_(dataset), texts_(texts), options_(options) {}

  /// Writes the nodes of a document. Fails with jsonld.conflicting_indexes.
  Result<void> write(Elements elements);

 private:
  /// A graph that quads are written to; of no form if it is none that RDF has.
  struct Graph {
    rdf::Term name = {};
    bool written = true;
  };
  /// A term, or nothing where RDF has none.
  using MaybeTerm = std::optional<rdf::Term>;

  Result<void> write_all(Elements elements, const Graph& graph);
  Result<MaybeTerm> write_node(const NodeElement& node, const Graph& graph);
  Result<void> write_properties(const NodeElement& node, const MaybeTerm& subject,
                                const Graph& graph);
  Result<void> write_reverse(const NodeElement& node, const MaybeTerm& subject, const Graph& graph);
  Result<MaybeTerm> write_object(const Element& element, const Graph& graph);
  Result<MaybeTerm> write_list(const ListElement& list, const Graph& graph);
  MaybeTerm write_value(const ValueElement& value, const Graph& graph);
  rdf::Term write_compound(const ValueElement& value, std::string_view text, const Graph& graph);
  void write_types(const NodeElement& node, const MaybeTerm& subject, const Graph& graph);
  Result<void> note_index(const NodeElement& node, const rdf::Term& subject, const Graph& graph);

  MaybeTerm term_of(const Iri& iri);
  /// A predicate that may be written.
  MaybeTerm predicate_of(const Iri& iri);
  rdf::Term fresh_blank();
  rdf::Term blank_named(std::string_view identifier);
  void add(const MaybeTerm& subject, const MaybeTerm& predicate, const MaybeTerm& object,
           const Graph& graph);

  rdf::Dataset& dataset_;
  Arena& texts_;
  const Options& options_;
  std::size_t blanks_ = 0;
  std::unordered_map<std::string_view, rdf::Term> named_;
  std::map<std::pair<std::string_view, std::string_view>, std::string_view> indexes_;
};

}  // namespace waarmerk::jsonld
