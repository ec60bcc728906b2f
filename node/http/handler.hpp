// Handler: what a server calls with each request.
#pragma once

#include <functional>

#include "node/http/message.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::http {

/// Runs on the strand of its connection; may hop to another executor by co_spawn. Whatever it
/// throws becomes a 500 that tells nothing.
using Handler = std::function<Task<Response>(Request)>;

}  // namespace waarmerk::node::http
