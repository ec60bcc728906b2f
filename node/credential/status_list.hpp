// StatusList: the bit string of a Bitstring Status List, and its gzip form (bitstring 3.2, 4).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::node::credential {

inline constexpr ErrorCode list_length{"status.list_length", ErrorKind::invalid};
inline constexpr ErrorCode list_malformed{"status.list_malformed", ErrorKind::invalid};
inline constexpr ErrorCode index_range{"status.index_range", ErrorKind::invalid};

/// Fewer entries give no group privacy (bitstring 3.2).
inline constexpr std::uint64_t status_entries_min = 131'072;
inline constexpr std::uint64_t status_list_bytes_max = 16 << 20;

enum class MultibasePrefix {
  required,  ///< `u`, as the specification has it
  optional,  ///< also without, as lists of before it was final
};

/// One bit an entry, or several. Entry 0 starts at the most significant bit of byte 0.
class StatusList {
 public:
  /// All bits 0. Fails with status.list_length below status_entries_min, above the limit of bytes,
  /// or where it is no whole number of bytes.
  static Result<StatusList> make(std::uint64_t entries = status_entries_min);
  /// The raw bits, with the same bounds.
  static Result<StatusList> from_bytes(Bytes bits);
  /// Reads `encodedList`. Fails with status.list_malformed or status.list_length, without ever
  /// holding more than status_list_bytes_max.
  static Result<StatusList> decode(std::string_view encoded,
                                   MultibasePrefix prefix = MultibasePrefix::required);

  std::string encode() const;

  std::uint64_t size() const { return std::uint64_t{bits_.size()} * 8; }
  ByteView bytes() const { return bits_; }
  /// Fails with status.index_range.
  Result<bool> get(std::uint64_t index) const;
  /// Fails with status.index_range.
  Result<void> set(std::uint64_t index, bool value);
  /// The value of entry `index` where each has `size` bits, 1 to 64. Fails with
  /// status.index_range.
  Result<std::uint64_t> get_value(std::uint64_t index, unsigned size) const;
  /// Fails with status.index_range, also for a value that `size` bits cannot hold.
  Result<void> set_value(std::uint64_t index, unsigned size, std::uint64_t value);
  std::uint64_t count() const;

  friend bool operator==(const StatusList&, const StatusList&) = default;

 private:
  explicit StatusList(Bytes bits) : bits_(std::move(bits)) {}
  Bytes bits_;
};

}  // namespace waarmerk::node::credential
