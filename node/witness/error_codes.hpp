// How a snapshot, a proof or our own witnessing can fail.
#pragma once

#include "crypto/base/error.hpp"

namespace waarmerk::node::witness {

inline constexpr ErrorCode malformed{"witness.malformed", ErrorKind::invalid};
inline constexpr ErrorCode bad_signature{"witness.bad_signature", ErrorKind::invalid};
inline constexpr ErrorCode in_future{"witness.in_future", ErrorKind::invalid};
inline constexpr ErrorCode bad_proof{"witness.bad_proof", ErrorKind::invalid};
inline constexpr ErrorCode goes_back{"witness.goes_back", ErrorKind::conflict};
inline constexpr ErrorCode other_hash{"witness.other_hash", ErrorKind::conflict};
inline constexpr ErrorCode full{"witness.full", ErrorKind::exhausted};
inline constexpr ErrorCode not_listed{"witness.not_listed", ErrorKind::missing};
inline constexpr ErrorCode nothing_saved{"witness.nothing_saved", ErrorKind::missing};
inline constexpr ErrorCode not_safe{"witness.not_safe", ErrorKind::unavailable};
inline constexpr ErrorCode damaged{"witness.damaged", ErrorKind::internal};

}  // namespace waarmerk::node::witness
