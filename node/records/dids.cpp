#include "node/records/dids.hpp"

#include "crypto/json/canonical.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::string_view separator{"\0", 1};  // no DID holds it

Result<KnownDid> read_known(std::string_view /*key*/, const json::Document& row) {
  const json::Reader reader(row);
  TRY(source, reader.get_string("source"));
  TRY(as_of, reader.get_time("asOf"));
  TRY(document, reader.get_object("document"));
  return KnownDid{row.part(document.value()), source, as_of};
}

std::string write_known(const KnownDid& known) {
  json::Writer row;
  row.begin_object()
      .member("source", known.source)
      .member("asOf", print_time(known.as_of))
      .name("document")
      .value(known.document.root())
      .end_object();
  return row.take();
}

bool is_newest(std::string_view key) { return key.find(separator) == std::string_view::npos; }

}  // namespace

Result<std::optional<KnownDid>> find_did(const storage::View& view, std::string_view did) {
  return find_row<KnownDid>(view, family::did, bytes_of(did), read_known);
}

Result<void> save_did(const storage::View& view, storage::Batch& batch, std::string_view did,
                      const KnownDid& known) {
  TRY(before, find_did(view, did));
  const auto text = write_known(known);
  batch.put(family::did, bytes_of(did), bytes_of(text));
  const bool is_new =
      !before || json::canonical(before->document.root()) != json::canonical(known.document.root());
  if (is_new) {
    const auto at = static_cast<std::uint64_t>(known.as_of.ms);
    batch.put(family::did, Key().text(did).text(separator).u64(at), bytes_of(text));
  }
  return {};
}

Result<std::vector<KnownDid>> list_dids(const storage::View& view) {
  return list_rows<KnownDid>(view, {.family = family::did, .wanted = is_newest}, read_known);
}

Result<std::vector<KnownDid>> did_history(const storage::View& view, std::string_view did) {
  const auto keys = storage::prefix_range(Key().text(did).text(separator));
  return list_rows<KnownDid>(
      view, {.family = family::did, .keys = keys, .limit = did_snapshots_max}, read_known);
}

}  // namespace waarmerk::node::records
