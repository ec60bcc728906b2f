// Heard: how far the feed of an issuer is known to go, without the feed itself.
#pragma once

#include <vector>

#include "crypto/base/result.hpp"
#include "node/feed/entry.hpp"
#include "node/feed/feed_id.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

struct HeardEntry {
  feed::Header header;
  bool has_list = false;  ///< of a STATUS: the list that it carried is the one that is kept
};

/// Entries that follow each other, the last signed by the feed's key. Empty where none is known.
/// Fails with records.damaged or as the store does.
Result<std::vector<HeardEntry>> find_heard(const storage::View& view, const feed::FeedId& feed);
void save_heard(storage::Batch& batch, const std::vector<HeardEntry>& entries);

}  // namespace waarmerk::node::records
