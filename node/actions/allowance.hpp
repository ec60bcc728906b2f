// Allowance: how much strangers may make us write. Who asks about badges of made-up issuers would
// otherwise fill our disk with their documents.
#pragma once

#include <cstddef>

#include "crypto/base/time.hpp"

namespace waarmerk::node::actions {

/// So many bytes in each day, counted from the first that is taken.
class Allowance {
 public:
  explicit Allowance(std::size_t bytes_per_day) : bytes_per_day_(bytes_per_day) {}

  /// Whether so many may be written now; if so they are taken.
  bool take(std::size_t bytes, UnixTime now);

 private:
  std::size_t bytes_per_day_;
  std::size_t taken_ = 0;
  UnixTime since_ = {};
};

}  // namespace waarmerk::node::actions
