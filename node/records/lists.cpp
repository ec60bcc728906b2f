#include "node/records/lists.hpp"

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/utf8.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "did/did_webvh.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::size_t short_hash_bytes = 16;

/// A list that is no text stands in base64url.
Result<std::string> read_credential(const json::Reader& row) {
  TRY(encoded, row.find_string("bytes"));
  if (!encoded) return row.get_string("credential");
  TRY(bytes, encoding::decode_base64url(*encoded));
  return std::string(text_of(bytes));
}

Result<KnownList> read_list(std::string_view /*key*/, const json::Document& document) {
  const json::Reader row(document);
  TRY(url, row.get_string("url"));
  TRY(issuer, row.get_string("issuer"));
  TRY(credential, read_credential(row));
  TRY(source, row.get_string("source"));
  TRY(received, row.get_time("received"));
  TRY(valid_from, row.find_time("validFrom"));
  TRY(valid_until, row.find_time("validUntil"));
  TRY(ttl_ms, row.find_integer("ttl"));
  TRY(place, read_place(row));
  return KnownList{url,        issuer,      credential, source, received,
                   valid_from, valid_until, ttl_ms,     place};
}

}  // namespace

void write_place(json::Writer& row, const std::optional<ListPlace>& place) {
  if (!place) return;
  row.name("epoch").integer(place->epoch);
  row.name("seq").integer(static_cast<std::int64_t>(place->seq));
}

Result<std::optional<ListPlace>> read_place(const json::Reader& row) {
  TRY(epoch, row.find_integer("epoch"));
  TRY(seq, row.find_integer("seq"));
  if (!epoch || !seq) return std::nullopt;
  return ListPlace{static_cast<std::uint32_t>(*epoch), static_cast<std::uint64_t>(*seq)};
}

Key list_key(const ListName& name) {
  const auto whole =
      Key().text(did::lasting_part(name.issuer)).text(std::string_view("\0", 1)).text(name.url);
  const auto digest = sha256(whole);
  return Key().bytes(ByteView(digest.value).first(short_hash_bytes));
}

Result<std::optional<KnownList>> find_list(const storage::View& view, const ListName& name) {
  return find_row<KnownList>(view, family::listurl, list_key(name), read_list);
}

void save_list(storage::Batch& batch, const KnownList& list) {
  json::Writer row;
  row.begin_object()
      .member("url", list.url)
      .member("issuer", list.issuer)
      .member("source", list.source)
      .member("received", print_time(list.received));
  if (encoding::is_utf8(list.credential)) {
    row.member("credential", list.credential);
  } else {
    row.member("bytes", encoding::encode_base64url(bytes_of(list.credential)));
  }
  if (list.valid_from) row.member("validFrom", print_time(*list.valid_from));
  if (list.valid_until) row.member("validUntil", print_time(*list.valid_until));
  if (list.ttl_ms) row.name("ttl").integer(*list.ttl_ms);
  write_place(row, list.place);
  row.end_object();
  batch.put(family::listurl, list_key({list.url, list.issuer}), bytes_of(row.text()));
}

Result<std::optional<std::string>> find_kept_revocations(const storage::View& view,
                                                         const ListName& name) {
  TRY(row, view.get(family::sticky, list_key(name)));
  if (!row) return std::nullopt;
  return std::string(text_of(*row));
}

void save_kept_revocations(storage::Batch& batch, const ListName& name, std::string_view list) {
  batch.put(family::sticky, list_key(name), bytes_of(list));
}

Result<std::vector<KnownList>> list_lists(const storage::View& view) {
  return list_rows<KnownList>(view, {.family = family::listurl}, read_list);
}

}  // namespace waarmerk::node::records
