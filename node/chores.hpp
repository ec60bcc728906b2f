// Chores: what a running node does now and again beside its upkeep, each in a loop of its own.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
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
  std::function<void()> make_room;                  ///< called each hour
  std::int64_t poll_ms;
  did::ResolutionOptions resolution = {};
};

/// On the node's strand. None of its tasks ends by itself, but the one that waits for a change of
/// our DID.
class Chores {
 public:
  /// All outlive it.
  Chores(actions::Ports& ports, ops::Log& log, ChoreOptions options);

  /// Each is to be run beside the others.
  std::vector<Task<void>> all();

 private:
  /// What is done in a round, whether it was the last, and how long it is until the next.
  struct Chore {
    std::string_view failure;  ///< how the log calls it
    Task<Result<bool>> (Chores::*round)();
    std::int64_t wait_ms;
  };

  Task<void> repeat(Chore chore);
  /// Asks the witnesses of a change of our DID, as long as one waits for them.
  Task<Result<bool>> confirm_own_did();
  /// Tells those who watch our DID what is new of it.
  Task<Result<bool>> tell_watchers();
  /// Asks hosts whether they serve the histories that name them.
  Task<Result<bool>> ask_hosts();
  Task<Result<bool>> make_room();
  /// Says what we promised to those who answered our invitations.
  Task<Result<bool>> answer_invitations();
  /// Forgets offers of badges that were made long ago.
  Task<Result<bool>> forget_offers();
  /// Forgets what was asked of wallets, and what they showed, once it is no more to be kept.
  Task<Result<bool>> forget_requests();

  actions::Ports& ports_;
  ops::Log& log_;
  ChoreOptions options_;
  actions::HostAsker hosts_;
  actions::WatcherTeller watchers_;
};

}  // namespace waarmerk::node
