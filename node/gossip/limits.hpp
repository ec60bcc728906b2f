// How much one exchange carries, and how much is kept of what peers say (spec/wire/gossip.md 5).
#pragma once

#include <cstddef>
#include <cstdint>

#include "crypto/base/time.hpp"
#include "node/feed/entry.hpp"
#include "node/recon/limits.hpp"

namespace waarmerk::node::gossip {

inline constexpr std::size_t frame_bytes_max = 1 << 20;
inline constexpr std::size_t headers_per_range_max = 1000;  ///< of one GET /f/{feed}/e/…
inline constexpr std::size_t heads_per_page_max = 1000;
inline constexpr std::uint32_t forked_epochs_told_max = 8;  ///< of one feed, the first
inline constexpr std::size_t push_entries_max = 8;
inline constexpr std::size_t inline_payload_bytes_max = 8 * 1024;
inline constexpr std::size_t push_bytes_max =
    push_entries_max * (feed::header_bytes + inline_payload_bytes_max + 16) + 64;

inline constexpr std::size_t recon_wanted_max = 1000;  ///< heads that one recon frame asks for
inline constexpr std::uint64_t recon_rounds_max = recon::Limits{}.rounds_max;

// Of frames on open links (spec/wire/mesh.md 2).
inline constexpr std::size_t short_ids_max = 512;
inline constexpr std::size_t iwant_ranges_max = 64;
inline constexpr std::uint64_t range_entries_max = 64;
inline constexpr std::size_t payloads_per_frame_max = 32;
inline constexpr std::size_t peer_records_max = 16;
inline constexpr std::size_t endpoint_bytes_max = 256;
inline constexpr std::size_t alternatives_max = 8;
inline constexpr std::size_t subscribed_feeds_max = 4096;
inline constexpr std::size_t heads_asked_max = 64;
inline constexpr std::size_t heads_paged_max = 256;  ///< of a page by key, in the answer
inline constexpr std::size_t proofs_asked_max = 64;

/// What an Engine allows itself and its peers.
struct Limits {
  std::size_t peers_max = 64;
  std::size_t feeds_max = 32'768;       ///< that are held, or that somebody told of
  std::size_t forget_tries_max = 64;    ///< to find one that is not held, for a new one
  std::size_t parked_max = 1024;        ///< entries that wait for a gap, of all feeds
  std::size_t pages_per_poll_max = 64;  ///< of heads, before the next poll is waited for
  std::size_t requests_per_peer_max = 4;
  std::size_t headers_per_round_max = 64;             ///< asked for, judged and stored at a time
  std::size_t payload_bytes_per_round_max = 1 << 20;  ///< after which a round is stored
  std::size_t resolving_max = 16;                     ///< feeds whose keys are being asked for
  std::size_t rounds_per_feed_burst = 64;             ///< rounds at once, then …
  std::int64_t round_refill_ms = minute_ms;           ///< … one more each
  std::size_t trace_rounds_max = 1024;                ///< looking back for where a fork began

  std::int64_t poll_ms = minute_ms;
  std::int64_t poll_gap_min_ms = second_ms;     ///< between two polls that hints asked for
  std::int64_t rescan_ms = 6 * hour_ms;         ///< reads a peer's arrivals from the start
  std::int64_t retry_first_ms = 2 * second_ms;  ///< doubled at each failure …
  std::int64_t retry_last_ms = 10 * minute_ms;  ///< … up to this
  std::int64_t room_ms = hour_ms;               ///< until more of a feed may have room
  std::int64_t request_timeout_ms = 30 * second_ms;
  std::int64_t fresh_ms = 10 * minute_ms;  ///< only entries this young are pushed on
};

}  // namespace waarmerk::node::gossip
