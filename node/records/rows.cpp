#include "node/records/rows.hpp"

#include <string>

#include "crypto/base/big_endian.hpp"
#include "crypto/json/parse.hpp"

namespace waarmerk::node::records {
namespace {

Result<json::Document> parse_row(ByteView value) {
  auto document = json::parse(text_of(value), {.bytes_max = storage::value_bytes_max});
  if (!document) return damaged(document.error());
  return document;
}

}  // namespace

Key& Key::u32(std::uint32_t number) {
  append_big_endian(key_, number);
  return *this;
}

Key& Key::u64(std::uint64_t number) {
  append_big_endian(key_, number);
  return *this;
}

Key& Key::bytes(ByteView bytes) {
  append(key_, bytes);
  return *this;
}

std::uint32_t u32_at(ByteView key, std::size_t at) {
  return read_big_endian<std::uint32_t>(key.subspan(at));
}

std::uint64_t u64_at(ByteView key, std::size_t at) {
  return read_big_endian<std::uint64_t>(key.subspan(at));
}

Result<std::optional<json::Document>> find_json(const storage::View& view, storage::Family family,
                                                ByteView key) {
  TRY(row, view.get(family, key));
  if (!row) return std::nullopt;
  TRY(document, parse_row(*row));
  return document;
}

Result<void> visit_rows(const storage::View& view, const RowRange& rows, const VisitRow& visit) {
  Result<void> visited;
  std::size_t left = rows.limit;
  if (left == 0) return visited;
  TRY_OK(view.scan(rows.family, rows.keys, [&](ByteView key, ByteView value) {
    if (rows.wanted && !rows.wanted(text_of(key))) return true;
    const auto row = parse_row(value);
    visited = row ? visit(text_of(key), *row) : Result<void>(std::unexpected(row.error()));
    return visited.has_value() && --left > 0;
  }));
  if (!visited) return damaged(visited.error());
  return visited;
}

std::unexpected<Error> damaged(const Error& cause) {
  if (cause.code == bad_row) return std::unexpected(cause);
  return fail(bad_row, "A stored row cannot be read: " + cause.detail, cause.path);
}

}  // namespace waarmerk::node::records
