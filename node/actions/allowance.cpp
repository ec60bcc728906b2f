#include "node/actions/allowance.hpp"

namespace waarmerk::node::actions {

bool Allowance::take(std::size_t bytes, UnixTime now) {
  // A clock that went back begins a new day too.
  if (now < since_ || now - since_ >= day_ms) {
    since_ = now;
    taken_ = 0;
  }
  if (bytes > bytes_per_day_ - taken_) return false;
  taken_ += bytes;
  return true;
}

}  // namespace waarmerk::node::actions
