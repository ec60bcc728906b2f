// GivenExplanations: explanations that are given again while nothing that they say has changed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/time.hpp"
#include "node/actions/explanation.hpp"
#include "node/actions/trust_web.hpp"
#include "node/feed/feed_id.hpp"
#include "node/trust/counted.hpp"
#include "node/trust/vouchers.hpp"

namespace waarmerk::node::actions {

/// What an explanation rests on beside the answer that it shows.
struct Grounds {
  std::set<feed::FeedId> told_of = {};      ///< what they are called, and whether they are heard
  UnixTime liveness_end = trust::time_max;  ///< of one of them that changes by itself then
  /// Where it was looked for who could vouch: how long those are the same.
  std::optional<trust::Vouchers> vouchers = {};
};

struct Explained {
  Explanation explanation;
  Grounds grounds;
};

/// When something was asked, and which answer there was to it (trust::GivenAnswers::number).
struct Asked {
  std::uint64_t answer = 0;
  UnixTime now;
};

/// Of one policy and one graph.
class GivenExplanations {
 public:
  static constexpr std::size_t kept_max = 1'000;

  /// Stands until the next call. Nothing where it would have to be found anew.
  const Explanation* find(const TrustQuestion& question, const Asked& asked, const TrustWeb& web);
  /// `web` is as it was when this was found.
  const Explanation& keep(const TrustQuestion& question, const Asked& asked, Explained explained,
                          const TrustWeb& web);
  void clear() { given_.clear(); }
  /// How many were found here.
  std::uint64_t given_again() const { return given_again_; }

 private:
  using About = std::pair<std::string, trust::Scope>;
  struct Given {
    Explained explained;
    Asked asked;
    UnixTime at;
    // Those whom it tells of: with numbers it is quick to see that none of them changed.
    std::vector<trust::NodeIndex> known = {};
    std::vector<feed::FeedId> strangers = {};  // to the graph
    std::uint64_t found_at = 0;                // by the changes of the graph
    std::uint64_t changes = 0;                 // of the graph, and …
    std::uint64_t arrived = 0;                 // … arrivals, up to which it is known to hold
  };

  static bool are_same_bits(const Given& given, const trust::Graph& graph);
  static bool is_as_it_was(const Given& given, const TrustWeb& web);

  std::map<About, Given> given_;
  std::uint64_t given_again_ = 0;
};

}  // namespace waarmerk::node::actions
