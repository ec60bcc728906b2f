#include "node/records/dids.hpp"

#include "crypto/json/canonical.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

constexpr std::string_view separator{"\0", 1};  // no DID holds it

Result<KnownDid> read_known(const json::Document& row) {
  const json::Reader reader(row);
  TRY(source, reader.get_string("source"));
  TRY(as_of, reader.get_time("asOf"));
  TRY(document, reader.get_object("document"));
  TRY(copy, row_json(bytes_of(json::print(document.value()))));
  return KnownDid{copy, source, as_of};
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

template <class Wanted>
Result<std::vector<KnownDid>> scan_known(const storage::View& view, const storage::Range& range,
                                         Wanted wanted) {
  std::vector<KnownDid> found;
  Result<void> rows_ok;
  TRY_OK(view.scan(family::did, range, [&](ByteView key, ByteView value) {
    if (!wanted(key)) return true;
    const auto row = row_json(value);
    auto known = row ? read_known(*row) : Result<KnownDid>(std::unexpected(row.error()));
    if (!known) rows_ok = failure_of(std::move(known));
    if (rows_ok) found.push_back(std::move(*known));
    return rows_ok.has_value();
  }));
  TRY_OK(std::move(rows_ok));
  return found;
}

}  // namespace

Result<std::optional<KnownDid>> find_did(const storage::View& view, std::string_view did) {
  TRY(row, find_json(view, family::did, bytes_of(did)));
  if (!row) return std::nullopt;
  TRY(known, read_known(*row));
  return known;
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
  return scan_known(view, {}, [](ByteView key) {
    return text_of(key).find(separator) == std::string_view::npos;
  });
}

Result<std::vector<KnownDid>> did_history(const storage::View& view, std::string_view did) {
  const auto range = storage::prefix_range(Key().text(did).text(separator));
  return scan_known(view, range, [](ByteView) { return true; });
}

}  // namespace waarmerk::node::records
