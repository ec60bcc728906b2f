// StoredStatus: what a store can say of a status list without holding it up: its facts and, of all
// its entries, those that a badge names. Its signature was found good when it was stored.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/sha2.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/public_key.hpp"
#include "node/credential/status_entry.hpp"

namespace waarmerk::node::credential {

/// An entry of a list: where each has `size` bits, the one at `index`. The size of a token's
/// entries the token says.
struct StatusPlace {
  std::uint64_t index = 0;
  unsigned size = 1;

  friend bool operator==(const StatusPlace&, const StatusPlace&) = default;
};

struct StoredStatus {
  std::string id;  ///< the URL of the list
  std::string issuer;
  std::vector<std::string> purposes;
  StatusKind kind = StatusKind::bitstring;  ///< or list_2021, or token
  std::optional<UnixTime> valid_from = {};
  std::optional<UnixTime> valid_until = {};
  std::optional<std::int64_t> ttl_ms = {};
  std::optional<Sha256> sha256 = {};  ///< of the signed list
  /// The verification method that signed it, and the key that this named then.
  std::string method;
  keys::PublicKey key;
  /// Of the places that were asked for, in their order; nothing beyond the end of the list.
  std::vector<std::optional<std::uint64_t>> values = {};

  bool has_purpose(std::string_view purpose) const;
};

}  // namespace waarmerk::node::credential
