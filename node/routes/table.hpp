// The rows of the route table: method, path, who may, and what runs.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/actions/audit.hpp"
#include "node/actions/bundle_shelf.hpp"
#include "node/actions/evidence.hpp"
#include "node/actions/exchange_gossip.hpp"
#include "node/actions/issuers.hpp"
#include "node/actions/mesh_links.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/trust_desk.hpp"
#include "node/actions/witness_policy.hpp"
#include "node/actions/witness_role.hpp"
#include "node/fetch/txt_records.hpp"
#include "node/http/access.hpp"
#include "node/http/message.hpp"
#include "node/http/rate_limit.hpp"
#include "node/http/router.hpp"
#include "node/ops/metrics.hpp"
#include "node/task/strand.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::routes {

/// What a bearer token may be allowed to do.
namespace scope {
inline constexpr std::string_view issue = "issue";    ///< define and award badges
inline constexpr std::string_view status = "status";  ///< revoke, suspend, reinstate
inline constexpr std::string_view read = "read";      ///< read what was issued, and to whom
inline constexpr std::string_view ask = "ask";      ///< ask wallets for badges, see what they show
inline constexpr std::string_view trust = "trust";  ///< ask whom we believe, as TRQP does
inline constexpr std::string_view admin = "admin";  ///< peers and tokens
inline constexpr std::string_view all[] = {issue, status, read, ask, trust, admin};
}  // namespace scope

/// All that the routes work with. All outlive the router.
struct Services {
  actions::Ports& ports;
  const actions::Issuers& issuers;
  actions::Evidence& evidence;
  actions::Exchange& exchange;
  const http::Access& access;
  http::RateLimit& costly_limit;  ///< for open routes that check signatures or ask the network
  http::RateLimit& cheap_limit;   ///< for the other open routes
  ops::Metrics& metrics;
  const Strand& strand;
  actions::TrustDesk& trust;
  const actions::WitnessRole* witness = nullptr;  ///< where this node is one
  actions::WitnessPolicy policy = {};             ///< whose word counts
  actions::MeshLinks* mesh = nullptr;             ///< nothing: no links are taken
  /// Called where our DID changed: what runs has its keys of before.
  std::function<void()> start_anew = {};
  did::ResolutionOptions resolution = {};
  /// Called where what our feed lost is given up: the folder is the living one from then on.
  std::function<Result<void>()> mark_living = {};
  actions::BundleShelf* bundles = nullptr;  ///< nothing: no bundle is handed out
  fetch::TxtRecords* names = nullptr;       ///< nothing: no peer is looked for in DNS
  actions::Audit* audit = nullptr;          ///< nothing: what is decided is not kept
};

enum class Guard {
  open_cheap,   ///< anybody, often
  open_costly,  ///< anybody, not too often
  token,        ///< who has a token with the scope of the row
  none,         ///< for the operator's own tools: health and metrics
};

enum class Place {
  node_strand,  ///< one at a time, with the node's state
  connection,   ///< beside others; takes state by way of Services::strand
};

using Run = Task<Result<http::Response>> (*)(Services&, http::Request, http::Parameters);
/// What a page says in place of a problem document, to who asks too often.
using Refuse = http::Response (*)(const Services&, const http::Request&);

struct Row {
  std::string_view method;
  std::string_view pattern;
  Guard guard = Guard::open_cheap;
  std::string_view scope = {};
  Run run = nullptr;
  Place place = Place::node_strand;
  Refuse refuse = nullptr;
};

}  // namespace waarmerk::node::routes
