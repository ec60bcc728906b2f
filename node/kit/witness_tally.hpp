// WitnessTally: what the witnesses that count say of one entry, added up.
#pragma once

#include <vector>

#include "crypto/base/time.hpp"
#include "node/credential/assurance.hpp"
#include "node/witness/stance.hpp"

namespace waarmerk::node::kit {

/// Each witness is heard once.
class WitnessTally {
 public:
  void hear(witness::Stance stance, UnixTime at);

  /// Who agreed and since when, by the number that `facts` says is needed; and what contradicts.
  void tell(credential::IssuerFacts& facts) const;

 private:
  std::vector<UnixTime> agreed_;
  std::vector<credential::Conflict> conflicts_;
};

}  // namespace waarmerk::node::kit
