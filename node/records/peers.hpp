// Peers: the nodes that we exchange feeds with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// A peer by its base URL; it serves `bot/1` below that.
struct Peer {
  std::string url;
  UnixTime added;
};

Result<std::optional<Peer>> find_peer(const storage::View& view, std::string_view url);
Result<std::vector<Peer>> list_peers(const storage::View& view);
void save_peer(storage::Batch& batch, const Peer& peer);
void erase_peer(storage::Batch& batch, std::string_view url);

}  // namespace waarmerk::node::records
