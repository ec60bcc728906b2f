// Vouchers: who could say that an issuer is to be believed, and by that bring the asker more than
// is said already (spec/trust.md 6).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/trust/answer.hpp"

namespace waarmerk::node::trust {

inline constexpr std::size_t vouchers_max = 16;
inline constexpr std::size_t known_for_max = 8;

/// One more bit of its own about the issuer would make a path beside those that there are.
struct Voucher {
  feed::FeedId feed;
  int hops = 0;    ///< from a root; 0 is one
  int amount = 0;  ///< that would come with it, by what is free of the way on which it is reached
  int says = 0;    ///< the amount with which it vouches already; 0 where it does not

  friend bool operator==(const Voucher&, const Voucher&) = default;
};

/// What somebody whose word would be followed says of the issuer for something else than is asked.
struct KnownFor {
  BitIndex bit = 0;
  int hops = 0;  ///< of who says it, from a root; 0 is one

  friend bool operator==(const KnownFor&, const KnownFor&) = default;
};

/// And how long they are those. With the answer that they were found for they are the same until
/// `next_change`, while nothing is said of the issuer and no way changes (Graph::ways_changed), and
/// no more than so many bits come.
struct Vouchers {
  std::vector<Voucher> found;
  std::vector<KnownFor> known_for;
  UnixTime next_change;
  std::size_t bits_to_spare = 0;
};

/// The nearest first, of those the ones who could bring most, of those in the order of their feeds;
/// vouchers_max of them. What the reasons of the answer take of a way is taken. Who says enough
/// already, whether it counts or not yet, is none. How many others they vouch for is not counted.
/// What is said for something else is told in the same order, known_for_max of it, where it would
/// count for that by now.
/// Fails with trust.bad_policy or trust.bad_scope.
Result<Vouchers> who_could_vouch(const Graph& graph, const Policy& policy, const Question& question,
                                 const Answer& answer, const Hierarchy& hierarchy = {});

/// What a word of the one who is asked about would be worth, of an issuer of whom nothing is said
/// yet; nothing where the asker would not hear it. Fails as who_could_vouch.
Result<std::optional<Voucher>> find_voucher(const Graph& graph, const Policy& policy,
                                            const Question& question,
                                            const Hierarchy& hierarchy = {});

}  // namespace waarmerk::node::trust
