// Interests: whose status lists this node was asked for, to the day; never by whom, nor for whose
// badge.
#pragma once

#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

struct Interest {
  did::Did issuer;
  UnixTime day;  ///< when a badge of theirs was looked at last: the beginning of that day, in UTC
};

/// In the order of the DIDs. Fails with records.damaged or as the store does.
Result<std::vector<Interest>> list_interests(const storage::View& view);

void save_interest(storage::Batch& batch, const Interest& interest);
void forget_interest(storage::Batch& batch, const did::Did& issuer);

}  // namespace waarmerk::node::records
