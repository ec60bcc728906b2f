// KitEvidence: what came along with a badge, beside what is known already; the network only for
// what neither has.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/clock.hpp"
#include "node/actions/evidence.hpp"
#include "node/actions/witness_policy.hpp"
#include "node/kit/kit.hpp"
#include "node/kit/kit_standing.hpp"

namespace waarmerk::node::actions {

/// How many may come along at once, such as with a presentation of several badges.
inline constexpr std::size_t kits_max = 16;

/// What is known here goes before what is older, and what came along before asking anybody. A kit
/// whose parts do not hold, or do not belong together, is said to be unsound.
class KitEvidence final : public Evidence {
 public:
  /// `known` answers without asking anybody; `network` may be nothing. All outlive it.
  KitEvidence(std::vector<kit::Kit> kits, WitnessPolicy policy, const Clock& clock, Evidence& known,
              Evidence* network);

  Task<Answer<DidEvidence>> find_did(did::Did did) override;
  Task<Answer<ListEvidence>> find_status_list(credential::NeedStatusList need) override;
  Task<Answer<DocumentEvidence>> find_document(credential::NeedDocument need) override;

 private:
  /// What the history in this kit says. Fails with did.bad_log, or where it has none.
  Result<did::DocumentHistory> history_in(const kit::Kit& kit, const did::Did& did) const;
  /// The longest that came along. Fails as history_in().
  Result<did::DocumentHistory> history(const did::Did& did) const;
  /// The newest that came along; what an older one revokes stays revoked.
  Result<ListEvidence> brought_list(const credential::NeedStatusList& need,
                                    const did::DocumentHistory* documents) const;
  Result<ListEvidence> list_in(const kit::Kit& kit, const credential::NeedStatusList& need,
                               const did::DocumentHistory* documents) const;
  bool is_sound(const kit::Kit& kit, const did::DocumentHistory* documents) const;
  /// Where the name of this DID is another's by one of the kits, behind that one's history.
  did::DocumentHistory beside_owners(const did::Did& did, did::DocumentHistory documents) const;
  Task<Answer<ListEvidence>> newest_of(credential::NeedStatusList need, Answer<ListEvidence> known,
                                       Result<ListEvidence> brought);

  std::vector<kit::Kit> kits_;
  WitnessPolicy policy_;
  const Clock& clock_;
  Evidence& known_;
  Evidence* network_;
};

}  // namespace waarmerk::node::actions
