#include "tests/support/live_server.hpp"

#include <doctest/doctest.h>

#include <utility>

#include "node/http/json_body.hpp"

namespace waarmerk::tests {

using namespace node;

LiveServer::LiveServer(http::Handler handler, net::ServerOptions options) {
  options.on_end = [this](const net::RequestEnd& end) {
    const std::scoped_lock lock(mutex_);
    ends_.push_back(end);
  };
  auto server = net::HttpServer::listen(runtime_, clock_, std::move(options), std::move(handler));
  REQUIRE(server.has_value());
  server_ = *std::move(server);
  thread_ = std::thread([this] { runtime_.run(); });
}

LiveServer::~LiveServer() {
  runtime_.stop();
  thread_.join();
}

std::vector<net::RequestEnd> LiveServer::ends() {
  const std::scoped_lock lock(mutex_);
  return ends_;
}

Task<http::Response> echo(http::Request request) {
  co_return http::text_response(200, request.method + ' ' + request.target + '\n' + request.body);
}

net::ServerLimits short_limits() {
  net::ServerLimits limits;
  limits.header_bytes_max = 2048;
  limits.header_lines_max = 20;
  limits.body_bytes_max = 4096;
  limits.requests_per_connection_max = 5;
  limits.header_timeout_ms = 60;
  limits.body_timeout_ms = 60;
  limits.write_timeout_ms = 200;
  limits.idle_timeout_ms = 60;
  limits.linger_timeout_ms = 40;
  limits.drain_timeout_ms = 300;
  return limits;
}

}  // namespace waarmerk::tests
