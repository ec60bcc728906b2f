// canonicalize: the one text that every isomorphic dataset has (RDFC-1.0).
//
// Two parties that hold the same statements get equal bytes, whatever they called their blank nodes
// and in whatever order the quads came, so the bytes can be hashed and signed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/rdf/dataset.hpp"
#include "crypto/rdf/hash_n_degree.hpp"
#include "crypto/rdf/nquads.hpp"

namespace waarmerk::rdf {

struct CanonicalOptions {
  /// Of the hashes that order the blank nodes, and of canonical_hash.
  HashAlgorithm algorithm = HashAlgorithm::sha256;
  std::size_t quads_max = 100'000;
  /// How many quads and steps of paths are looked at to tell blank nodes apart that look alike.
  std::size_t work_max = 100'000;
};

/// A blank node's label in the dataset and the one that stands in its place, both without `_:`.
struct BlankLabel {
  std::string_view from;
  std::string to;
};

/// The canonical N-Quads: sorted, without repetition. Fails with rdf.too_large, or with
/// rdf.too_complex for a graph that was made to keep us busy.
Result<std::string> canonicalize(const Dataset& dataset, const CanonicalOptions& options = {});

/// The digest of the canonical N-Quads, which are never whole in memory. Fails as canonicalize.
Result<Digest> canonical_hash(const Dataset& dataset, const CanonicalOptions& options = {});

/// The label of each blank node, `c14n0` first. Fails as canonicalize.
Result<std::vector<BlankLabel>> canonical_labels(const Dataset& dataset,
                                                 const CanonicalOptions& options = {});

/// The quads as sorted lines without repetition, each in its canonical form with a line feed, the
/// blank nodes called as the labels say. One that they do not name keeps its label.
std::vector<std::string> print_lines(const Dataset& dataset, const std::vector<BlankLabel>& labels);

}  // namespace waarmerk::rdf
