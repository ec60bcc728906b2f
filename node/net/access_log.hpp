// AccessLog: each request's end as one line of the log and a few metrics.
#pragma once

#include <functional>

#include "node/net/http_server.hpp"
#include "node/ops/log.hpp"
#include "node/ops/metrics.hpp"

namespace waarmerk::node::net {

/// For ServerOptions::on_end; `log` and `metrics` outlive the server. The metrics carry the route's
/// pattern and not the path, so that there are few of them.
std::function<void(const RequestEnd&)> access_log(ops::Log& log, ops::Metrics& metrics);

}  // namespace waarmerk::node::net
