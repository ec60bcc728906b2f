#include "node/net/settings.hpp"

namespace waarmerk::node::net {

ServerOptions server_options(const ops::Config& config) {
  ServerOptions options;
  options.address = config.listen.address;
  options.port = static_cast<std::uint16_t>(config.listen.port);
  const auto& from = config.limits;
  auto& to = options.limits;
  to.header_bytes_max = static_cast<std::size_t>(from.header_bytes_max);
  to.body_bytes_max = static_cast<std::size_t>(from.body_bytes_max);
  to.connections_max = static_cast<std::size_t>(from.connections_max);
  to.connections_per_address_max = static_cast<std::size_t>(from.connections_per_address_max);
  to.header_timeout_ms = static_cast<int>(from.header_timeout_ms);
  to.body_timeout_ms = static_cast<int>(from.body_timeout_ms);
  to.write_timeout_ms = static_cast<int>(from.write_timeout_ms);
  to.idle_timeout_ms = static_cast<int>(from.idle_timeout_ms);
  to.drain_timeout_ms = static_cast<int>(from.drain_timeout_ms);
  return options;
}

HttpClient::Options client_options(const ops::Config& config) {
  HttpClient::Options options;
  options.plain_http_on_loopback = config.fetch.allow_plain_http_on_loopback;
  options.ca_file = config.fetch.ca_file;
  return options;
}

http::RateLimit::Options rate_options(const ops::Config& config, double times) {
  return {.per_second = static_cast<double>(config.limits.requests_per_second) * times,
          .burst = static_cast<double>(config.limits.requests_burst) * times};
}

}  // namespace waarmerk::node::net
