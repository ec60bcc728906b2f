// Item and Bound: what is reconciled, and where a range ends (negentropy protocol v1, Bound).
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "crypto/base/bytes.hpp"
#include "crypto/base/strong.hpp"

namespace waarmerk::node::recon {

using ItemId = Strong<struct ItemIdTag, ByteArray<32>>;

/// No item has this key: a bound at it lies above all of them.
inline constexpr std::uint64_t infinite_key = std::numeric_limits<std::uint64_t>::max();
inline constexpr std::uint64_t key_max = infinite_key - 1;

/// Items stand in the order of their keys, and of their ids where keys are equal. In the protocol's
/// own words the key is a timestamp.
struct Item {
  std::uint64_t key = 0;
  ItemId id{};

  friend auto operator<=>(const Item&, const Item&) = default;
  friend bool operator==(const Item&, const Item&) = default;
};

/// The end of a range, which is not in it: a key, and the first bytes of an id; the rest count as
/// zeros.
class Bound {
 public:
  Bound() = default;  ///< below all items
  explicit Bound(std::uint64_t key) : floor_{.key = key} {}
  /// `prefix` has at most 32 bytes.
  Bound(std::uint64_t key, ByteView prefix);

  static Bound infinity() { return Bound(infinite_key); }

  /// The first item that could lie above the bound.
  const Item& floor() const { return floor_; }
  std::uint64_t key() const { return floor_.key; }
  ByteView prefix() const { return ByteView(floor_.id.value).first(prefix_bytes_); }

  friend bool operator==(const Bound&, const Bound&) = default;

 private:
  Item floor_{};
  std::uint8_t prefix_bytes_ = 0;
};

/// The shortest bound between two neighbours: `below` lies below it, `above` does not.
Bound bound_between(const Item& below, const Item& above);

}  // namespace waarmerk::node::recon
