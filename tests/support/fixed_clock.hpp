// FixedClock: a Clock that a test sets by hand.
#pragma once

#include "crypto/base/clock.hpp"

namespace waarmerk::tests {

class FixedClock final : public Clock {
 public:
  explicit FixedClock(UnixTime start = {1'772'532'720'000}) : now_(start) {}  // 2026-03-03T10:12Z

  UnixTime now() const override { return now_; }
  void advance(std::int64_t ms) { now_ = now_ + ms; }
  void set(UnixTime time) { now_ = time; }

 private:
  UnixTime now_;
};

}  // namespace waarmerk::tests
