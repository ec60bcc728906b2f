// TestRoutes: all routes of one node without a network, called as its HTTP server would.
#pragma once

#include <boost/asio/io_context.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/json/document.hpp"
#include "node/actions/exchange_gossip.hpp"
#include "node/http/access.hpp"
#include "node/http/rate_limit.hpp"
#include "node/http/router.hpp"
#include "node/ops/metrics.hpp"
#include "node/routes/routes.hpp"
#include "node/task/strand.hpp"
#include "tests/support/step_background.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::tests {

struct TestRoutes {
  explicit TestRoutes(NodeMethod method = NodeMethod::web, node::actions::TrustPolicy policy = {});

  /// A token with these scopes, kept as `waarmerk token` keeps it.
  std::string make_token(const std::vector<std::string>& scopes);
  node::http::Response call(node::http::Request request);

  // With a token of every scope.
  node::http::Response get(const std::string& target);
  node::http::Response post(const std::string& target, const std::string& json);

  /// A badge definition and a badge, by way of the routes; the badge's id.
  std::string award();

  TestNode node;
  boost::asio::io_context context;
  StepBackground background{context};
  node::actions::Issuers issuers;
  std::unique_ptr<node::actions::Exchange> exchange;
  node::http::Access access;
  node::http::RateLimit costly_limit{{.per_second = 1, .burst = 100}};
  node::http::RateLimit cheap_limit{{.per_second = 1, .burst = 100}};
  node::ops::Metrics metrics;
  node::actions::Audit audit;  ///< not among the services, unless a test says so
  node::Strand strand{context.get_executor()};
  node::actions::TrustDesk trust;
  node::routes::Services services;
  node::http::Router router;
  std::string token;
};

/// A request without a token.
node::http::Request request_of(std::string method, std::string target, std::string json = {});

/// The body as JSON.
json::Document body_of(const node::http::Response& response);
/// The string member of the body; empty where there is none.
std::string text_in(const node::http::Response& response, std::string_view name);

}  // namespace waarmerk::tests
