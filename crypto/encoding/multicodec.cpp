#include "crypto/encoding/multicodec.hpp"

#include <utility>

#include "crypto/encoding/varint.hpp"

namespace waarmerk::encoding {

Bytes with_codec(Multicodec codec, ByteView body) {
  Bytes bytes;
  bytes.reserve(varint_bytes_max + body.size());
  append_varint(bytes, std::to_underlying(codec));
  append(bytes, body);
  return bytes;
}

Result<Coded> split_codec(ByteView bytes) {
  TRY(code, decode_varint(bytes));
  return Coded{.codec = static_cast<Multicodec>(code.value),
               .body = bytes.subspan(code.size_bytes)};
}

}  // namespace waarmerk::encoding
