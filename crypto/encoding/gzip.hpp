// DEFLATE (RFC 1951), bare and in its gzip (RFC 1952) and zlib (RFC 1950) wrappings, with a bound
// on what comes out.
#pragma once

#include <cstddef>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::encoding {

/// One gzip member without name and time, so that equal bytes give equal bytes.
Bytes deflate_gzip(ByteView bytes);
Bytes deflate_zlib(ByteView bytes);
/// Without a wrapping: what browsers call `deflate-raw`.
Bytes deflate_raw(ByteView bytes);

/// Exactly one member, and nothing after it. Fails with encoding.malformed, or
/// encoding.too_large where more than `bytes_max` would come out; no more memory than that is used,
/// nor more than so short an input could fill.
Result<Bytes> inflate_gzip(ByteView bytes, std::size_t bytes_max);
Result<Bytes> inflate_zlib(ByteView bytes, std::size_t bytes_max);
Result<Bytes> inflate_raw(ByteView bytes, std::size_t bytes_max);

}  // namespace waarmerk::encoding
