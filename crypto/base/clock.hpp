// Clock: the port that says what time it is. Only node/net and cli implement it for real.
#pragma once

#include "crypto/base/time.hpp"

namespace waarmerk {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual UnixTime now() const = 0;
};

}  // namespace waarmerk
