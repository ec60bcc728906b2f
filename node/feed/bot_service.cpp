#include "node/feed/bot_service.hpp"

#include <algorithm>

namespace waarmerk::node::feed {

const did::Service* find_bot_service(const did::DidDocument& document) {
  const auto found = std::ranges::find_if(document.services(), [](const did::Service& service) {
    return std::ranges::count(service.types, bot_service_type) > 0;
  });
  return found == document.services().end() ? nullptr : &*found;
}

}  // namespace waarmerk::node::feed
