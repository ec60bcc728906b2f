// WitnessPolicy: which witnesses count for whoever runs this node, and how many are asked for.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "did/did.hpp"
#include "node/credential/assurance.hpp"

namespace waarmerk::node::actions {

inline constexpr std::size_t trusted_witnesses_max = 64;

struct WitnessPolicy {
  std::vector<did::Did> trusted = {};  ///< each once
  std::size_t needed = credential::witnesses_needed_default;
};

/// The DIDs of those that count.
std::set<std::string> names_of(const WitnessPolicy& policy);

/// Fails with witness.malformed where one is no did:key of Ed25519, stands there twice, or is one
/// too many.
Result<WitnessPolicy> make_witness_policy(const std::vector<std::string>& trusted,
                                          std::size_t needed);

}  // namespace waarmerk::node::actions
