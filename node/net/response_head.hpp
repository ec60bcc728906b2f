// The first lines of a response, with the headers that every response has.
#pragma once

#include <string>

#include "crypto/base/time.hpp"
#include "node/http/message.hpp"

namespace waarmerk::node::net {

struct HeadOptions {
  UnixTime now;
  bool keep_alive = true;
};

/// Status line and headers, up to and with the empty line. What frames the message is ours, and a
/// handler's own words on it are left out; security headers are added where the handler set none.
/// A handler's header that would break out of its line makes the response a bare 500.
std::string print_head(http::Response& response, const HeadOptions& options);

/// Whether a response of this status may have a body (RFC 9110 6.4.1).
bool may_have_body(int status);

}  // namespace waarmerk::node::net
