// SignedStatements: the lines of a document as ecdsa-sd-2023 signs them, and which of them JSON
// pointers choose (vc-di-ecdsa 3.4.4, 3.4.15, 3.4.16).
//
// The specification gives each blank node a URN and compacts the document again. Here an object is
// known by its place instead, in the whole document and in a part of it, which comes to the same.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/contexts.hpp"
#include "crypto/proof/sd_selection.hpp"

namespace waarmerk::proof {

/// What some pointers choose of a document.
struct ChosenStatements {
  Selection selection;
  std::vector<std::size_t> indexes;  ///< of the lines of the whole document, ascending
  /// The label in the whole document of the blank node that is `c14n` and this index in the part.
  std::vector<Sha256> labels;
};

class SignedStatements {
 public:
  /// Blank nodes are called by the HMAC of their canonical labels. The document is borrowed, and
  /// its `proof` does not count. Fails as hash_rdfc does.
  static Result<SignedStatements> make(json::Value document, ByteView hmac_key,
                                       const jsonld::Contexts& contexts);

  /// Sorted, without repetition, each with a line feed.
  const std::vector<std::string>& lines() const { return lines_; }

  /// At least one pointer. Fails with proof.bad_pointer; with proof.untransformable where a part
  /// says what the whole does not, as that of a list may; or as hash_rdfc does.
  Result<ChosenStatements> choose(std::span<const std::string> pointers) const;

 private:
  SignedStatements(json::Value document, const jsonld::Contexts& contexts)
      : document_(document), contexts_(contexts) {}

  json::Value document_;
  jsonld::Contexts contexts_;
  std::vector<std::string> lines_;
  std::unordered_map<const std::uint64_t*, Sha256> labels_;  // by the place of the object
};

}  // namespace waarmerk::proof
