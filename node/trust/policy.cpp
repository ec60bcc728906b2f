#include "node/trust/policy.hpp"

#include <set>

namespace waarmerk::node::trust {
namespace {

bool is_amount(int amount) {
  return amount >= amount_step && amount <= full_amount && amount % amount_step == 0;
}

}  // namespace

Result<void> check_policy(const Policy& policy) {
  if (policy.roots.size() > roots_max) return fail(bad_policy, "There are 256 roots at the most.");
  std::set<feed::FeedId> roots;
  for (const auto& root : policy.roots) {
    if (!roots.insert(root.feed).second) return fail(bad_policy, "A root is named twice.");
    if (!is_amount(root.amount)) return fail(bad_policy, "An amount is 10 to 120, in steps of 10.");
    if (root.depth < 0 || root.depth > depth_max) return fail(bad_policy, "A depth is 0 to 3.");
    TRY_OK(check_scope(root.scope));
  }
  for (const auto& veto : policy.vetoes) {
    if (!roots.contains(veto.by)) return fail(bad_policy, "Only a root of one's own objects.");
    TRY_OK(check_scope(veto.scope));
  }
  if (policy.hops < 1 || policy.hops > hops_of_path_max)
    return fail(bad_policy, "A path has 1 to 4 hops.");
  if (!is_amount(policy.full) || !is_amount(policy.partial) || policy.partial > policy.full) {
    return fail(bad_policy, "Partly is no more than in full, and both are 10 to 120.");
  }
  return {};
}

}  // namespace waarmerk::node::trust
