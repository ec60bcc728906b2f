// Any bytes to each decoder: what is accepted has one form, so it is written back as it came.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "crypto/encoding/base58.hpp"
#include "crypto/encoding/base64url.hpp"
#include "crypto/encoding/cbor.hpp"
#include "crypto/encoding/gzip.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/encoding/multibase.hpp"
#include "crypto/encoding/percent.hpp"
#include "crypto/encoding/varint.hpp"

namespace waarmerk::encoding {
namespace {

constexpr std::size_t inflated_bytes_max = 1 << 16;

void require(bool holds) {
  if (!holds) std::abort();
}

void try_texts(std::string_view text) {
  if (const auto bytes = decode_hex(text)) require(encode_hex(*bytes) == text);
  if (const auto bytes = decode_base64url(text)) require(encode_base64url(*bytes) == text);
  if (const auto bytes = decode_base58(text)) require(encode_base58(*bytes) == text);
  if (const auto bytes = decode_multibase(Base::base58btc, text)) {
    require(encode_multibase(Base::base58btc, *bytes) == text);
  }
  if (const auto plain = decode_percent(text)) {
    require(decode_percent(encode_percent(*plain)) == *plain);
  }
}

void try_bytes(ByteView bytes) {
  if (const auto value = decode_cbor(bytes)) {
    require(encode_cbor(*value) == to_bytes(bytes));
  }
  if (const auto varint = decode_varint(bytes)) {
    Bytes again;
    append_varint(again, varint->value);
    require(again == to_bytes(bytes.first(varint->size_bytes)));
  }
  if (const auto all = inflate_gzip(bytes, inflated_bytes_max)) {
    require(all->size() <= inflated_bytes_max);
    require(inflate_gzip(deflate_gzip(*all), inflated_bytes_max) == *all);
  }
  if (const auto all = inflate_zlib(bytes, inflated_bytes_max)) {
    require(all->size() <= inflated_bytes_max);
  }
}

}  // namespace
}  // namespace waarmerk::encoding

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const waarmerk::ByteView bytes(data, size);
  waarmerk::encoding::try_texts(waarmerk::text_of(bytes));
  waarmerk::encoding::try_bytes(bytes);
  return 0;
}
