// How much one reconciliation may cost, and how it cuts its ranges (spec/wire/recon.md 4 and 5).
#pragma once

#include <cstddef>

namespace waarmerk::node::recon {

/// Of any message that is read, whatever a session allows.
inline constexpr std::size_t message_bytes_limit = 256 * 1024;
inline constexpr std::size_t message_ranges_max = 8192;  ///< more than fit in 64 KiB of honest ones

/// What a session allows itself and its peer.
struct Limits {
  std::size_t rounds_max = 8;                  ///< messages of the initiator
  std::size_t session_bytes_max = 256 * 1024;  ///< both ways
  std::size_t message_bytes_max = 64 * 1024;   ///< at least 4096; of those that are made
  /// Differences beyond the larger of this and a fifth of our items end a session: another way of
  /// telling heads is cheaper then.
  std::size_t differences_min = 1024;
};

/// How ranges are cut. The two sides need not agree on it.
struct Cut {
  std::size_t buckets = 16;     ///< into at most how many parts a range that differs is cut
  std::size_t list_below = 32;  ///< a range of fewer items is listed
  std::size_t ask_below = 0;    ///< unless 0: the initiator lists none of its items, but asks for
                                ///< the other's where it holds fewer than this
  bool open_whole = false;      ///< the first message is one fingerprint of everything
};

/// As the reference implementation of the protocol cuts.
inline constexpr Cut plain_cut{};

/// Few bytes for sets of which nearly all is equal.
inline constexpr Cut heads_cut{.buckets = 8, .list_below = 12, .ask_below = 4, .open_whole = true};

}  // namespace waarmerk::node::recon
