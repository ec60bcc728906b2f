// Assurance: how far the state of a badge can be relied on, as a grade from A to D, and the facts
// that decide it (spec/verdicts.md). No store, no network, no clock.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/time.hpp"

namespace waarmerk::node::credential {

enum class Grade {
  a,  ///< witnesses that count saw, a moment ago, that there is nothing newer
  b,  ///< the list has not run out
  c,  ///< the list has run out, the issuer speaks no more, and witnesses saw that this was the last
  d,  ///< not known as it is now, or contested
};

/// `A` to `D`.
std::string_view print_grade(Grade grade);

/// What is heard of the issuer's feed.
enum class Liveness {
  unknown,  ///< it is not followed here
  live,
  late,    ///< nothing for two heartbeats
  silent,  ///< nothing for 30 days
  closed,  ///< the issuer said that this was its last word
  forked,  ///< it told two stories
};

/// `unknown`, `live`, `late`, `silent`, `closed`, `forked`.
std::string_view print_liveness(Liveness liveness);

/// Things that do not go together, and that the reader should know.
enum class Conflict {
  forked,                 ///< the issuer published two entries in one place
  revocation_taken_back,  ///< a later list cleared what an earlier one revoked
  witness_ahead,          ///< a witness saw a newer entry than is here
  witness_differs,        ///< a witness saw another entry in the place of one that is here
  list_shrunk,            ///< a later list is shorter than an earlier one
  older_list,             ///< a list was presented that is older than the one known here
  unsound_kit,            ///< something that came along with the badge does not hold
};

/// `forked`, `revocation_taken_back`, `witness_ahead`, `witness_differs`, `list_shrunk`,
/// `older_list`, `unsound_kit`.
std::string_view print_conflict(Conflict conflict);

/// The entry of the issuer's feed that carried a list.
struct FeedPlace {
  std::uint32_t epoch = 0;
  std::uint64_t seq = 0;

  friend auto operator<=>(const FeedPlace&, const FeedPlace&) = default;
};

/// `0/41`.
std::string print_feed_place(const FeedPlace& place);

/// Of the witnesses that the asker counts, those that saw nothing newer than what is known here.
struct WitnessFacts {
  std::size_t agree = 0;
  std::size_t of = 0;                   ///< how many are counted
  std::size_t needed = 2;               ///< for A
  std::optional<UnixTime> newest = {};  ///< the last time that one of them said so
  std::optional<UnixTime> median = {};  ///< of those times: one clock that is wrong moves it little
  std::optional<UnixTime> together = {};  ///< since when as many as are needed have said so

  friend bool operator==(const WitnessFacts&, const WitnessFacts&) = default;
};

/// In a network of fewer nodes one witness is enough.
inline constexpr std::size_t small_network_nodes = 5;
inline constexpr std::size_t witnesses_needed_default = 2;

/// `wanted`, or one where the network has fewer than five nodes.
std::size_t witnesses_needed(std::size_t wanted, std::size_t nodes);

/// What a store knows of an issuer beside the list itself.
struct IssuerFacts {
  Liveness liveness = Liveness::unknown;
  WitnessFacts witnesses = {};
  std::vector<Conflict> conflicts = {};

  bool has(Conflict conflict) const;
};

/// What there is to hear of a feed.
struct FeedHeard {
  std::optional<UnixTime> last;
  bool is_closed = false;
  bool is_forked = false;
};

inline constexpr std::int64_t late_after_ms = 2 * day_ms;  ///< two heartbeats
inline constexpr std::int64_t silent_after_ms = 30 * day_ms;

/// At `time`.
Liveness liveness_of(const FeedHeard& heard, UnixTime time);
/// When that is another next, if nothing more is heard; nothing where it stays.
std::optional<UnixTime> next_liveness(const FeedHeard& heard, UnixTime time);

/// What a state of a badge rests on.
struct StateEvidence {
  bool is_known = false;                ///< a list that holds says so
  bool is_contested = false;            ///< only one of two stories says so
  std::optional<UnixTime> newest = {};  ///< the newest evidence that it is the last state
  std::optional<UnixTime> valid_until = {};
  std::optional<std::int64_t> ttl_ms = {};
  IssuerFacts issuer = {};
};

/// Twice the longest time between two snapshots of a witness.
inline constexpr std::int64_t witness_recent_ms = 2 * hour_ms;
/// For a list that names no `ttl`.
inline constexpr std::int64_t ttl_default_ms = hour_ms;

/// The grade at `time`, the moment that is asked about.
Grade grade_of(const StateEvidence& state, UnixTime time);

/// Whether what has run out here is known to have been followed by something newer: then nothing is
/// known of the present state.
bool is_outdated(const StateEvidence& state, UnixTime time);

}  // namespace waarmerk::node::credential
