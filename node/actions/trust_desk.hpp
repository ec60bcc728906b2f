// TrustDesk: why somebody should believe an issuer, with names, for whoever asks this node.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/actions/dependencies.hpp"
#include "node/actions/parties.hpp"
#include "node/actions/trust_graph.hpp"
#include "node/actions/trust_policy.hpp"
#include "node/actions/trust_web.hpp"
#include "node/credential/assurance.hpp"
#include "node/trust/given_answers.hpp"
#include "node/trust/vouchers.hpp"

namespace waarmerk::node::actions {

struct TrustQuestion {
  did::Did issuer;
  trust::Scope scope;
  UnixTime at;
};

/// One bit of a path, as it was said.
struct ShownBit {
  Party from;
  Party to;
  Sha256 hash;
  trust::Kind kind = trust::Kind::issue;
  int amount = 0;
  UnixTime since;
  UnixTime until;
  std::string comment = {};
};

struct ShownPath {
  Party root;
  int amount = 0;
  std::vector<ShownBit> bits = {};  ///< none where the issuer is a root itself
};

/// What holds the amount back: what `from` says of `to`, or without `to` what the policy gives a
/// root, or all that passes through one organisation.
struct Obstacle {
  Party from;
  std::optional<Party> to = {};
  int amount = 0;
};

struct ShownVoucher {
  Party who;
  int hops = 0;
  int amount = 0;  ///< that its word, or more of it, would bring
  int says = 0;    ///< with which it vouches already
};

/// Somebody of whom not all may be known here. Of a root, and of nobody else, it may be `unknown`
/// whether it still speaks: nothing of it ever came.
struct ShownDoubt {
  Party who;
  credential::Liveness why;  ///< not `live`
  std::optional<UnixTime> last_heard = {};
};

struct Explanation {
  Party issuer;
  trust::Level level = trust::Level::none;
  int amount = 0;
  int bound = 0;
  int needed = trust::full_amount;  ///< for `full`
  bool has_roots = false;
  bool is_cut_short = false;  ///< more is said than was looked at
  std::optional<UnixTime> holds_until = {};
  std::optional<UnixTime> next_change = {};  ///< of the level, an amount or a path, by itself
  Dependencies depends_on = {};              ///< a bit of or about one of them may change them
  std::vector<ShownPath> paths = {};
  std::vector<Obstacle> cut = {};
  std::vector<ShownVoucher> vouchers = {};  ///< where the level is not full
  std::optional<Party> vetoed_by = {};
  /// Those on ways to the issuer, and where the level is not full, before them the roots.
  std::vector<ShownDoubt> doubts = {};

  /// For people: one or two sentences.
  std::string sentence() const;
  /// Those who know the issuer, and by way of whom, as they stand in a sentence.
  std::string recognised_by() const;
  std::string objector() const;
  /// Why it could not be told whether enough is said, as it stands in a sentence.
  std::string why_undecided() const;
  /// Three of those who could vouch and say nothing yet, or `somebody whom you trust`.
  std::string could_say() const;
};

/// What the word of one organisation about others is worth.
struct Heeded {
  Party who;
  std::optional<Party> vetoed_by = {};
  int amount = 0;  ///< that it would bring an issuer of whom nothing else is said; 0: not heard
  int needed = trust::full_amount;

  bool is_enough() const { return !vetoed_by && amount >= needed; }
  /// For people.
  std::string sentence() const;
};

/// One whom we believe in whole, about everything and for all to know.
struct Believed {
  Party who;
  UnixTime until;  ///< trust::time_max where no end is set
};

/// `vetoed`, `full`, `partial`, `undecided`, `none`.
std::string_view print_level(trust::Level level);

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

 private:
  Result<Explanation> show(const TrustQuestion& question, const TrustPolicy& policy,
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
  std::optional<trust::GivenAnswers> answers_;  // of generation_
};

}  // namespace waarmerk::node::actions
