// Kit: one open file with all that is needed to check a badge without a network (spec/kit.md).
//
// It is evidence and no more: whoever reads one verifies each part as if a stranger had brought it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "node/feed/entry.hpp"
#include "node/witness/proof.hpp"

namespace waarmerk::node::kit {

inline constexpr ErrorCode malformed{"kit.malformed", ErrorKind::invalid};

inline constexpr std::size_t kit_bytes_max = 1 << 20;
inline constexpr std::size_t kit_lists_max = 16;
inline constexpr std::size_t kit_headers_max = 64;
inline constexpr std::size_t kit_proofs_max = 64;
inline constexpr std::size_t kit_contexts_max = 64;

/// A status list with what the payload of its STATUS entry says beside it.
struct KitList {
  std::string url;
  std::uint64_t version = 0;
  std::string list;  ///< as its issuer signed it, to the byte

  friend bool operator==(const KitList&, const KitList&) = default;
};

/// A JSON-LD context that the badge names.
struct KitContext {
  std::string url;
  std::string sha256;  ///< of its bytes, hexadecimal

  friend bool operator==(const KitContext&, const KitContext&) = default;
};

struct Kit {
  did::Did issuer;
  std::string badge = {};        ///< as it was issued; empty in a staple
  std::string log = {};          ///< `did.jsonl`, of a did:webvh
  std::string log_witness = {};  ///< `did-witness.json`, where there is one
  std::vector<KitList> lists = {};
  /// Entries of the issuer's feed that follow each other: from the first that carried one of the
  /// lists, to the newest that was known.
  std::vector<feed::Header> headers = {};
  std::vector<witness::Proof> proofs = {};
  std::string profile = {};      ///< JSON, for people; empty where there is none
  std::string achievement = {};  ///< likewise
  std::vector<KitContext> contexts = {};

  bool is_staple() const { return badge.empty(); }
};

/// Whether the text says that it is a kit. It need not be a good one.
bool is_kit(std::string_view text);

/// Fails with kit.malformed and the JSON path. Nothing in it is verified.
Result<Kit> read_kit(std::string_view text);

/// JSON text. `badge`, `profile` and `achievement` are JSON, or of the badge compact text.
std::string write_kit(const Kit& kit);

}  // namespace waarmerk::node::kit
