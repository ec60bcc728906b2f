// How a reconciliation can fail: what a peer said, or how much of it.
#pragma once

#include "crypto/base/error.hpp"

namespace waarmerk::node::recon {

inline constexpr ErrorCode malformed{"recon.malformed", ErrorKind::invalid};
inline constexpr ErrorCode unknown_version{"recon.unknown_version", ErrorKind::invalid};
inline constexpr ErrorCode too_large{"recon.too_large", ErrorKind::invalid};
inline constexpr ErrorCode too_many_rounds{"recon.too_many_rounds", ErrorKind::exhausted};
inline constexpr ErrorCode over_budget{"recon.over_budget", ErrorKind::exhausted};
inline constexpr ErrorCode too_different{"recon.too_different", ErrorKind::exhausted};
inline constexpr ErrorCode ended{"recon.ended", ErrorKind::conflict};

}  // namespace waarmerk::node::recon
