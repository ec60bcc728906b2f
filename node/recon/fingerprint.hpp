// IdSum and Fingerprint: a digest of all ids in a range (negentropy protocol v1, Fingerprint
// Algorithm).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "crypto/base/bytes.hpp"
#include "node/recon/item.hpp"

namespace waarmerk::node::recon {

/// Ids added up as little-endian numbers, mod 2^256.
class IdSum {
 public:
  IdSum& operator+=(const IdSum& other);
  IdSum& operator+=(const ItemId& id);

  /// Little-endian.
  ByteArray<32> bytes() const;
  std::uint64_t low() const { return words_[0]; }

  friend bool operator==(const IdSum&, const IdSum&) = default;

 private:
  std::array<std::uint64_t, 4> words_{};  // the least first
};

using Fingerprint = ByteArray<16>;

/// The first 16 bytes of the SHA-256 of the sum and, as a varint, of how many ids it has.
Fingerprint fingerprint_of(const IdSum& sum, std::size_t count);

}  // namespace waarmerk::node::recon
