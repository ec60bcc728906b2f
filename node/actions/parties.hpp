// Parties: who the feeds of a graph of trust are of, as far as it is known.
#pragma once

#include <map>
#include <set>
#include <utility>

#include "crypto/base/result.hpp"
#include "node/actions/trust_policy.hpp"
#include "node/records/records.hpp"

namespace waarmerk::node::actions {

/// For one answer: each is looked up once.
class Parties {
 public:
  /// `records` outlive it. The names of the policy are the asker's own, and come first.
  Parties(const records::Records& records, const TrustPolicy& policy)
      : records_(records), known_(policy.parties) {}

  /// What the policy calls it comes before what it calls itself; where no DID is known, the text of
  /// the feed stands for it. Fails as the store does.
  Result<Party> find(const feed::FeedId& feed);
  /// Who this is where nothing else says so.
  void introduce(const feed::FeedId& feed, Party party) {
    known_.try_emplace(feed, std::move(party));
  }

 private:
  Result<Party> look_up(const feed::FeedId& feed) const;
  Result<Party> said_of(const feed::FeedId& feed) const;

  const records::Records& records_;
  std::map<feed::FeedId, Party> known_;
  std::set<feed::FeedId> looked_up_;
};

}  // namespace waarmerk::node::actions
