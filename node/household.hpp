// Household: which feeds this node follows, which of them it keeps whatever comes, how room is made
// among the others, whom it believes, and what is remembered of decisions.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/actions/audit.hpp"
#include "node/actions/background.hpp"
#include "node/actions/bundle_shelf.hpp"
#include "node/actions/evidence.hpp"
#include "node/actions/exchange_gossip.hpp"
#include "node/actions/feed_room.hpp"
#include "node/actions/interest.hpp"
#include "node/actions/kept_feeds.hpp"
#include "node/actions/mesh_links.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/trust_desk.hpp"
#include "node/ops/config.hpp"
#include "node/ops/log.hpp"

namespace waarmerk::node {

/// On the node's strand.
class Household {
 public:
  struct Ways {
    actions::Ports& ports;
    actions::Background& background;
    actions::Evidence& evidence;
    ops::Log& log;
  };
  /// Peers and witnesses; whom we are interested in is known here.
  using FindWhom = std::function<actions::WhomWeKnow()>;

  /// All outlive it. Fails as actions::Interest::load does, and with trust.bad_policy or
  /// trust.bad_hierarchy where what is configured cannot be read.
  static Result<std::unique_ptr<Household>> open(Ways ways, const ops::Config& config,
                                                 FindWhom find_whom);

  actions::FeedRoom& room() { return room_; }
  actions::BundleShelf& bundles() { return bundles_; }
  actions::Audit& audit() { return audit_; }
  actions::TrustDesk& trust() { return trust_; }
  /// What is known of badges; about whom it is asked is noted.
  actions::Evidence& evidence() { return evidence_; }
  gossip::Subscription subscription() const { return interest_.subscription(); }

  /// Both follow other feeds where our interest changes.
  void join(actions::Exchange& exchange, actions::MeshLinks& mesh);
  /// Forgets old interests and decisions; to be called now and again.
  void review();
  /// Reads the policy of trust and its lists of what stands below what again. Where one of them
  /// cannot be read, that is logged, and all of it stands as before; false then.
  bool reload_trust();
  /// Lets go of the feeds that have to make room, where there are any. To be called once an hour.
  void make_room(actions::Exchange& exchange, actions::MeshLinks& mesh);

 private:
  struct Kept {
    actions::Interest interest;
    actions::Audit audit;
    actions::WitnessPolicy witnesses;
    actions::TrustPolicy trust;
    trust::Hierarchy hierarchy;
    ops::Config::Policy files;
  };
  Household(const Ways& ways, Kept kept, FindWhom find_whom);

  actions::Ports& ports_;
  ops::Log& log_;
  actions::Interest interest_;
  actions::Audit audit_;
  actions::TrustDesk trust_;
  ops::Config::Policy files_;
  actions::InterestedEvidence evidence_;
  actions::FeedRoom room_;
  actions::BundleShelf bundles_;
};

}  // namespace waarmerk::node
