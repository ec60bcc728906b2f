// Vouchers: who could say that an issuer is to be believed, and the asker would listen.
#pragma once

#include <cstddef>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/trust/region.hpp"

namespace waarmerk::node::trust {

inline constexpr std::size_t vouchers_max = 16;

/// One more bit of its own about the issuer would make a path.
struct Voucher {
  feed::FeedId feed;
  int hops = 0;    ///< from a root; 0 is one
  int amount = 0;  ///< that would come along the way on which it is reached

  friend bool operator==(const Voucher&, const Voucher&) = default;
};

/// The nearest first, of those the ones who could bring most, of those in the order of their feeds;
/// vouchers_max of them. How many they vouch for already is not counted. Fails with
/// trust.bad_policy or trust.bad_scope.
Result<std::vector<Voucher>> who_could_vouch(const Graph& graph, const Policy& policy,
                                             const Question& question,
                                             const Hierarchy& hierarchy = {});

}  // namespace waarmerk::node::trust
