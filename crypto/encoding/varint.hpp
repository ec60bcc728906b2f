// Unsigned varints: seven bits a byte, the least first (multiformats unsigned-varint).
#pragma once

#include <cstddef>
#include <cstdint>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::encoding {

inline constexpr std::size_t varint_bytes_max = 9;
inline constexpr std::uint64_t varint_max = (std::uint64_t{1} << 63) - 1;

/// `value` is at most varint_max.
void append_varint(Bytes& to, std::uint64_t value);

struct Varint {
  std::uint64_t value = 0;
  std::size_t size_bytes = 0;
};

/// The varint at the start of `bytes`, in its shortest form only. Fails with encoding.malformed.
Result<Varint> decode_varint(ByteView bytes);

}  // namespace waarmerk::encoding
