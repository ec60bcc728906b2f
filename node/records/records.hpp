// Records: all that the node remembers, over one store.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "node/openid/nonces.hpp"
#include "node/records/feeds.hpp"
#include "node/records/statuses.hpp"
#include "storage/journal.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

/// What is small and hot is held in memory here; the rest is read from the store by the functions
/// of this folder. Writes go through the journal. Touched from the node's strand only.
struct Records {
  /// Both outlive this.
  static Result<Records> load(storage::Store& store, storage::Journal& journal);

  storage::Store& store;
  storage::Journal& journal;
  Statuses statuses;
  Feeds feeds;
  /// Ids of credentials that are on their way to the disk, and not yet found there.
  std::set<std::string, std::less<>> issuing = {};
  /// What wallets prove with that they answer now.
  openid::Nonces nonces = openid::Nonces();
};

}  // namespace waarmerk::node::records
