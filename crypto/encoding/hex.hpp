// Hexadecimal in lower case.
#pragma once

#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::encoding {

std::string encode_hex(ByteView bytes);

/// Each run of bytes has one text: upper-case digits are refused. Fails with encoding.malformed.
Result<Bytes> decode_hex(std::string_view text);

}  // namespace waarmerk::encoding
