// TrustDesk: why somebody should believe an issuer, with names, for whoever asks this node.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/actions/given_explanations.hpp"
#include "node/actions/parties.hpp"
#include "node/actions/trust_graph.hpp"
#include "node/actions/trust_policy.hpp"
#include "node/actions/trust_web.hpp"
#include "node/trust/given_answers.hpp"

namespace waarmerk::node::actions {

/// One whom we believe in whole, about everything and for all to know.
struct Believed {
  Party who;
  UnixTime until;  ///< trust::time_max where no end is set
};

/// On the node's strand.
class TrustDesk {
 public:
  /// `records` outlive it. Without a policy nobody is believed. The hierarchy goes with every
  /// policy.
  TrustDesk(const records::Records& records, WitnessPolicy witnesses, TrustPolicy policy = {},
            trust::Hierarchy hierarchy = {});

  /// Others from now on.
  void take(TrustPolicy policy, trust::Hierarchy hierarchy);
  /// Who is called what, by our own policy first.
  Parties parties() const { return {records_, policy_}; }
  bool has_policy() const { return !policy_.policy.roots.empty(); }
  /// Whether whoever has a badge checked may hear whom we believe.
  bool tells_visitors() const { return policy_.tell_visitors; }

  /// By our own policy; `now` is when it is asked. A question that names no jurisdiction is about
  /// those of the policy. Fails with trust.bad_scope, or as the store
  /// does.
  Result<Explanation> explain(TrustQuestion question, UnixTime now);
  /// By another. Also fails with trust.bad_policy.
  Result<Explanation> explain(TrustQuestion question, const TrustPolicy& policy, UnixTime now);
  /// By our own policy, whether the one who is asked about may say who is to be believed. Fails as
  /// explain().
  Result<Heeded> heed(TrustQuestion question, UnixTime now);
  /// Those of whom a bit of ours says so, and the public roots of our policy, without those to whom
  /// a root objects; 1,000 at the most. With `only`, that one or none. Names that the policy has
  /// for others are not told. Fails as the store does.
  Result<std::vector<Believed>> believed_by(const feed::FeedId& us, UnixTime now,
                                            const std::optional<feed::FeedId>& only = {});
  /// The network of trust around an organisation, with whom our own policy believes. Fails as the
  /// store does.
  Result<TrustGraph> graph(const GraphQuestion& question, UnixTime now);

  /// How many explanations were given as they were given before.
  std::uint64_t given_again() const { return given_.given_again(); }

 private:
  Result<Explained> show(const TrustQuestion& question, const TrustPolicy& policy,
                         const trust::Answer& answer, UnixTime now) const;
  std::vector<feed::FeedId> whose_word_matters(const TrustQuestion& question,
                                               const trust::Policy& policy,
                                               const trust::Answer& answer) const;

  const records::Records& records_;
  WitnessPolicy witnesses_;
  TrustPolicy policy_;
  trust::Hierarchy hierarchy_;
  TrustWeb web_;
  std::uint64_t generation_ = 0;
  std::optional<trust::GivenAnswers> answers_;  // of generation_, like those below
  GivenExplanations given_;
};

}  // namespace waarmerk::node::actions
