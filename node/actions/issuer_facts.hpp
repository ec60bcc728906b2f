// What the store knows of an issuer beside its lists: whether it still speaks, with one tongue, and
// who saw what it said last.
#pragma once

#include <optional>
#include <string_view>

#include "crypto/base/time.hpp"
#include "node/actions/witness_policy.hpp"
#include "node/credential/assurance.hpp"
#include "node/records/lists.hpp"
#include "node/records/records.hpp"

namespace waarmerk::node::actions {

struct IssuerStanding {
  std::optional<UnixTime> last_heard;
  credential::IssuerFacts facts;
  std::optional<UnixTime> next_liveness = {};  ///< as credential::next_liveness
};

struct StandingQuestion {
  std::string_view issuer;
  /// The entry that carried the list in question. Without one no witness can speak of it.
  std::optional<records::ListPlace> place = {};
  UnixTime now;
};

/// Nothing but how many witnesses count is known of an issuer whose feed is not held, or whose id
/// is no DID. Fails as the store does.
Result<IssuerStanding> standing_of(const records::Records& records, const WitnessPolicy& policy,
                                   const StandingQuestion& question);

}  // namespace waarmerk::node::actions
