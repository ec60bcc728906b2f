// Percent-encoded text of a URL, decoded strictly (RFC 3986 2.1).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace waarmerk::node::http {

inline constexpr ErrorCode bad_target{"http.bad_target", ErrorKind::invalid};

enum class Plus {
  stays,     ///< as in a path
  is_space,  ///< as in a query that a form made
};

/// Fails with http.bad_target for a `%` without two hex digits, for control characters, encoded or
/// not, and for what is not UTF-8 once decoded.
Result<std::string> decode_percent(std::string_view text, Plus plus = Plus::stays);

/// `text` as one segment of a path: everything but letters, digits and `-._~` becomes `%XX`.
std::string encode_segment(std::string_view text);

}  // namespace waarmerk::node::http
