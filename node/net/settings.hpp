// Settings: what the configuration says to the server and the client.
#pragma once

#include "node/net/http_client.hpp"
#include "node/net/http_server.hpp"
#include "node/ops/config.hpp"

namespace waarmerk::node::net {

/// Address, port and limits; `tls` and `on_end` are left for the caller.
ServerOptions server_options(const ops::Config& config);

HttpClient::Options client_options(const ops::Config& config);

}  // namespace waarmerk::node::net
