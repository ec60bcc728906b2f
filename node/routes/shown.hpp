// What somebody shows, checked and answered as a page.
#pragma once

#include <string>

#include "node/credential/securing.hpp"
#include "node/http/message.hpp"
#include "node/routes/table.hpp"
#include "node/task/task.hpp"
#include "node/words/language.hpp"

namespace waarmerk::node::routes {

/// Whether it is a presentation, which has a page of its own.
bool is_shown(const credential::Secured& opened);

/// The page about it, as POST /presentations/verify would answer. Fails as the store does.
Task<Result<http::Response>> answer_shown(Services& services, credential::Secured opened,
                                          words::Language language, std::string node_name);

}  // namespace waarmerk::node::routes
