// Lookup: the addresses of a host, off the node's threads and by a deadline.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::net {

inline constexpr ErrorCode host_not_found{"net.host_not_found", ErrorKind::unavailable};
inline constexpr ErrorCode lookup_timeout{"net.lookup_timeout", ErrorKind::unavailable};

/// Asks DNS on threads of its own, since the system's resolver blocks and cannot be hurried: a slow
/// name server holds up none but those that wait for it.
class Lookup {
 public:
  /// Blocks; gives the addresses as text.
  using Resolve = std::function<Result<std::vector<std::string>>(const std::string& host)>;

  /// With `resolve` in the system's place, for tests.
  explicit Lookup(Resolve resolve = {});
  /// Waits for the questions that are out.
  ~Lookup();

  /// To be called on a strand. Ends at `deadline` even where the system does not. Fails with
  /// net.host_not_found or net.lookup_timeout.
  Task<Result<std::vector<std::string>>> find(std::string host,
                                              std::chrono::steady_clock::time_point deadline);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace waarmerk::node::net
