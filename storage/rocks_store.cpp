#include "storage/rocks_store.hpp"

#include <rocksdb/cache.h>
#include <rocksdb/db.h>
#include <rocksdb/env.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/checkpoint.h>
#include <rocksdb/write_batch.h>

#include <algorithm>
#include <cassert>
#include <cstdarg>
#include <string_view>
#include <utility>
#include <vector>

namespace waarmerk::storage {

namespace {

/// RocksDB asserts that even an empty slice points somewhere.
rocksdb::Slice slice_of(ByteView bytes) {
  if (bytes.empty()) return {};
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

ByteView view_of(const rocksdb::Slice& slice) { return bytes_of({slice.data(), slice.size()}); }

/// RocksDB gives a held lock no code of its own; its two messages are one for this process and one
/// for another's.
bool tells_of_lock(std::string_view message) {
  return message.find("lock hold by current process") != std::string_view::npos ||
         message.find("While lock file") != std::string_view::npos;
}

/// A write that waits for another which fills the disk fails with that one's message, not its code.
bool tells_of_full_disk(std::string_view message) {
  return message.find("No space left on device") != std::string_view::npos ||
         message.find("Disk quota exceeded") != std::string_view::npos;
}

Error error_of(const rocksdb::Status& status) {
  auto message = status.ToString();
  // Callers are told of a full disk, and need not know where our files are.
  if (status.IsNoSpace() || tells_of_full_disk(message)) return {full_disk, "The disk is full."};
  if (status.IsIOError() && tells_of_lock(message)) return {locked_store, std::move(message)};
  return {broken_store, std::move(message)};
}

Result<void> checked(const rocksdb::Status& status) {
  if (status.ok()) return {};
  return std::unexpected(error_of(status));
}

Result<std::optional<Bytes>> value_of(const rocksdb::Status& status,
                                      const rocksdb::PinnableSlice& value) {
  if (status.ok()) return to_bytes(view_of(value));
  if (status.IsNotFound()) return std::nullopt;
  return std::unexpected(error_of(status));
}

}  // namespace

struct RocksStore::State {
  std::unique_ptr<rocksdb::DB> db;
  std::vector<rocksdb::ColumnFamilyHandle*> opened;    // each is closed once, before db
  std::vector<rocksdb::ColumnFamilyHandle*> families;  // by Family::index

  ~State() {
    for (auto* handle : opened) db->DestroyColumnFamilyHandle(handle);
  }
};

namespace {

rocksdb::BlockBasedTableOptions table_options(const RocksLimits& limits) {
  rocksdb::BlockBasedTableOptions options;
  options.format_version = 5;
  options.block_cache = rocksdb::NewLRUCache(limits.block_cache_bytes);
  options.cache_index_and_filter_blocks = true;
  options.pin_l0_filter_and_index_blocks_in_cache = true;
  // About 10 bits a key: Bloom for what was just flushed, the smaller Ribbon below.
  options.filter_policy.reset(rocksdb::NewRibbonFilterPolicy(10, 1));
  options.optimize_filters_for_memory = true;
  return options;
}

rocksdb::ColumnFamilyOptions family_options(const RocksLimits& limits) {
  rocksdb::ColumnFamilyOptions options;
  options.write_buffer_size = limits.family_write_buffer_bytes;
  options.arena_block_size = 64 * 1024;
  options.max_write_buffer_number = 2;
  options.level_compaction_dynamic_level_bytes = true;
  options.compression = rocksdb::kLZ4Compression;
  options.bottommost_compression = rocksdb::kZSTD;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table_options(limits)));
  return options;
}

/// RocksDB's own log goes nowhere: each failure comes back as a Status, and the file that it would
/// write ends the process by an assertion of Debian's library once the disk is full.
class NoLog final : public rocksdb::Logger {
 public:
  NoLog() : Logger(rocksdb::InfoLogLevel::FATAL_LEVEL) {}
  using Logger::Logv;
  void Logv(const char*, va_list) override {}
};

/// Recovery stops at the first record of the log that is not whole (point in time): all that was
/// synced is before it, since a sync covers the whole log so far.
rocksdb::DBOptions database_options(const RocksLimits& limits) {
  rocksdb::DBOptions options;
  options.create_if_missing = true;
  options.paranoid_checks = true;
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kPointInTimeRecovery;
  options.db_write_buffer_size = limits.all_write_buffers_bytes;
  options.max_total_wal_size = limits.log_bytes;
  options.max_open_files = limits.open_files;
  options.max_background_jobs = 2;
  options.skip_stats_update_on_db_open = true;
  options.stats_dump_period_sec = 0;
  options.stats_persist_period_sec = 0;
  options.info_log = std::make_shared<NoLog>();
  options.manifest_preallocation_size = 64 * 1024;
  return options;
}

/// Whether there is no database yet. Fails with storage.broken where its files lie there without
/// the file CURRENT that names them: RocksDB would start anew and delete them.
Result<bool> is_fresh(const std::filesystem::path& folder) {
  std::error_code error;
  if (std::filesystem::exists(folder / "CURRENT", error)) return false;
  std::filesystem::directory_iterator files(folder, error);
  for (; !error && files != std::filesystem::directory_iterator(); files.increment(error)) {
    const auto kind = files->path().extension();
    if (kind == ".sst" || kind == ".log" || kind == ".blob") {
      return fail(broken_store, "The database has no file CURRENT: " + folder.string());
    }
  }
  if (error) return fail(broken_store, folder.string() + ": " + error.message());
  return true;
}

Result<void> make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  const bool made = std::filesystem::create_directories(folder, error);
  if (made && !error) {
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, error);
  }
  if (error == std::errc::no_space_on_device) return fail(full_disk, error.message());
  if (error) return fail(broken_store, folder.string() + ": " + error.message());
  return {};
}

/// What the database has, which RocksDB opens all or none of; `default` alone in a new one.
Result<std::vector<std::string>> families_in(const std::filesystem::path& folder) {
  std::vector<std::string> present{rocksdb::kDefaultColumnFamilyName};
  TRY(fresh, is_fresh(folder));
  if (!fresh) {
    TRY_OK(checked(rocksdb::DB::ListColumnFamilies({}, folder.string(), &present)));
  }
  return present;
}

/// Makes what is missing of `wanted`, all at once: for each time RocksDB writes and reads again a
/// file with the options of every family.
rocksdb::Status add_missing(rocksdb::DB& db, const rocksdb::ColumnFamilyOptions& options,
                            std::span<const std::string> wanted,
                            std::vector<rocksdb::ColumnFamilyHandle*>& opened) {
  std::vector<std::string> missing;
  for (const auto& name : wanted) {
    if (std::ranges::find(opened, name, &rocksdb::ColumnFamilyHandle::GetName) == opened.end()) {
      missing.push_back(name);
    }
  }
  if (missing.empty()) return rocksdb::Status::OK();
  std::vector<rocksdb::ColumnFamilyHandle*> made;
  auto status = db.CreateColumnFamilies(options, missing, &made);
  opened.insert(opened.end(), made.begin(), made.end());
  return status;
}

}  // namespace

RocksStore::RocksStore(std::unique_ptr<State> state) : state_(std::move(state)) {}

RocksStore::~RocksStore() = default;

Result<std::unique_ptr<RocksStore>> RocksStore::open(const std::filesystem::path& folder,
                                                     std::span<const std::string> families,
                                                     RocksLimits limits) {
  TRY_OK(make_folder(folder));
  TRY(present, families_in(folder));
  const auto options = family_options(limits);
  std::vector<rocksdb::ColumnFamilyDescriptor> descriptors;
  for (const auto& name : present) descriptors.emplace_back(name, options);

  auto state = std::make_unique<State>();
  rocksdb::DB* db = nullptr;
  TRY_OK(checked(rocksdb::DB::Open(database_options(limits), folder.string(), descriptors,
                                   &state->opened, &db)));
  state->db.reset(db);
  TRY_OK(checked(add_missing(*db, options, families, state->opened)));
  for (const auto& name : families) {
    state->families.push_back(
        *std::ranges::find(state->opened, name, &rocksdb::ColumnFamilyHandle::GetName));
  }
  return std::unique_ptr<RocksStore>(new RocksStore(std::move(state)));
}

namespace {

/// Reads through `options`, which may name a snapshot.
struct Reads {
  rocksdb::DB& db;
  const std::vector<rocksdb::ColumnFamilyHandle*>& families;
  rocksdb::ReadOptions options;

  rocksdb::ColumnFamilyHandle* handle(Family family) const {
    assert(family.index < families.size());
    return families[family.index];
  }

  Result<std::optional<Bytes>> get(Family family, ByteView key) const {
    rocksdb::PinnableSlice value;
    return value_of(db.Get(options, handle(family), slice_of(key), &value), value);
  }

  Result<std::vector<std::optional<Bytes>>> multi_get(Family family,
                                                      std::span<const Bytes> keys) const {
    std::vector<rocksdb::Slice> slices;
    for (const auto& key : keys) slices.push_back(slice_of(key));
    std::vector<rocksdb::PinnableSlice> found(keys.size());
    std::vector<rocksdb::Status> statuses(keys.size());
    db.MultiGet(options, handle(family), keys.size(), slices.data(), found.data(), statuses.data());
    std::vector<std::optional<Bytes>> values;
    for (std::size_t i = 0; i < keys.size(); ++i) {
      TRY(value, value_of(statuses[i], found[i]));
      values.push_back(std::move(value));
    }
    return values;
  }

  Result<void> scan(Family family, const Range& range, const View::Visit& visit,
                    bool backwards) const {
    const rocksdb::Slice from = slice_of(range.from);
    const rocksdb::Slice to = slice_of(range.to);
    if (!to.empty() && from.compare(to) >= 0) return {};
    auto bounded = options;
    bounded.iterate_lower_bound = &from;
    if (!to.empty()) bounded.iterate_upper_bound = &to;
    const std::unique_ptr<rocksdb::Iterator> at(db.NewIterator(bounded, handle(family)));
    if (backwards) {
      for (at->SeekToLast(); at->Valid() && visit(view_of(at->key()), view_of(at->value()));) {
        at->Prev();
      }
    } else {
      for (at->SeekToFirst(); at->Valid() && visit(view_of(at->key()), view_of(at->value()));) {
        at->Next();
      }
    }
    return checked(at->status());
  }
};

class RocksView final : public View {
 public:
  RocksView(rocksdb::DB& db, const std::vector<rocksdb::ColumnFamilyHandle*>& families)
      : reads_{db, families, {}}, moment_(db.GetSnapshot()) {
    reads_.options.snapshot = moment_;
  }
  ~RocksView() override { reads_.db.ReleaseSnapshot(moment_); }

  Result<std::optional<Bytes>> get(Family family, ByteView key) const override {
    return reads_.get(family, key);
  }
  Result<std::vector<std::optional<Bytes>>> multi_get(Family family,
                                                      std::span<const Bytes> keys) const override {
    return reads_.multi_get(family, keys);
  }
  Result<void> scan(Family family, const Range& range, const Visit& visit) const override {
    return reads_.scan(family, range, visit, false);
  }
  Result<void> scan_back(Family family, const Range& range, const Visit& visit) const override {
    return reads_.scan(family, range, visit, true);
  }

 private:
  Reads reads_;
  const rocksdb::Snapshot* moment_;
};

}  // namespace

Result<std::optional<Bytes>> RocksStore::get(Family family, ByteView key) const {
  return Reads{*state_->db, state_->families, {}}.get(family, key);
}

Result<std::vector<std::optional<Bytes>>> RocksStore::multi_get(Family family,
                                                                std::span<const Bytes> keys) const {
  // One moment for all keys, whatever RocksDB promises of a MultiGet within one family.
  return snapshot()->multi_get(family, keys);
}

Result<void> RocksStore::scan(Family family, const Range& range, const Visit& visit) const {
  return Reads{*state_->db, state_->families, {}}.scan(family, range, visit, false);
}

Result<void> RocksStore::scan_back(Family family, const Range& range, const Visit& visit) const {
  return Reads{*state_->db, state_->families, {}}.scan(family, range, visit, true);
}

Result<void> RocksStore::write(const Batch& batch, Durability durability) {
  TRY_OK(check_limits(batch));
  rocksdb::WriteBatch writes(batch.byte_count() + 32 * batch.writes().size());
  for (const auto& write : batch.writes()) {
    assert(write.family.index < state_->families.size());
    auto* handle = state_->families[write.family.index];
    TRY_OK(checked(write.value ? writes.Put(handle, slice_of(write.key), slice_of(*write.value))
                               : writes.Delete(handle, slice_of(write.key))));
  }
  rocksdb::WriteOptions options;
  options.sync = durability == Durability::durable;
  return checked(state_->db->Write(options, &writes));
}

std::unique_ptr<View> RocksStore::snapshot() const {
  return std::make_unique<RocksView>(*state_->db, state_->families);
}

Result<void> RocksStore::checkpoint(const std::filesystem::path& folder) const {
  std::error_code error;
  if (std::filesystem::exists(folder, error)) {
    return fail(checkpoint_exists, "There is something already: " + folder.string());
  }
  rocksdb::Checkpoint* made = nullptr;
  TRY_OK(checked(rocksdb::Checkpoint::Create(state_->db.get(), &made)));
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
  return checked(checkpoint->CreateCheckpoint(folder.string()));
}

}  // namespace waarmerk::storage
