#include "node/gossip/frame_items.hpp"

#include <algorithm>
#include <utility>

#include "node/witness/limits.hpp"

namespace waarmerk::node::gossip {

namespace {

using encoding::Cbor;

constexpr std::uint64_t time_ms_max = 253'402'300'799'999;  // the last of the year 9999

template <std::size_t N>
Result<ByteArray<N>> read_fixed(const Cbor* item) {
  const auto* bytes = item == nullptr ? nullptr : item->as_bytes();
  if (bytes == nullptr || bytes->size() != N)
    return bad_frame("a byte string of another size is wanted");
  ByteArray<N> fixed;
  std::ranges::copy(*bytes, fixed.begin());
  return fixed;
}

}  // namespace

std::unexpected<Error> bad_frame(std::string detail) { return fail(malformed, std::move(detail)); }

Result<std::span<const Cbor>> read_array(const Cbor& body, std::uint64_t key,
                                         std::size_t count_max) {
  const auto* item = body.find(key);
  if (item == nullptr || item->as_array() == nullptr) return bad_frame("an array is missing");
  if (item->as_array()->size() > count_max)
    return fail(too_large, "the frame holds more than it may");
  return std::span(*item->as_array());
}

Result<std::uint64_t> read_uint(const Cbor* item) {
  const auto number = item == nullptr ? std::nullopt : item->as_uint();
  if (!number) return bad_frame("a number is missing");
  return *number;
}

Result<ByteArray<32>> read_hash(const Cbor* item) { return read_fixed<32>(item); }

Result<ByteArray<16>> read_short(const Cbor* item) { return read_fixed<16>(item); }

Result<ByteArray<64>> read_signature(const Cbor* item) { return read_fixed<64>(item); }

Result<did::Did> read_did(const Cbor* item) {
  if (item == nullptr || item->as_text() == nullptr ||
      item->as_text()->size() > witness::did_bytes_max)
    return bad_frame("a DID is a text of at most 128 bytes");
  auto did = did::Did::parse(*item->as_text());
  if (!did) return bad_frame("this is no DID");
  return did;
}

Result<UnixTime> read_time(const Cbor* item) {
  TRY(ms, read_uint(item));
  if (ms > time_ms_max) return bad_frame("a time lies after the year 9999");
  return UnixTime{static_cast<std::int64_t>(ms)};
}

}  // namespace waarmerk::node::gossip
