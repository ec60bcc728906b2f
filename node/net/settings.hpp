// Settings: what the configuration says to the server and the client.
#pragma once

#include "node/http/rate_limit.hpp"
#include "node/net/http_client.hpp"
#include "node/net/http_server.hpp"
#include "node/ops/config.hpp"

namespace waarmerk::node::net {

/// Address, port and limits; `tls` and `on_end` are left for the caller.
ServerOptions server_options(const ops::Config& config);

HttpClient::Options client_options(const ops::Config& config);

/// How often one address may ask; so many times the configured rate.
http::RateLimit::Options rate_options(const ops::Config& config, double times);

}  // namespace waarmerk::node::net
