// What a peer is answered, as an HTTP response.
#pragma once

#include "node/gossip/serve.hpp"
#include "node/http/message.hpp"

namespace waarmerk::node::routes {

/// 304 where who asks has it already; a problem document for 400 and 404.
http::Response respond(const http::Request& request, gossip::Served served);

}  // namespace waarmerk::node::routes
