// DEFLATE without a wrapping (RFC 1951), whose window begins with a dictionary that both sides
// know.
#pragma once

#include <cstddef>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::encoding {

/// Of the dictionary the last 32 KiB serve.
Bytes deflate_preset(ByteView bytes, ByteView dictionary);

/// Exactly `size` bytes, and nothing after them; no more memory than that is used. Fails with
/// encoding.malformed.
Result<Bytes> inflate_preset(ByteView bytes, ByteView dictionary, std::size_t size);

}  // namespace waarmerk::encoding
