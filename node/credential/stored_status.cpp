#include "node/credential/stored_status.hpp"

#include <algorithm>

namespace waarmerk::node::credential {

bool StoredStatus::has_purpose(std::string_view purpose) const {
  return std::ranges::find(purposes, purpose) != purposes.end();
}

}  // namespace waarmerk::node::credential
