// NumberedQuads: the lines of a dataset, and its blank nodes numbered in the order of their coming.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "crypto/rdf/arena.hpp"
#include "crypto/rdf/dataset.hpp"
#include "crypto/rdf/line.hpp"

namespace waarmerk::rdf {

class NumberedQuads {
 public:
  /// The dataset is borrowed.
  explicit NumberedQuads(const Dataset& dataset);

  /// In the order of the dataset, one for each quad.
  std::span<const Line> lines() const { return lines_; }
  /// The labels that the blank nodes have in the dataset, by number.
  std::span<const std::string_view> labels() const { return labels_; }

 private:
  Arena escaped_;
  std::vector<Line> lines_;
  std::vector<std::string_view> labels_;
};

}  // namespace waarmerk::rdf
