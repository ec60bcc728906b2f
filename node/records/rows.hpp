// Rows: keys made of parts that sort as their values, and values that are small JSON objects.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// A row that cannot be read is damage, not input.
inline constexpr ErrorCode bad_row{"records.damaged", ErrorKind::internal};

/// A key put together from the left: `Key().u64(ms).text(id)`.
class Key {
 public:
  Key& u32(std::uint32_t number);
  Key& u64(std::uint64_t number);
  Key& bytes(ByteView bytes);
  Key& text(std::string_view text) { return bytes(bytes_of(text)); }

  ByteView view() const { return key_; }
  const Bytes& owned() const { return key_; }
  operator ByteView() const { return key_; }  // NOLINT: a Key is its bytes

 private:
  Bytes key_;
};

/// The big-endian numbers of a key, read back.
std::uint32_t u32_at(ByteView key, std::size_t at);
std::uint64_t u64_at(ByteView key, std::size_t at);

// Whatever is wrong with a row that was written here is records.damaged, and nobody's input.

/// The JSON at `key`, or nothing. Fails with records.damaged or what the store fails with.
Result<std::optional<json::Document>> find_json(const storage::View& view, storage::Family family,
                                                ByteView key);

/// Rows of one family, in the order of their keys.
struct RowRange {
  storage::Family family;
  storage::Range keys = {};
  std::size_t limit = std::numeric_limits<std::size_t>::max();
  std::function<bool(std::string_view key)> wanted = {};  ///< none: all of them
};

/// A failure ends the scan.
using VisitRow = std::function<Result<void>(std::string_view key, const json::Document& row)>;

/// Fails with records.damaged or what the store fails with.
Result<void> visit_rows(const storage::View& view, const RowRange& rows, const VisitRow& visit);

std::unexpected<Error> damaged(const Error& cause);

/// What `read(key, row)` makes of each row.
template <class Row, class Read>
Result<std::vector<Row>> list_rows(const storage::View& view, const RowRange& rows, Read read) {
  std::vector<Row> found;
  TRY_OK(visit_rows(view, rows, [&](std::string_view key, const auto& json) -> Result<void> {
    TRY(row, read(key, json));
    found.push_back(std::move(row));
    return {};
  }));
  return found;
}

/// What `read(key, row)` makes of the row at `key`, or nothing where there is none.
template <class Row, class Read>
Result<std::optional<Row>> find_row(const storage::View& view, storage::Family family, ByteView key,
                                    Read read) {
  TRY(json, find_json(view, family, key));
  if (!json) return std::nullopt;
  Result<Row> row = read(text_of(key), *json);
  if (!row) return damaged(row.error());
  return std::move(*row);
}

}  // namespace waarmerk::node::records
