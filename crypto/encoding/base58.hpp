// base58btc: the Bitcoin alphabet (draft-msporny-base58).
//
// The work grows with the square of the length, so what is decoded is bounded.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::encoding {

inline constexpr std::size_t base58_text_bytes_max = 1400;  ///< room for about 1024 bytes

std::string encode_base58(ByteView bytes);

/// Fails with encoding.malformed or encoding.too_large.
Result<Bytes> decode_base58(std::string_view text);

}  // namespace waarmerk::encoding
