#include "node/actions/witness_policy.hpp"

#include <algorithm>
#include <utility>

#include "node/witness/error_codes.hpp"
#include "node/witness/snapshot.hpp"

namespace waarmerk::node::actions {

std::set<std::string> names_of(const WitnessPolicy& policy) {
  std::set<std::string> names;
  for (const auto& witness : policy.trusted) names.insert(witness.text());
  return names;
}

Result<WitnessPolicy> make_witness_policy(const std::vector<std::string>& trusted,
                                          std::size_t needed) {
  if (trusted.size() > trusted_witnesses_max) {
    return fail(witness::malformed, "A policy lists 64 witnesses at the most.");
  }
  WitnessPolicy policy{.trusted = {}, .needed = needed};
  for (const auto& text : trusted) {
    const auto did = did::Did::parse(text);
    if (!did || !witness::witness_key(*did)) {
      return fail(witness::malformed, text + " is no did:key of an Ed25519 key.");
    }
    if (std::ranges::find(policy.trusted, *did) != policy.trusted.end()) {
      return fail(witness::malformed, text + " is listed twice.");
    }
    policy.trusted.push_back(*did);
  }
  return policy;
}

}  // namespace waarmerk::node::actions
