// How long, how many, how much: the bounds of a mesh (spec/wire/mesh.md 7).
#pragma once

#include <cstddef>
#include <cstdint>

#include "crypto/base/time.hpp"

namespace waarmerk::node::mesh {

inline constexpr std::size_t links_max = 64;  ///< of any kind: a set of links is 64 bits

/// How announcements and questions are timed.
struct PlumLimits {
  std::int64_t announce_ms_min = 50;        ///< announcements wait at least this long for company …
  std::int64_t announce_ms_max = 250;       ///< … and at most this
  std::int64_t missing_ms = 400;            ///< from the first announcement to the first question
  std::int64_t ask_next_ms = 200;           ///< to the question to the next who announced
  std::int64_t give_up_ms = 5 * second_ms;  ///< after the last
  std::int64_t known_ms = 2 * minute_ms;    ///< how long a learnt entry is remembered
  std::size_t known_max = 1024;
  std::size_t wanted_max = 1024;
  std::size_t announcers_max = 8;  ///< of one entry
};

/// Tokens a second, and how many may be saved up.
struct Rate {
  std::int64_t per_second = 0;
  std::int64_t burst = 0;
};

inline constexpr std::int64_t verify_tokens = 10;
inline constexpr std::int64_t proof_tokens = 5;  ///< of a witness, that is looked up
inline constexpr std::int64_t range_tokens = 1;  ///< of a reconciliation, or of what is asked for
inline constexpr std::int64_t announced_per_token = 10;

struct BudgetLimits {
  Rate frames{.per_second = 200, .burst = 400};   ///< of one link
  Rate work{.per_second = 2000, .burst = 4000};   ///< tokens that a link's frames cost
  std::int64_t entry_every_ms = 2 * minute_ms;    ///< of one feed, once …
  std::int64_t entries_burst = 60;                ///< … this many came at once
  std::int64_t feed_bytes_a_day = 2 << 20;        ///< of entries with their payloads, and …
  std::int64_t new_feed_bytes_a_day = 272 << 10;  ///< … of a feed that is new (StrangerLimits)
  /// Whose budgets are in use. More than all strangers that a node has room for, so that none of
  /// them is shut out by others that are busy.
  std::size_t feeds_max = 32'768;
};

/// Feeds that were met over a link to a node that the operator did not choose.
struct StrangerLimits {
  std::size_t asked_of_link_max = 2;     ///< who they are, at a time, as a link tells of them …
  std::size_t asked_of_chosen_max = 16;  ///< … to a node that the operator chose …
  std::size_t asked_max = 128;           ///< … and of all links
  std::int64_t asked_ms = 20 * second_ms;
  std::size_t waiting_of_link_max = 256;         ///< to be asked
  std::int64_t new_ms = 7 * day_ms;              ///< how long a feed is new, and in that time:
  std::int64_t of_node_max = 2048;               ///< feeds that one node brings …
  std::int64_t feeds_max = 16'384;               ///< … and all do
  std::int64_t bytes_of_node_max = 64LL << 20;   ///< of new feeds, that one node brings …
  std::int64_t bytes_max = 512LL << 20;          ///< … and all do
  std::int64_t retry_first_ms = 10 * minute_ms;  ///< between two times that one is looked up, …
  std::int64_t retry_last_ms = day_ms;           ///< … doubled each time up to this
  std::size_t left_max = 1024;                   ///< of which it is known when they were
  std::size_t nodes_max = 1024;                  ///< of which it is known how much they brought
};

struct PeerLimits {
  std::size_t reserved_slots = 2;  ///< outbound links to configured peers
  std::size_t trusted_slots = 3;
  std::size_t random_slots = 3;
  std::size_t inbound_max = 48;
  std::size_t inbound_unknown_max = 16;
  std::size_t inbound_nameless_max = 4;  ///< who proved no DID; they are unknown too
  std::size_t per_prefix_max = 2;
  std::size_t per_domain_max = 1;
  std::size_t book_max = 1024;            ///< addresses that are remembered
  std::size_t book_per_domain_max = 2;    ///< of one registered name, of those nobody trusts
  std::size_t book_per_teller_max = 64;   ///< that one node told of, and that took no link yet
  std::uint32_t tried_failures_max = 10;  ///< in a row, until an address is as one never reached
  std::int64_t record_age_max_ms = 7 * day_ms;
  std::int64_t feeler_ms = 2 * minute_ms;
  std::int64_t dial_timeout_ms = 30 * second_ms;
  std::int64_t retry_first_ms = 2 * second_ms;
  std::int64_t retry_last_ms = 10 * minute_ms;
  std::int64_t discouraged_ms = day_ms;
  std::size_t discouraged_max = 1024;
};

struct Limits {
  PlumLimits plum = {};
  BudgetLimits budget = {};
  PeerLimits peers = {};
  StrangerLimits strangers = {};
  std::int64_t repair_ms = minute_ms;  ///< jittered by a fifth
  std::int64_t session_ms = minute_ms;
  std::int64_t check_ms = 12 * second_ms;  ///< between two looks at all links
  std::int64_t ping_ms = 25 * second_ms;   ///< after which a silent link is pinged
  std::int64_t silent_ms = minute_ms;      ///< after which one that says nothing ends
  std::int64_t peers_ms = 10 * minute_ms;  ///< between two frames of peers on a link
  std::size_t parked_max = 1024;           ///< entries that wait for a gap, of all feeds
  std::size_t awaited_max = 64;            ///< payloads that were asked for
  std::int64_t awaited_ms = 10 * second_ms;
  std::size_t branches_max = 64;            ///< payloads of branches that are not followed …
  std::size_t branch_asked_max = 12;        ///< … each asked for so often, …
  std::int64_t branch_ms = 12 * second_ms;  ///< … after this, and then twice as long each time
  std::size_t claims_max = 1024;            ///< feeds of which someone has more
  std::uint64_t asked_max = 320;            ///< entries that one link is asked for at a time
  std::size_t disappointments_max = 3;      ///< after which a link that we dialled is let go
  std::size_t witnesses_max = 64;  ///< whose snapshots are passed on, beside those that count
  std::int64_t snapshot_gap_ms = 5 * minute_ms;  ///< of one witness, by its own time
  std::int64_t snapshot_kept_ms = 3 * hour_ms;   ///< after which a silent witness is forgotten
  std::size_t wishes_max = 1024;                 ///< proofs that are waited for
  std::size_t told_max = 64;  ///< heads of which a link was told, that are remembered
};

}  // namespace waarmerk::node::mesh
