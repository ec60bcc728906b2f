// The one date form of HTTP: IMF-fixdate (RFC 9110 5.6.7).
#pragma once

#include <string>

#include "crypto/base/time.hpp"

namespace waarmerk::node::http {

/// `Tue, 03 Mar 2026 10:12:00 GMT`
std::string print_http_date(UnixTime time);

}  // namespace waarmerk::node::http
