// Date check: whether a time lies between the dates of a badge.
#pragma once

#include <optional>

#include "crypto/base/time.hpp"
#include "node/credential/verdict.hpp"

namespace waarmerk::node::credential {

/// in_time, not_yet_valid or expired; both ends are part of the time.
Check check_dates(std::optional<UnixTime> from, std::optional<UnixTime> until, UnixTime time);

}  // namespace waarmerk::node::credential
