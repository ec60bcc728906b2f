// From the configuration to the server and the client.
#include "node/net/settings.hpp"

#include <doctest/doctest.h>

using namespace waarmerk::node;

TEST_CASE("the defaults of the configuration are the defaults of the server") {
  const auto options = net::server_options(ops::Config{});
  const net::ServerLimits usual;
  CHECK(options.address == "127.0.0.1");
  CHECK(options.port == 8080);
  CHECK(options.limits.header_bytes_max == usual.header_bytes_max);
  CHECK(options.limits.body_bytes_max == usual.body_bytes_max);
  CHECK(options.limits.connections_max == usual.connections_max);
  CHECK(options.limits.connections_per_address_max == usual.connections_per_address_max);
  CHECK(options.limits.header_timeout_ms == usual.header_timeout_ms);
  CHECK(options.limits.body_timeout_ms == usual.body_timeout_ms);
  CHECK(options.limits.write_timeout_ms == usual.write_timeout_ms);
  CHECK(options.limits.idle_timeout_ms == usual.idle_timeout_ms);
  CHECK(options.limits.drain_timeout_ms == usual.drain_timeout_ms);
}

TEST_CASE("the client is as open as the configuration says, and no more") {
  CHECK_FALSE(net::client_options(ops::Config{}).plain_http_on_loopback);
  ops::Config config;
  config.fetch.allow_plain_http_on_loopback = true;
  config.fetch.ca_file = "/ca.pem";
  CHECK(net::client_options(config).plain_http_on_loopback);
  CHECK(net::client_options(config).ca_file == "/ca.pem");
}

TEST_CASE("a rate is so many times what the configuration says") {
  ops::Config config;
  config.limits.requests_per_second = 5;
  config.limits.requests_burst = 30;
  CHECK(net::rate_options(config, 1).per_second == 5);
  CHECK(net::rate_options(config, 20).per_second == 100);
  CHECK(net::rate_options(config, 20).burst == 600);
}
