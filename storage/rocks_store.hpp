// RocksStore: a Store in one RocksDB database, a column family for each family.
//
// It is small while it idles: what it may keep in memory is bounded by RocksLimits.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <span>
#include <string>

#include "storage/store.hpp"

namespace waarmerk::storage {

inline constexpr ErrorCode checkpoint_exists{"storage.checkpoint_exists", ErrorKind::conflict};

struct RocksLimits {
  std::size_t family_write_buffer_bytes = 4 * 1024 * 1024;
  std::size_t all_write_buffers_bytes = 12 * 1024 * 1024;
  std::size_t block_cache_bytes = 8 * 1024 * 1024;
  std::size_t log_bytes = 32 * 1024 * 1024;  ///< of the write-ahead log
  int open_files = 256;
};

class RocksStore final : public Store {
 public:
  /// Opens the database in `folder`, and makes the folder and the families that are not there yet.
  /// `families[i]` is the name of Family{i}. Families of the database that are not named are left
  /// as they are. Fails with storage.locked where another has it open, storage.broken or
  /// storage.full.
  static Result<std::unique_ptr<RocksStore>> open(const std::filesystem::path& folder,
                                                  std::span<const std::string> families,
                                                  RocksLimits limits = {});
  ~RocksStore() override;

  Result<std::optional<Bytes>> get(Family family, ByteView key) const override;
  Result<std::vector<std::optional<Bytes>>> multi_get(Family family,
                                                      std::span<const Bytes> keys) const override;
  Result<void> scan(Family family, const Range& range, const Visit& visit) const override;
  Result<void> scan_back(Family family, const Range& range, const Visit& visit) const override;
  Result<void> write(const Batch& batch, Durability durability) override;
  std::unique_ptr<View> snapshot() const override;

  /// Makes `folder`, which must not exist, a database of its own that holds what this one holds
  /// now. Files are linked, not copied, where the file system allows. Fails with
  /// storage.checkpoint_exists, storage.full or storage.broken.
  Result<void> checkpoint(const std::filesystem::path& folder) const;

 private:
  struct State;
  explicit RocksStore(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace waarmerk::storage
