// Percent-encoding of one URL component (RFC 3986 section 2.1).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/result.hpp"

namespace waarmerk::encoding {

/// Everything but letters, digits and `-._~` becomes `%XX`.
std::string encode_percent(std::string_view text);

/// Fails with encoding.malformed for a `%` without two hexadecimal digits, a character that no URL
/// holds, and a result that is not UTF-8 or holds a NUL. `+` stands for itself.
Result<std::string> decode_percent(std::string_view text);

}  // namespace waarmerk::encoding
