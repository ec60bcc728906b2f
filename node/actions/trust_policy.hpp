// trust_policy: a policy of trust as people write it, in a file of TOML (spec/trust.md 3).
#pragma once

#include <array>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "node/feed/feed_id.hpp"
#include "node/trust/policy.hpp"

namespace waarmerk::node::actions {

inline constexpr std::size_t policy_bytes_max = 256 << 10;
inline constexpr std::size_t jurisdictions_max = 16;

/// Who a feed is of, as people know it.
struct Party {
  std::string did;
  std::string name = {};  ///< may be empty

  friend bool operator==(const Party&, const Party&) = default;
};

struct TrustPolicy {
  trust::Policy policy = {};
  std::map<feed::FeedId, Party> parties = {};  ///< roots, and those whom they object to
  std::set<feed::FeedId> public_roots = {};    ///< of whom everybody may know that they are roots
  bool tell_visitors = false;  ///< whoever has a badge checked may hear whom we believe, and why
  /// Where it is to count for the asker, unless a question says it. No badge says that itself.
  std::set<std::string> jurisdictions = {};
};

/// Fails with trust.bad_policy, which names the line or the member: no TOML, a name that is not
/// known, a value of another type, or what check_policy refuses. Also with did.malformed.
Result<TrustPolicy> read_trust_policy(std::string_view toml);

/// The names of the policies that stand ready, without roots.
inline constexpr std::array<std::string_view, 3> ready_policies{"municipality", "employer", "open"};
/// A file to begin with: how much it takes, and examples of roots as remarks. Empty for any other
/// name.
std::string ready_policy(std::string_view name);

}  // namespace waarmerk::node::actions
