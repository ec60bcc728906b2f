// First seen: since when this node knows a badge, which says what the badge's own dates cannot once
// a key of its issuer was replaced.
#pragma once

#include <optional>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "storage/store.hpp"

namespace waarmerk::node::actions {

/// When this node issued the very credential; nothing where it did not, or not so. Fails as the
/// store does.
Result<std::optional<UnixTime>> first_seen_here(const storage::View& store, json::Value credential);

}  // namespace waarmerk::node::actions
