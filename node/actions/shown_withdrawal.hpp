// Shown withdrawal: what the list of who said a bit of trust shows of it, so that a bit ends too
// where its truster says so there alone.
#pragma once

#include <optional>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/trust/endorsement.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// Since when its list shows it as withdrawn, as far as that list is kept here; nothing where it
/// does not, where the bit names no list, or where the list is our own: there the feed says it.
/// Nothing is fetched. Fails with records.damaged or as the store does.
Result<std::optional<UnixTime>> shown_withdrawn_since(const storage::View& store,
                                                      const trust::Endorsement& said);

}  // namespace waarmerk::node::actions
