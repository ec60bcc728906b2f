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
  return find_row<Peer>(view, family::peer, bytes_of(url), read_peer);
}

Result<std::vector<Peer>> list_peers(const storage::View& view) {
  return list_rows<Peer>(view, {.family = family::peer}, read_peer);
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
