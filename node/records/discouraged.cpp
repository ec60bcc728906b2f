#include "node/records/discouraged.hpp"

#include <algorithm>
#include <string_view>

#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::string_view discouraged_key = "discouraged";
constexpr std::size_t each_bytes = 1 + 8 + 8;

}  // namespace

Result<std::vector<Discouraged>> load_discouraged(const storage::View& view) {
  TRY(row, view.get(family::meta, bytes_of(discouraged_key)));
  std::vector<Discouraged> all;
  if (!row) return all;
  if (row->size() % each_bytes != 0) return fail(bad_row, "The row of who is left alone is torn.");
  for (std::size_t at = 0; at < row->size(); at += each_bytes) {
    all.push_back({.kind = (*row)[at],
                   .number = u64_at(*row, at + 1),
                   .until = UnixTime{static_cast<std::int64_t>(u64_at(*row, at + 9))}});
  }
  return all;
}

void save_discouraged(storage::Batch& batch, std::span<const Discouraged> all) {
  Key row;
  for (const auto& one : all.first(std::min(all.size(), discouraged_max))) {
    row.bytes(Bytes{one.kind}).u64(one.number).u64(static_cast<std::uint64_t>(one.until.ms));
  }
  batch.put(family::meta, bytes_of(discouraged_key), row);
}

}  // namespace waarmerk::node::records
