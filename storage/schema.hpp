// The version mark of a store, and the migrations that raise it.
//
// The mark is the number of migrations that have run. It lies under the key `schema` of the family
// that the caller names, as four bytes, most significant first; a store without it has run none.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "storage/store.hpp"

namespace waarmerk::storage {

inline constexpr ErrorCode newer_store{"storage.newer", ErrorKind::conflict};

/// One step from a store's form to the next. It never changes once released; a new one is added
/// after it.
struct Migration {
  std::string_view name;
  /// Reads the store as the step before left it, and writes into the batch.
  std::function<Result<void>(const View&, Batch&)> run;
};

/// 0 where there is no mark. Fails with storage.broken where the mark cannot be read.
Result<std::uint32_t> schema_version(const View& view, Family meta);

/// Runs the migrations that the store has not had, in order, each in one durable batch together
/// with its mark: a crash between two leaves the store whole, and the next call goes on from there.
/// Fails with storage.newer where the store has had more migrations than there are.
Result<void> migrate(Store& store, Family meta, std::span<const Migration> migrations);

}  // namespace waarmerk::storage
