#include "node/http/elsewhere.hpp"

#include <algorithm>
#include <utility>

namespace waarmerk::node::http {

void Elsewhere::set(std::vector<std::string> endpoints) {
  endpoints.resize(std::min(endpoints.size(), told_max));
  const std::scoped_lock lock(mutex_);
  endpoints_ = std::move(endpoints);
}

std::vector<std::string> Elsewhere::get() const {
  const std::scoped_lock lock(mutex_);
  return endpoints_;
}

}  // namespace waarmerk::node::http
