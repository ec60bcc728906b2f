// What makes a parsed header one clear request, on which no proxy before us can disagree.
#pragma once

#include <cstddef>

#include "crypto/base/result.hpp"
#include "node/http/message.hpp"

namespace waarmerk::node::net {

struct CheckOptions {
  int minor_version = 1;  ///< HTTP/1.0 or HTTP/1.1
  std::size_t header_lines_max = 100;
};

/// Checks framing (RFC 9112 6), Host (3.2) and the target, and turns a target in absolute form into
/// a path. Fails with http.malformed_request, http.header_too_large or http.expectation_failed.
Result<void> check_request(http::Request& request, const CheckOptions& options);

/// The trace id of a W3C `traceparent`, or nothing for one that is malformed.
std::string trace_id(const http::Headers& headers);

}  // namespace waarmerk::node::net
