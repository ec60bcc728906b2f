// Changing the status of a badge: revoke for ever, suspend, reinstate.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/ports.hpp"
#include "node/records/badges.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode no_badge{"badge.not_found", ErrorKind::missing};
/// Who has it has it: it holds the hash of an address, which no node keeps.
inline constexpr ErrorCode badge_not_kept{"badge.not_kept", ErrorKind::missing};
inline constexpr ErrorCode already_so{"badge.already_so", ErrorKind::conflict};
inline constexpr ErrorCode irreversible{"badge.irreversible", ErrorKind::conflict};
inline constexpr ErrorCode long_reason{"badge.long_reason", ErrorKind::invalid};

inline constexpr std::size_t reason_bytes_max = 1000;

enum class StatusAction { revoke, suspend, reinstate };

struct StatusOrder {
  std::string badge_id;
  StatusAction action = StatusAction::revoke;
  std::string reason = {};  ///< kept here, never published
};

/// Sets the bit, publishes the list on our feed, and answers when both are on disk. What was
/// claimed of a badge on paper goes with it; not the other way around. Fails with badge.not_found,
/// badge.already_so, badge.irreversible (a revoked badge stays revoked), badge.long_reason, or as
/// publishing does.
Task<Result<void>> change_status(Ports& ports, StatusOrder order);

/// Where a badge stands: `valid`, `suspended` or `revoked`, when that began and why.
struct Standing {
  std::string word = "valid";
  std::optional<UnixTime> since = {};
  std::string reason = {};
};

Result<Standing> standing_of(const records::Records& records, const records::Badge& badge);

}  // namespace waarmerk::node::actions
