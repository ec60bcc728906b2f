// rebuild_trust: the tables of trust made anew from the feeds that are held.
#pragma once

#include <cstddef>

#include "crypto/base/result.hpp"
#include "node/records/records.hpp"

namespace waarmerk::node::actions {

struct RebuiltTrust {
  std::size_t feeds = 0;   ///< that are held
  std::size_t bits = 0;    ///< that follow from them
  std::size_t mended = 0;  ///< rows that were missing, too many, or not as they follow
};

/// Writes only what was not as it has to be, durably, and nothing where all was. What followed from
/// a payload that is erased since stays. Fails with records.damaged or as the store does; it can be
/// done again.
Result<RebuiltTrust> rebuild_trust(records::Records& records);

}  // namespace waarmerk::node::actions
