// Getting from a peer: one GET of its protocol.
#pragma once

#include <cstddef>
#include <string>

#include "crypto/base/result.hpp"
#include "node/fetch/fetcher.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

struct PeerQuestion {
  std::string url;   ///< the peer's address
  std::string path;  ///< below its endpoint, such as `/heads`
  std::size_t bytes_max = 0;
  int timeout_ms = 10'000;
};

/// Whatever is answered. Fails as the fetcher does.
Task<Result<fetch::Fetched>> get_from_peer(fetch::Fetcher& fetcher, PeerQuestion question);

}  // namespace waarmerk::node::actions
