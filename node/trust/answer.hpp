// answer: whether somebody has a reason to believe an issuer, and which (BoT-Flow v1,
// spec/trust.md).
//
// The amounts are the asker's own: there is no score of an issuer that another could read.
#pragma once

#include <optional>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/trust/best_paths.hpp"
#include "node/trust/max_flow.hpp"
#include "node/trust/region.hpp"

namespace waarmerk::node::trust {

enum class Level {
  vetoed,     ///< one of the asker's own roots objects
  full,       ///< recognised
  partial,    ///< not by enough of those whom the asker trusts
  undecided,  ///< the bound would do, but no paths were found that come to it
  none,
};

struct Reason {
  std::vector<BitIndex> bits;  ///< from a root to the issuer; none where it is a root itself
  feed::FeedId root;
  int amount = 0;
};

struct Answer {
  Level level = Level::none;
  int amount = 0;
  int bound = 0;  ///< what the amount could be at most
  std::vector<Reason> reasons = {};
  std::vector<Narrow> cut = {};  ///< what holds it back, where the level is not full
  std::optional<Veto> veto = {};
  UnixTime holds_until = {};  ///< the first of the bits of `reasons` ends then
  UnixTime next_change = {};  ///< the answer is the same until then, if no bit comes
  std::vector<feed::FeedId> depends_on = {};  ///< a bit by or about one of them may change it
  Region region = {};                         ///< what the numbers of `cut` mean
};

/// The same for equal bits, in whichever order they came. Fails with trust.bad_policy or, where no
/// root objects, with trust.bad_scope: more than may be asked does not hide an objection to it.
Result<Answer> answer(const Graph& graph, const Policy& policy, const Question& question,
                      const Hierarchy& hierarchy = {});

}  // namespace waarmerk::node::trust
