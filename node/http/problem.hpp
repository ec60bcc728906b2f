// Error to application/problem+json (RFC 9457): the only place that knows HTTP statuses.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/base/error.hpp"
#include "node/http/message.hpp"

namespace waarmerk::node::http {

// What HTTP itself has a status for, beyond the kind of an error.
inline constexpr ErrorCode no_such_route{"http.no_such_route", ErrorKind::missing};
inline constexpr ErrorCode method_not_allowed{"http.method_not_allowed", ErrorKind::invalid};
inline constexpr ErrorCode unsupported_media_type{"http.unsupported_media_type",
                                                  ErrorKind::invalid};
inline constexpr ErrorCode malformed_request{"http.malformed_request", ErrorKind::invalid};
inline constexpr ErrorCode header_too_large{"http.header_too_large", ErrorKind::invalid};
inline constexpr ErrorCode body_too_large{"http.body_too_large", ErrorKind::invalid};
inline constexpr ErrorCode expectation_failed{"http.expectation_failed", ErrorKind::invalid};
inline constexpr ErrorCode server_busy{"http.server_busy", ErrorKind::unavailable};
inline constexpr ErrorCode handler_failed{"http.handler_failed", ErrorKind::internal};

/// The status of a code: its kind decides, but for the codes above that have their own in HTTP.
int status_of(const ErrorCode& code);

struct ProblemOptions {
  std::optional<int> retry_after_s = {};    ///< for 429 and 503
  std::vector<std::string> elsewhere = {};  ///< for 503: who else may be asked, as member `try`
};

/// Members `type` (`urn:waarmerk:error:` and the code), `title`, `status`, `detail`, `code`, and
/// `path` where the fault lies in a document. The detail of an internal error is left out.
Response problem(const Error& error, const ProblemOptions& options = {});

}  // namespace waarmerk::node::http
