// Mentions: which quads each blank node stands in (RDFC-1.0 4.4.3 step 2).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "crypto/rdf/line.hpp"

namespace waarmerk::rdf {

class Mentions {
 public:
  /// The lines are borrowed.
  Mentions(std::span<const Line> lines, std::size_t blanks);

  /// The lines that mention it, each quad once, in the order in which they are hashed: that of
  /// their texts when it is called `a` and any other `z`.
  std::span<const Line* const> of(std::uint32_t blank) const {
    return {lines_.data() + bounds_[blank].begin, lines_.data() + bounds_[blank].end};
  }
  std::size_t blanks() const { return bounds_.size(); }

 private:
  struct Bounds {
    std::uint32_t begin = 0, end = 0;
  };
  std::vector<const Line*> lines_;
  std::vector<Bounds> bounds_;
};

}  // namespace waarmerk::rdf
