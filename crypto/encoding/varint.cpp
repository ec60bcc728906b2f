#include "crypto/encoding/varint.hpp"

#include <cassert>

#include "crypto/encoding/error_codes.hpp"

namespace waarmerk::encoding {

void append_varint(Bytes& to, std::uint64_t value) {
  assert(value <= varint_max);
  for (; value > 0x7f; value >>= 7) to.push_back(static_cast<std::uint8_t>(value | 0x80));
  to.push_back(static_cast<std::uint8_t>(value));
}

Result<Varint> decode_varint(ByteView bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size() && i < varint_bytes_max; ++i) {
    value |= static_cast<std::uint64_t>(bytes[i] & 0x7f) << (7 * i);
    if ((bytes[i] & 0x80) != 0) continue;
    if (i > 0 && bytes[i] == 0) return fail(malformed, "a varint is longer than it need be");
    return Varint{.value = value, .size_bytes = i + 1};
  }
  return fail(malformed, "a varint does not end");
}

}  // namespace waarmerk::encoding
