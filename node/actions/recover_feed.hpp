// Recovering our own feed: before the first signature after a restore, peers tell how far it went.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

struct RecoveryOptions {
  std::function<std::vector<std::string>()> peers;      ///< their base URLs, asked each round
  std::function<Task<void>(std::int64_t ms)> wait;      ///< between two rounds
  std::function<void(bool recovering)> fetch_own_feed;  ///< lets the exchange take our own entries
};

/// Asks until it is safe to publish, or until it is clear that the feed is forked. Does nothing
/// where it is safe at once. Status lists that were there give no place again: nobody knows which
/// were given by the one that peers remember.
Task<void> recover_feed(Ports& ports, RecoveryOptions options);

}  // namespace waarmerk::node::actions
