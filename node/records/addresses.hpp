// Addresses: where other nodes were last reached, so that a node that starts finds them again.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::records {

inline constexpr std::size_t addresses_max = 32;

/// Endpoints, the one that was reached last before the others. Fails with records.damaged or as the
/// store does.
Result<std::vector<std::string>> load_addresses(const storage::View& view);

/// All that are kept from now on; the first `addresses_max` of them.
void save_addresses(storage::Batch& batch, std::span<const std::string> endpoints);

}  // namespace waarmerk::node::records
