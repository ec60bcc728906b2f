// Session: what one reconciliation has cost so far, on either side.
#pragma once

#include <cstddef>

#include "crypto/base/result.hpp"
#include "node/recon/limits.hpp"

namespace waarmerk::node::recon {

/// A breach ends the session: whatever is asked of it then fails with recon.ended.
class Session {
 public:
  explicit Session(const Limits& limits) : limits_(limits) {}

  /// A round begins. Fails with recon.too_many_rounds or recon.ended.
  Result<void> begin_round();
  /// A message came or goes. Fails with recon.over_budget or recon.ended.
  Result<void> count(std::size_t message_bytes);

  /// The other side named this many ranges.
  void count_ranges(std::size_t count) { ranges_ += count; }

  std::size_t rounds() const { return rounds_; }
  std::size_t bytes() const { return bytes_; }
  std::size_t ranges() const { return ranges_; }

  /// Fails with recon.ended after end().
  Result<void> check_open() const;
  void end() { ended_ = true; }
  /// Ends the session with this failure.
  std::unexpected<Error> end_with(Error error);

 private:
  Limits limits_;
  std::size_t rounds_ = 0;
  std::size_t bytes_ = 0;
  std::size_t ranges_ = 0;
  bool ended_ = false;
};

}  // namespace waarmerk::node::recon
