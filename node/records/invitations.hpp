// Invitations: those of ours that nobody answered yet, and what we promised in them.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/trust/invitation.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

inline constexpr std::size_t invitations_max = 256;

/// In the order in which they were made. Fails with records.damaged or as the store does.
Result<std::vector<trust::Invitation>> load_invitations(const storage::View& view);

/// All that are open from now on, invitations_max at the most.
void save_invitations(storage::Batch& batch, std::span<const trust::Invitation> invitations);

}  // namespace waarmerk::node::records
