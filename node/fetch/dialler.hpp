// Dialler: the port that opens a conversation with somebody elsewhere.
#pragma once

#include <memory>
#include <string>

#include "node/fetch/fetcher.hpp"
#include "node/task/socket.hpp"

namespace waarmerk::node::fetch {

/// Obeys the address guard, as a Fetcher does.
class Dialler {
 public:
  virtual ~Dialler() = default;
  /// Opens a WebSocket at an https URL (or http on loopback, where that is allowed), in the
  /// protocol that is named. It lives on the caller's executor, which must run one thing at a time.
  /// Fails with fetch.* codes, and with socket.refused where the other side wants no such
  /// conversation.
  virtual Task<Result<std::unique_ptr<Socket>>> dial(std::string url, std::string protocol) = 0;
};

}  // namespace waarmerk::node::fetch
