// How large, how many, how long: the bounds of a feed (spec/wire/feed.md).
#pragma once

#include <cstddef>
#include <cstdint>

#include "crypto/base/time.hpp"

namespace waarmerk::node::feed {

inline constexpr std::uint64_t ts_max = 253'402'300'799'999;  ///< the year 9999 to its end

inline constexpr std::size_t status_payload_bytes_max = 256 * 1024;
inline constexpr std::size_t payload_bytes_max = 64 * 1024;  ///< of every other type
inline constexpr std::size_t list_url_bytes_max = 2048;

inline constexpr std::size_t parked_max = 64;  ///< entries of one feed that wait for a gap to fill
inline constexpr std::int64_t parked_ms = 10 * minute_ms;

inline constexpr std::int64_t clock_skew_ms = 5 * minute_ms;  ///< how far ahead a `ts` may be
inline constexpr std::int64_t heartbeat_interval_ms = day_ms;

inline constexpr std::size_t recovery_answers_min = 3;  ///< or all peers, where they are fewer
inline constexpr std::int64_t recovery_wait_ms = 2 * minute_ms;

inline constexpr std::size_t feed_keys_max = 16;  ///< keys, past and present, of one feed

}  // namespace waarmerk::node::feed
