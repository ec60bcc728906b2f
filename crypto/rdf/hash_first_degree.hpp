// hash_first_degree: a blank node by the quads that it stands in (RDFC-1.0 4.6).
#pragma once

#include <cstdint>
#include <vector>

#include "crypto/base/sha2.hpp"
#include "crypto/rdf/mentions.hpp"

namespace waarmerk::rdf {

/// The first-degree hash of each blank node, by number.
std::vector<Digest> hash_first_degree(const Mentions& mentions, HashAlgorithm algorithm);

}  // namespace waarmerk::rdf
