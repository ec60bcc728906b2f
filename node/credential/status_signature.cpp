#include "node/credential/status_signature.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "did/did_webvh.hpp"
#include "node/credential/proof_check.hpp"

namespace waarmerk::node::credential {

ListSignature check_list_signature(const Secured& list, const std::string& issuer,
                                   const StatusRules& rules, const KnownDids& known) {
  const ProofRules proof_rules{.now = rules.now,
                               .owner = issuer,
                               .issuer_check = rules.issuer_check,
                               .contexts = rules.contexts};
  auto proofs = check_proofs(list, proof_rules, known);
  if (auto* wanted = std::get_if<did::Did>(&proofs)) return *wanted;
  if (auto* wanted = std::get_if<NeedDocument>(&proofs)) return std::move(*wanted);
  auto& checks = std::get<std::vector<Check>>(proofs);
  const auto decision = decide(checks);
  // A list by a key that others may have could hide what was revoked.
  const bool is_doubtful = decision.finding == Finding::key_compromised;
  if (!is_accepted(decision.outcome) || is_doubtful) {
    return BadSignature{std::string(describe(decision.finding).code)};
  }
  const auto changed = std::ranges::find(checks, Finding::domain_changed, &Check::finding);
  if (changed == checks.end()) return GoodListSignature{};
  return GoodListSignature{std::move(*changed)};
}

std::variant<bool, did::Did, NeedDocument> is_key_kept(const StoredStatus& stored,
                                                       const StatusRules& rules,
                                                       const KnownDids& known) {
  auto answer = look_up_key(stored.method, {}, known);
  if (auto* wanted = std::get_if<did::Did>(&answer)) return std::move(*wanted);
  if (auto* wanted = std::get_if<NeedDocument>(&answer)) return std::move(*wanted);
  const auto* found = std::get_if<KeyFound>(&answer);
  return found != nullptr && found->key == stored.key &&
         did::is_same_did(found->controller, stored.issuer) && found->is_proved &&
         found->is_allowed && !found->revoked && !found->expires && !found->unproved_since &&
         !(found->period && found->period->until) && rules.issuer_check == IssuerCheck::required;
}

}  // namespace waarmerk::node::credential
