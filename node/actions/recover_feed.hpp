// Recovering our own feed: before the first signature after a restore, peers tell how far it went,
// over HTTP and over links.
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
  /// Asks over links too, until it is told not to. What they find they tell the publisher.
  std::function<void(bool wanted)> ask_links = [](bool) {};
  /// How long who dialled us before has to come again, where there is no peer of ours to ask.
  std::int64_t alone_ms = 0;
  /// Nothing says that the node was put back from a backup.
  bool is_ordinary_start = false;
};

/// Those that dialled us try again within 12 minutes (spec/wire/mesh.md 6).
inline constexpr std::int64_t alone_wait_ms = 15 * minute_ms;

/// How long an ordinary start looks for a peer that answers.
inline constexpr std::int64_t look_ms = 15 * second_ms;

/// Asks until it is safe to publish, or until it is clear that the feed is forked. At an ordinary
/// start each peer is asked once: where one has answered and none knows more, it is safe, and where
/// none answers, it is after look_ms; where one does know more, the disk is older than it says.
/// Once each peer
/// was asked over HTTP, links are asked as well, and either way may end it. The mirrors of our feed
/// are asked first each time: what they show counts, and their silence does not. Does nothing where
/// it is safe at once. Status lists that were there give no place again: nobody knows which were
/// given by the one that peers remember.
Task<void> recover_feed(Ports& ports, RecoveryOptions options);

}  // namespace waarmerk::node::actions
