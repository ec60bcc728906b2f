// What somebody shows, checked and answered as a page.
#pragma once

#include <string>

#include "node/credential/securing.hpp"
#include "node/http/message.hpp"
#include "node/routes/table.hpp"
#include "node/task/task.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::routes {

/// A presentation that was brought to the page.
struct ShownOrder {
  credential::Secured opened;
  words::Languages language = words::Language::en;
  std::string node_name = {};
  std::string file = {};  ///< as it came
  bool may_hear_of_trust = false;
};

/// Whether it is a presentation, which has a page of its own.
bool is_shown(const credential::Secured& opened);

/// The page about it, as POST /presentations/verify would answer. Fails as the store does.
Task<Result<http::Response>> answer_shown(Services& services, ShownOrder order);

}  // namespace waarmerk::node::routes
