// Dataset: the quads of one document, and an arena for the texts that nobody else owns.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/rdf/arena.hpp"
#include "crypto/rdf/term.hpp"

namespace waarmerk::rdf {

/// A statement and the graph that it stands in (RDF 1.1 Concepts 4). The graph is an IRI, a blank
/// node or, for the default graph, a term of no kind.
struct Quad {
  Term subject = {};
  Term predicate = {};
  Term object = {};
  Term graph = {};

  friend bool operator==(const Quad&, const Quad&) = default;
};

/// Quads in the order in which they were added; one may stand there twice. To write a quad costs no
/// allocation for each term: its texts are borrowed, and must live as long as the dataset.
/// It can be moved and not copied.
class Dataset {
 public:
  void reserve(std::size_t quads) { quads_.reserve(quads); }
  /// The texts of the quad are borrowed: see keep().
  void add(const Quad& quad) { quads_.push_back(quad); }
  void add(const Term& subject, const Term& predicate, const Term& object, const Term& graph) {
    quads_.emplace_back(subject, predicate, object, graph);
  }
  std::span<const Quad> quads() const { return quads_; }

  /// A copy that lives as long as the dataset, wherever that is moved to.
  std::string_view keep(std::string_view text) { return keep({text}); }
  /// A copy of the parts, one after the other.
  std::string_view keep(std::initializer_list<std::string_view> parts) {
    return arena_.keep(parts);
  }
  /// Shares in what owns texts that quads borrow, for as long as the dataset lives.
  void hold(std::shared_ptr<const void> owner) { owners_.push_back(std::move(owner)); }

 private:
  std::vector<Quad> quads_;
  Arena arena_;
  std::vector<std::shared_ptr<const void>> owners_;
};

}  // namespace waarmerk::rdf
