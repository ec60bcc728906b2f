// Telling watchers: those whom our DID names hear of each new line of its history, and of each new
// status list, by the Watcher HTTP API (did:webvh 1.0, "Watcher HTTP API Operations").
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// How often a watcher that does not take it is told the same, each time after twice the wait.
inline constexpr int tellings_max = 12;
inline constexpr std::int64_t telling_wait_ms_min = minute_ms;
inline constexpr std::int64_t telling_wait_ms_max = 6 * hour_ms;

class WatcherTeller {
 public:
  /// `ports` outlive it.
  explicit WatcherTeller(Ports& ports) : ports_(ports) {}

  /// Tells each watcher what it was not told, where its time has come. That one does not take it is
  /// no failure. Fails as the store and the journal do.
  Task<Result<void>> round();

 private:
  /// How it goes with what one watcher did not take.
  struct Trouble {
    std::vector<std::string> news;  ///< what it is about
    int times = 0;
    UnixTime next = {};
  };

  Task<Result<void>> tell(std::string watcher, std::vector<std::string> news);
  std::string address_for(const std::string& watcher, const std::string& one) const;
  Task<bool> post(std::string url);
  bool is_patient(const std::string& watcher, const std::vector<std::string>& untold) const;
  void note_trouble(const std::string& watcher, std::vector<std::string> untold);

  Ports& ports_;
  std::map<std::string, Trouble> troubles_;
};

}  // namespace waarmerk::node::actions
