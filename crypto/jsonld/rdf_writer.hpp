// Quads written from what was expanded (JSON-LD API 7.2 and 8.1 to 8.5, without the map of nodes
// between: a dataset is a set, so that a node may be written wherever it is met).
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/jsonld/arena.hpp"
#include "crypto/jsonld/expanded.hpp"
#include "crypto/jsonld/options.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "crypto/rdf/dataset.hpp"

namespace waarmerk::jsonld {

class RdfWriter {
 public:
  /// All of them outlive it; `texts` also the quads. `places` may be absent.
  RdfWriter(rdf::Dataset& dataset, Arena& texts, const Options& options,
            std::vector<BlankPlace>* places = nullptr)
      : dataset_(dataset), texts_(texts), options_(options), places_(places) {}

  /// Writes the nodes of a document. Fails with jsonld.conflicting_indexes.
  Result<void> write(Elements elements);

 private:
  /// A graph that quads are written to; not written if RDF has no name for it.
  struct Graph {
    rdf::Term name = {};
    bool written = true;
  };

  // Each returns the term that an element is in RDF; of no kind where RDF has none.
  rdf::Term write_object(const Element& element, const Graph& graph);
  rdf::Term write_node(const NodeElement& node, const Graph& graph);
  rdf::Term write_list(const ListElement& list, const Graph& graph);
  rdf::Term write_value(const ValueElement& value, const Graph& graph);
  rdf::Term write_compound(const ValueElement& value, const Graph& graph);
  rdf::Term term_of(const Iri& iri);
  rdf::Term predicate_of(const Iri& iri);
  rdf::Term fresh_blank();
  rdf::Term blank_named(std::string_view identifier);

  void write_all(Elements elements, const Graph& graph);
  void write_types(const NodeElement& node, const rdf::Term& subject, const Graph& graph);
  void write_properties(const NodeElement& node, const rdf::Term& subject, const Graph& graph);
  void write_reverse(const NodeElement& node, const rdf::Term& subject, const Graph& graph);
  void note_index(const NodeElement& node, const rdf::Term& subject, const Graph& graph);
  /// Adds a quad, unless one of its terms is of no kind.
  void add(const rdf::Term& subject, const rdf::Term& predicate, const rdf::Term& object,
           const Graph& graph);

  rdf::Dataset& dataset_;
  Arena& texts_;
  const Options& options_;
  std::vector<BlankPlace>* places_;
  std::size_t blanks_ = 0;
  std::unordered_map<std::string_view, rdf::Term> named_;
  std::map<std::pair<std::string_view, std::string_view>, std::string_view> indexes_;
  std::optional<Error> error_;
};

}  // namespace waarmerk::jsonld
