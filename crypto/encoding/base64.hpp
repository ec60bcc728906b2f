// base64 (RFC 4648 section 4), as `data:` URLs have it (RFC 2397).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::encoding {

/// With its padding.
std::string encode_base64(ByteView bytes);

/// The padding may be there or not, but not in part. White space, and bits left over that are not
/// zero, are refused. Fails with encoding.malformed.
Result<Bytes> decode_base64(std::string_view text);

}  // namespace waarmerk::encoding
