// HttpSession: one connection to a server, request by request. For the .cpp files of this folder
// only.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "crypto/base/clock.hpp"
#include "node/http/dress.hpp"
#include "node/http/handler.hpp"
#include "node/net/any_stream.hpp"
#include "node/net/http_server.hpp"

namespace waarmerk::node::net {

/// What all connections of one server share, and what outlives each.
struct ServerShared {
  ServerLimits limits;
  std::function<void(const RequestEnd&)> on_end;
  http::Handler handler;
  const Clock& clock;
  const http::Elsewhere* elsewhere = nullptr;
  http::Dress dress = {};
  std::atomic<bool> draining = false;
};

/// One connection; to be touched on its stream's strand only.
struct Connection {
  std::unique_ptr<AnyStream> stream;
  std::string remote_address;
  bool from_loopback = false;
  bool idle = false;  ///< no request has begun, so it may be closed at any time
};

/// Serves until either side has had enough.
Task<void> serve(std::shared_ptr<ServerShared> shared, std::shared_ptr<Connection> connection);

/// Says 503 to a connection that found no place.
Task<void> turn_away(std::shared_ptr<ServerShared> shared, std::shared_ptr<Connection> connection);

}  // namespace waarmerk::node::net
