// Chores: what a running node does now and again beside its upkeep, each in a loop of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "did/request.hpp"
#include "node/actions/ask_hosts.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/tell_watchers.hpp"
#include "node/ops/log.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node {

struct ChoreOptions {
  std::function<std::vector<std::string>()> peers;  ///< their addresses, asked each time
  std::function<void()> start_anew;                 ///< called where our DID changed
  std::int64_t poll_ms;
  did::ResolutionOptions resolution = {};
};

/// On the node's strand. None of its tasks ends by itself.
class Chores {
 public:
  /// All outlive it.
  Chores(actions::Ports& ports, ops::Log& log, ChoreOptions options);

  /// Asks the witnesses of a change of our DID, as long as one waits for them.
  Task<void> confirm_own_did();
  /// Tells those who watch our DID what is new of it.
  Task<void> tell_watchers();
  /// Asks hosts whether they serve the histories that name them.
  Task<void> ask_hosts();

 private:
  actions::Ports& ports_;
  ops::Log& log_;
  ChoreOptions options_;
  actions::HostAsker hosts_;
  actions::WatcherTeller watchers_;
};

}  // namespace waarmerk::node
