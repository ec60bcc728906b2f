// N-Quads: a dataset as lines of text, read strictly (RDF 1.1 N-Quads).
//
// What is printed is the canonical form of each quad (RDFC-1.0 section 5 and appendix A); the order
// of the lines and the labels of blank nodes are the dataset's own. See canonicalize.hpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "crypto/rdf/dataset.hpp"

namespace waarmerk::rdf {

inline constexpr ErrorCode malformed{"rdf.malformed", ErrorKind::invalid};
inline constexpr ErrorCode too_large{"rdf.too_large", ErrorKind::invalid};

struct NquadsLimits {
  std::size_t bytes_max = 4 << 20;
  std::size_t quads_max = 100'000;
};

/// Every form that the grammar allows: comments, empty lines, escapes. An IRI must have a scheme,
/// and none of the characters that the grammar forbids may hide in an escape. The dataset owns its
/// texts. Fails with rdf.malformed, which names the line, or rdf.too_large.
Result<Dataset> parse_nquads(std::string_view text, const NquadsLimits& limits = {});

/// One line for each quad, each in its canonical form.
std::string print_nquads(const Dataset& dataset);

}  // namespace waarmerk::rdf
