#include "node/records/peers.hpp"

#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/records/families.hpp"
#include "node/records/rows.hpp"

namespace waarmerk::node::records {
namespace {

Result<Peer> read_peer(std::string_view url, const json::Document& document) {
  const json::Reader row(document);
  TRY(added, row.get_time("added"));
  return Peer{std::string(url), added};
}

}  // namespace

Result<std::optional<Peer>> find_peer(const storage::View& view, std::string_view url) {
  TRY(row, find_json(view, family::peer, bytes_of(url)));
  if (!row) return std::nullopt;
  TRY(peer, read_peer(url, *row));
  return peer;
}

Result<std::vector<Peer>> list_peers(const storage::View& view) {
  std::vector<Peer> peers;
  Result<void> rows_ok;
  TRY_OK(view.scan(family::peer, {}, [&](ByteView key, ByteView value) {
    const auto row = row_json(value);
    auto peer = row ? read_peer(text_of(key), *row) : Result<Peer>(std::unexpected(row.error()));
    if (!peer) rows_ok = failure_of(std::move(peer));
    if (rows_ok) peers.push_back(*peer);
    return rows_ok.has_value();
  }));
  TRY_OK(std::move(rows_ok));
  return peers;
}

void save_peer(storage::Batch& batch, const Peer& peer) {
  json::Writer row;
  row.begin_object().member("added", print_time(peer.added)).end_object();
  batch.put(family::peer, bytes_of(peer.url), bytes_of(row.text()));
}

void erase_peer(storage::Batch& batch, std::string_view url) {
  batch.erase(family::peer, bytes_of(url));
}

}  // namespace waarmerk::node::records
