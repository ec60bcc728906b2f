#include "node/net/seats.hpp"

namespace waarmerk::node::net {

bool Seats::take(const std::string& address) {
  const std::scoped_lock lock(mutex_);
  if (all_ >= limits_.all_max) return false;
  auto& here = each_[address];
  if (here >= limits_.each_max) {
    if (here == 0) each_.erase(address);
    return false;
  }
  ++here;
  ++all_;
  return true;
}

void Seats::leave(const std::string& address) {
  const std::scoped_lock lock(mutex_);
  const auto found = each_.find(address);
  if (found == each_.end()) return;
  if (--found->second == 0) each_.erase(found);
  --all_;
}

std::size_t Seats::taken() const {
  const std::scoped_lock lock(mutex_);
  return all_;
}

}  // namespace waarmerk::node::net
