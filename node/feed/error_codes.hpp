// How a feed, an entry or our own publishing can fail.
#pragma once

#include "crypto/base/error.hpp"

namespace waarmerk::node::feed {

inline constexpr ErrorCode malformed{"feed.malformed", ErrorKind::invalid};
inline constexpr ErrorCode unknown_critical{"feed.unknown_critical", ErrorKind::invalid};
inline constexpr ErrorCode payload_too_large{"feed.payload_too_large", ErrorKind::invalid};
inline constexpr ErrorCode wrong_feed{"feed.wrong_feed", ErrorKind::invalid};
inline constexpr ErrorCode wrong_epoch{"feed.wrong_epoch", ErrorKind::invalid};
inline constexpr ErrorCode wrong_previous{"feed.wrong_previous", ErrorKind::invalid};
inline constexpr ErrorCode wrong_skip{"feed.wrong_skip", ErrorKind::invalid};
inline constexpr ErrorCode time_goes_back{"feed.time_goes_back", ErrorKind::invalid};
inline constexpr ErrorCode time_in_future{"feed.time_in_future", ErrorKind::invalid};
inline constexpr ErrorCode unauthorised_key{"feed.unauthorised_key", ErrorKind::denied};
inline constexpr ErrorCode bad_signature{"feed.bad_signature", ErrorKind::invalid};
inline constexpr ErrorCode wrong_payload{"feed.wrong_payload", ErrorKind::invalid};
inline constexpr ErrorCode bad_payload{"feed.bad_payload", ErrorKind::invalid};
inline constexpr ErrorCode bad_fork_proof{"feed.bad_fork_proof", ErrorKind::invalid};
inline constexpr ErrorCode forked{"feed.forked", ErrorKind::conflict};
inline constexpr ErrorCode ended{"feed.ended", ErrorKind::conflict};
inline constexpr ErrorCode not_held{"feed.not_held", ErrorKind::missing};
inline constexpr ErrorCode parking_full{"feed.parking_full", ErrorKind::exhausted};
inline constexpr ErrorCode no_feed_key{"feed.no_feed_key", ErrorKind::missing};
inline constexpr ErrorCode not_safe{"feed.not_safe", ErrorKind::unavailable};
inline constexpr ErrorCode already_signed{"feed.already_signed", ErrorKind::conflict};

}  // namespace waarmerk::node::feed
