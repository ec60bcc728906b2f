// LiveServer: a real HttpServer on loopback, with threads of its own, that ends with its scope.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
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
  std::size_t drain() { return run(server_->drain()); }
  /// Runs `task` on the server's loop and waits for its end.
  template <class T>
  T run(node::Task<T> task) {
    return boost::asio::co_spawn(runtime_.next_executor(), std::move(task), boost::asio::use_future)
        .get();
  }
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
