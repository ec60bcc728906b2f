// hash_n_degree: a blank node by the paths that lead away from it (RDFC-1.0 4.8).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/rdf/blank_labels.hpp"
#include "crypto/rdf/mentions.hpp"

namespace waarmerk::rdf {

inline constexpr ErrorCode too_complex{"rdf.too_complex", ErrorKind::invalid};

/// Tells blank nodes apart whose first-degree hashes are equal. The work grows with the factorial
/// of the number of blank nodes that look alike from a neighbour, so it is counted, over all calls,
/// and ends at a bound.
class HashNDegree {
 public:
  struct Input {
    const Mentions& mentions;
    std::span<const Digest> first_degree;
    const BlankLabels& canonical;
    HashAlgorithm algorithm;
    std::size_t work_max;  ///< quads and steps of paths that are looked at
  };
  explicit HashNDegree(const Input& input) : input_(input), work_left_(input.work_max) {}

  /// `issuer` has issued a number to `blank`, and goes on to those on the path that is chosen.
  /// Fails with rdf.too_complex.
  Result<Digest> hash(std::uint32_t blank, BlankLabels& issuer);

 private:
  struct Related {
    Digest hash;
    std::uint32_t blank;

    friend auto operator<=>(const Related&, const Related&) = default;
  };

  Result<void> spend(std::size_t work);
  Digest hash_related(std::uint32_t related, std::string_view predicate, char position,
                      const BlankLabels& issuer);
  Result<std::vector<Related>> find_related(std::uint32_t blank, const BlankLabels& issuer);
  Result<std::string> choose_path(std::span<Related> group, BlankLabels& issuer);
  Result<bool> walk(std::span<const Related> permutation, std::string_view chosen,
                    BlankLabels& issuer, std::string& path);

  Input input_;
  std::size_t work_left_;
  std::size_t depth_ = 0;
};

}  // namespace waarmerk::rdf
