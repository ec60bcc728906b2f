// How two nodes that meet can fail to become acquainted.
#pragma once

#include "crypto/base/error.hpp"

namespace waarmerk::node::link {

inline constexpr ErrorCode malformed{"link.malformed", ErrorKind::invalid};
inline constexpr ErrorCode out_of_turn{"link.out_of_turn", ErrorKind::invalid};
inline constexpr ErrorCode wrong_network{"link.wrong_network", ErrorKind::invalid};
inline constexpr ErrorCode no_shared_version{"link.no_shared_version", ErrorKind::unavailable};
inline constexpr ErrorCode wrong_host{"link.wrong_host", ErrorKind::invalid};
inline constexpr ErrorCode met_itself{"link.met_itself", ErrorKind::invalid};
inline constexpr ErrorCode wrong_binding{"link.wrong_binding", ErrorKind::invalid};
inline constexpr ErrorCode bad_signature{"link.bad_signature", ErrorKind::invalid};
inline constexpr ErrorCode unauthorised_key{"link.unauthorised_key", ErrorKind::denied};

}  // namespace waarmerk::node::link
