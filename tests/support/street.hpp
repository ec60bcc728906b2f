// Street: several nodes with their routes in one process, who reach each other by their names. A
// name can be cut off, and can be given to another node.
#pragma once

#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "node/actions/exchange_gossip.hpp"
#include "node/actions/follow_witnesses.hpp"
#include "node/actions/witness_role.hpp"
#include "node/http/access.hpp"
#include "node/http/rate_limit.hpp"
#include "node/http/router.hpp"
#include "node/ops/metrics.hpp"
#include "node/routes/routes.hpp"
#include "node/task/strand.hpp"
#include "storage/file_tree.hpp"
#include "tests/support/step_background.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::tests {

struct Neighbour;

/// Who answers under which name, and how often each was asked.
class StreetNetwork {
 public:
  void give(const std::string& host, Neighbour* to) { hosts_[host] = to; }
  /// A host of plain files, who knows nothing of what stands behind a question mark.
  void give(const std::string& host, const std::filesystem::path& folder) {
    files_.insert_or_assign(host, storage::FileTree(folder));
  }
  void take(const std::string& host) { hosts_.erase(host); }
  /// Nobody is reached any more.
  void cut() { is_cut_ = true; }

  std::size_t asked(const std::string& host) const;
  node::Task<Result<node::fetch::Fetched>> fetch(node::fetch::FetchRequest request);

 private:
  node::fetch::Fetched hand_out(const storage::FileTree& files, const std::string& target) const;

  std::map<std::string, Neighbour*> hosts_;
  std::map<std::string, storage::FileTree> files_;
  std::map<std::string, std::size_t> asked_;
  bool is_cut_ = false;
};

class StreetFetcher final : public node::fetch::Fetcher {
 public:
  explicit StreetFetcher(StreetNetwork& network) : network_(network) {}
  node::Task<Result<node::fetch::Fetched>> fetch(node::fetch::FetchRequest request) override {
    return network_.fetch(std::move(request));
  }

 private:
  StreetNetwork& network_;
};

struct NeighbourWish {
  std::string host;
  std::uint64_t seed = 1;
  NodeMethod method = NodeMethod::web;
  bool is_witness = false;
  node::actions::WitnessPolicy policy = {};
};

/// A node that is answered by the others' routers, and answers them by its own.
struct Neighbour {
  Neighbour(boost::asio::io_context& context, StreetNetwork& network, const NeighbourWish& wish);

  void add_peer(const std::string& host);
  /// Asks the peers, sees what arrived, and listens to the witnesses, as a running node does.
  void work();
  node::credential::Verdict verify(std::string_view badge);
  node::credential::Verdict verify(const json::Document& badge) { return verify(badge.text()); }
  did::Did witness() const { return role->self(); }
  node::http::Response get(const std::string& target);

  boost::asio::io_context& context;
  TestNode home;
  StreetFetcher fetcher;
  node::actions::Ports ports;
  node::actions::NodeEvidence evidence;
  StepBackground background;
  std::unique_ptr<node::actions::Exchange> exchange;
  std::unique_ptr<keys::Signer> witness_key;
  std::optional<node::actions::WitnessRole> role;
  node::actions::WitnessFollower follower;
  node::actions::Issuers issuers;
  node::http::Access access;
  node::http::RateLimit costly_limit{{.per_second = 1000, .burst = 100'000}};
  node::http::RateLimit cheap_limit{{.per_second = 1000, .burst = 100'000}};
  node::ops::Metrics metrics;
  node::Strand strand;
  node::actions::TrustDesk trust;
  node::routes::Services services;
  node::http::Router router;
};

/// Named nodes over one network, whose clocks go together.
class Street {
 public:
  Neighbour& add(NeighbourWish wish);
  /// Time passes for everybody, and everybody works.
  void pass(std::int64_t ms);
  void work(int times = 1);

  boost::asio::io_context context;
  StreetNetwork network;
  std::vector<std::unique_ptr<Neighbour>> all;
};

}  // namespace waarmerk::tests
