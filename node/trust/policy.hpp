// Policy: whom somebody believes, and how much it takes (spec/trust.md 3).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/feed/feed_id.hpp"
#include "node/trust/graph.hpp"
#include "node/trust/scope.hpp"

namespace waarmerk::node::trust {

inline constexpr ErrorCode bad_policy{"trust.bad_policy", ErrorKind::invalid};

inline constexpr std::size_t roots_max = 256;
inline constexpr int hops_of_path_max = 4;

/// Whom the asker believes himself.
struct Root {
  feed::FeedId feed;
  int amount = full_amount;
  int depth = 2;  ///< how many introductions may follow
  Scope scope = any_scope();
};

/// One of the asker's own roots objects to an issuer.
struct Veto {
  feed::FeedId by;
  feed::FeedId against;
  Scope scope = any_scope();
};

struct Policy {
  std::vector<Root> roots = {};
  std::vector<Veto> vetoes = {};
  int hops = hops_of_path_max;
  int full = full_amount;                  ///< from this amount on an issuer is recognised
  int partial = 60;                        ///< and from this on partly
  std::int64_t quarantine_ms = day_ms;     ///< before a bit counts that nobody else holds
  std::uint32_t witnesses = 2;             ///< who hold it, so that it counts at once
  std::uint32_t quota = 50;                ///< of whom it is not said otherwise
  std::uint32_t velocity = 20;             ///< new bits of one truster …
  std::int64_t velocity_ms = 30 * day_ms;  ///< … in so long
};

/// Fails with trust.bad_policy or trust.bad_scope: more roots than 256, one twice, an amount or a
/// depth that no bit may have, over four hops, a veto by who is no root.
Result<void> check_policy(const Policy& policy);

}  // namespace waarmerk::node::trust
