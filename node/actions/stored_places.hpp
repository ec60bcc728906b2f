// Stored places: what the store says of the entries of a status list that a badge names, without
// reading the list.
#pragma once

#include "crypto/base/result.hpp"
#include "node/credential/stored_status.hpp"
#include "node/credential/verification.hpp"
#include "node/records/status_bits.hpp"
#include "node/records/status_log.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// The list was not yet known at the time that is asked about.
inline constexpr ErrorCode not_known_then{"status.not_known_then", ErrorKind::missing};

/// As they stand in the list of `need`, of which `kept` is kept. Fails with records.damaged or as
/// the store does.
Result<credential::StoredStatus> find_stored_places(const storage::View& store,
                                                    const credential::NeedStatusList& need,
                                                    const records::KeptStatus& kept);

/// As they stood at `need.as_of`; what was revoked for good by then stays so. Fails also with
/// status.not_known_then.
Result<credential::StoredStatus> find_places_then(const storage::View& store,
                                                  const credential::NeedStatusList& need,
                                                  const records::KeptStatus& kept,
                                                  const records::StatusSpan& span);

}  // namespace waarmerk::node::actions
