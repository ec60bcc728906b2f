// LiveServer: a real HttpServer on loopback, with threads of its own, that ends with its scope.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "node/net/http_server.hpp"
#include "tests/support/fixed_clock.hpp"

namespace waarmerk::tests {

class LiveServer {
 public:
  explicit LiveServer(node::http::Handler handler, node::net::ServerOptions options = {});
  ~LiveServer();

  std::uint16_t port() const { return server_->port(); }
  node::net::HttpServer& server() { return *server_; }
  node::net::Runtime& runtime() { return runtime_; }
  /// Drains from another thread's view: returns what drain() gave.
  std::size_t drain();
  /// What ended so far.
  std::vector<node::net::RequestEnd> ends();

 private:
  FixedClock clock_;
  node::net::Runtime runtime_{{.threads = 2, .signals = false}};
  std::mutex mutex_;
  std::vector<node::net::RequestEnd> ends_;
  std::unique_ptr<node::net::HttpServer> server_;
  std::thread thread_;
};

/// Answers with the method, the target and the body it got.
node::Task<node::http::Response> echo(node::http::Request request);

/// Limits with deadlines of tens of milliseconds.
node::net::ServerLimits short_limits();

}  // namespace waarmerk::tests
