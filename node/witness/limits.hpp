// How many leaves, how long a proof, how often (spec/wire/witness.md 7).
#pragma once

#include <cstddef>
#include <cstdint>

#include "crypto/base/time.hpp"

namespace waarmerk::node::witness {

inline constexpr std::uint64_t leaves_max = std::uint64_t{1} << 20;  ///< of a snapshot
inline constexpr std::size_t path_hashes_max = 20;                   ///< enough for leaves_max
inline constexpr std::size_t did_bytes_max = 128;  ///< of a witness; a did:key of Ed25519 has 56

inline constexpr std::int64_t snapshot_gap_ms = 10 * minute_ms;  ///< where anything changed
inline constexpr std::int64_t snapshot_gap_max_ms = hour_ms;     ///< where nothing did
inline constexpr std::int64_t clock_skew_ms = 5 * minute_ms;

}  // namespace waarmerk::node::witness
