// How what a peer sends can fail to be understood.
#pragma once

#include "crypto/base/error.hpp"

namespace waarmerk::node::gossip {

inline constexpr ErrorCode malformed{"gossip.malformed", ErrorKind::invalid};
inline constexpr ErrorCode unknown_frame{"gossip.unknown_frame", ErrorKind::invalid};
inline constexpr ErrorCode too_large{"gossip.too_large", ErrorKind::invalid};

// What is wrong with a peer.
inline constexpr ErrorCode unreachable{"gossip.unreachable", ErrorKind::unavailable};
inline constexpr ErrorCode dishonest{"gossip.dishonest", ErrorKind::denied};

}  // namespace waarmerk::node::gossip
