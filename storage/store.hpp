// Store: the port to ordered bytes that are kept. It knows no credential.
//
// Keys sort as bytes. A family is a named set of keys (a RocksDB column family).
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::storage {

inline constexpr ErrorCode broken_store{"storage.broken", ErrorKind::internal};
inline constexpr ErrorCode full_disk{"storage.full", ErrorKind::unavailable};
inline constexpr ErrorCode locked_store{"storage.locked", ErrorKind::conflict};
inline constexpr ErrorCode too_large{"storage.too_large", ErrorKind::invalid};

inline constexpr std::size_t key_bytes_max = 4 * 1024;
inline constexpr std::size_t value_bytes_max = 16 * 1024 * 1024;
inline constexpr std::size_t batch_bytes_max = 64 * 1024 * 1024;

/// A family by its index in the list that the store was opened with.
struct Family {
  std::size_t index = 0;

  friend bool operator==(const Family&, const Family&) = default;
};

/// Writes that become visible together, or not at all.
class Batch {
 public:
  struct Write {
    Family family;
    Bytes key;
    std::optional<Bytes> value;  ///< absent: erase
  };

  void put(Family family, ByteView key, ByteView value);
  void erase(Family family, ByteView key);
  /// The writes of `more` after ours.
  void append(Batch more);

  const std::vector<Write>& writes() const { return writes_; }
  bool empty() const { return writes_.empty(); }
  /// The sum of the keys and values.
  std::size_t byte_count() const { return byte_count_; }

 private:
  std::vector<Write> writes_;
  std::size_t byte_count_ = 0;
};

/// Fails with storage.too_large where a key, a value or the whole is over its limit. Every store
/// refuses such a batch before it writes any of it.
Result<void> check_limits(const Batch& batch);

enum class Durability {
  buffered,  ///< survives a crash of the process, perhaps not of the machine
  durable,   ///< on disk before write() returns
};

/// `from` is included, `to` is not; an empty `to` means to the end.
struct Range {
  Bytes from;
  Bytes to;
};

/// The keys that begin with `prefix`.
Range prefix_range(ByteView prefix);

/// Reads one moment of a store.
class View {
 public:
  /// Called for each pair in order; false ends the scan. The views live only during the call.
  using Visit = std::function<bool(ByteView key, ByteView value)>;

  virtual ~View() = default;
  virtual Result<std::optional<Bytes>> get(Family family, ByteView key) const = 0;
  virtual Result<std::vector<std::optional<Bytes>>> multi_get(
      Family family, std::span<const Bytes> keys) const = 0;
  virtual Result<void> scan(Family family, const Range& range, const Visit& visit) const = 0;
  /// The same from the last key back to the first.
  virtual Result<void> scan_back(Family family, const Range& range, const Visit& visit) const = 0;
};

/// Every function may be called from any thread.
class Store : public View {
 public:
  /// Fails with storage.too_large, and nothing was written; or with storage.full or storage.broken,
  /// and only opening the store again tells whether it was.
  virtual Result<void> write(const Batch& batch, Durability durability) = 0;
  /// A view that later writes do not change. It must not outlive the store.
  virtual std::unique_ptr<View> snapshot() const = 0;
};

}  // namespace waarmerk::storage
