#include "node/records/lists.hpp"

#include "crypto/base/sha2.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::size_t short_hash_bytes = 16;

Key list_key(std::string_view url) {
  const auto digest = sha256(bytes_of(url));
  return Key().bytes(ByteView(digest.value).first(short_hash_bytes));
}

Result<KnownList> read_list(const json::Document& document) {
  const json::Reader row(document);
  TRY(url, row.get_string("url"));
  TRY(issuer, row.get_string("issuer"));
  TRY(credential, row.get_string("credential"));
  TRY(source, row.get_string("source"));
  TRY(received, row.get_time("received"));
  TRY(valid_from, row.find_time("validFrom"));
  TRY(ttl_ms, row.find_integer("ttl"));
  return KnownList{url, issuer, credential, source, received, valid_from, ttl_ms};
}

}  // namespace

Result<std::optional<KnownList>> find_list(const storage::View& view, std::string_view url) {
  TRY(row, find_json(view, family::listurl, list_key(url)));
  if (!row) return std::nullopt;
  TRY(list, read_list(*row));
  return list;
}

void save_list(storage::Batch& batch, const KnownList& list) {
  json::Writer row;
  row.begin_object()
      .member("url", list.url)
      .member("issuer", list.issuer)
      .member("credential", list.credential)
      .member("source", list.source)
      .member("received", print_time(list.received));
  if (list.valid_from) row.member("validFrom", print_time(*list.valid_from));
  if (list.ttl_ms) row.name("ttl").integer(*list.ttl_ms);
  row.end_object();
  batch.put(family::listurl, list_key(list.url), bytes_of(row.text()));
}

Result<std::vector<std::uint64_t>> kept_revoked(const storage::View& view, std::string_view url) {
  std::vector<std::uint64_t> indices;
  TRY_OK(
      view.scan(family::sticky, storage::prefix_range(list_key(url)), [&](ByteView key, ByteView) {
        indices.push_back(u64_at(key, short_hash_bytes));
        return true;
      }));
  return indices;
}

void keep_revoked(storage::Batch& batch, std::string_view url, std::uint64_t index, UnixTime at) {
  batch.put(family::sticky, list_key(url).u64(index), Key().u64(static_cast<std::uint64_t>(at.ms)));
}

Result<std::vector<KnownList>> list_lists(const storage::View& view) {
  std::vector<KnownList> lists;
  Result<void> rows_ok;
  TRY_OK(view.scan(family::listurl, {}, [&](ByteView, ByteView value) {
    const auto row = row_json(value);
    auto list = row ? read_list(*row) : Result<KnownList>(std::unexpected(row.error()));
    if (!list) rows_ok = failure_of(std::move(list));
    if (rows_ok) lists.push_back(std::move(*list));
    return rows_ok.has_value();
  }));
  TRY_OK(std::move(rows_ok));
  return lists;
}

}  // namespace waarmerk::node::records
