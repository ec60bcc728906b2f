// base64url without padding (RFC 4648 section 5).
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::encoding {

std::string encode_base64url(ByteView bytes);
/// The same, behind what stands in `text`.
void append_base64url(std::string& text, ByteView bytes);

/// Each run of bytes has one text: padding, white space, and bits left over that are not zero are
/// refused. Fails with encoding.malformed.
Result<Bytes> decode_base64url(std::string_view text);

}  // namespace waarmerk::encoding
