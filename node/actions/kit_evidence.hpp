// KitEvidence: what came along with a badge, beside what is known already; the network only for
// what neither has.
#pragma once

#include <optional>
#include <string>

#include "crypto/base/clock.hpp"
#include "node/actions/evidence.hpp"
#include "node/actions/witness_policy.hpp"
#include "node/kit/kit.hpp"
#include "node/kit/kit_standing.hpp"

namespace waarmerk::node::actions {

/// What is known here goes before what is older, and what came along before asking anybody. A kit
/// whose parts do not hold, or do not belong together, is said to be unsound.
class KitEvidence final : public Evidence {
 public:
  /// `known` answers without asking anybody; `network` may be nothing. All outlive it.
  KitEvidence(kit::Kit kit, WitnessPolicy policy, const Clock& clock, Evidence& known,
              Evidence* network);

  Task<Answer<DidEvidence>> find_did(did::Did did) override;
  Task<Answer<ListEvidence>> find_status_list(credential::NeedStatusList need) override;
  Task<Answer<DocumentEvidence>> find_document(credential::NeedDocument need) override;

 private:
  /// What the history in the kit says. Fails with did.bad_log, or where it has none.
  Result<did::DocumentHistory> history(const did::Did& did) const;
  Result<ListEvidence> list_in_kit(const credential::NeedStatusList& need,
                                   const did::DocumentHistory* documents) const;
  bool is_sound(const did::DocumentHistory* documents) const;
  Task<Answer<ListEvidence>> newest_of(credential::NeedStatusList need, Answer<ListEvidence> known,
                                       Result<ListEvidence> brought);

  kit::Kit kit_;
  WitnessPolicy policy_;
  const Clock& clock_;
  Evidence& known_;
  Evidence* network_;
};

}  // namespace waarmerk::node::actions
