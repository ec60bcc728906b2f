// What the payloads of all types have in common: their bounds, and how they fail.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/encoding/cbor.hpp"
#include "node/feed/entry.hpp"

namespace waarmerk::node::feed {

/// Whatever is wrong with a payload, to the feed it is feed.bad_payload.
std::unexpected<Error> bad(const Error& cause);

/// The bytes, where they are no more than the type may have. Fails with feed.bad_payload or
/// feed.payload_too_large.
Result<Bytes> bounded(Result<Bytes> encoded, EntryType type);

/// A map of exactly these text keys.
bool has_keys(const encoding::Cbor& map, std::initializer_list<std::string_view> names);

/// The map of exactly these text keys that a payload is. Fails with feed.bad_payload.
Result<encoding::Cbor> decode_map(ByteView payload, std::initializer_list<std::string_view> names);

/// A byte string of this size, or nothing.
template <std::size_t N>
std::optional<ByteArray<N>> bytes_at(const encoding::Cbor& value) {
  const auto* bytes = value.as_bytes();
  if (bytes == nullptr || bytes->size() != N) return std::nullopt;
  ByteArray<N> array;
  for (std::size_t i = 0; i < N; ++i) array[i] = (*bytes)[i];
  return array;
}

template <class T>
Result<void> only_whether(const Result<T>& decoded) {
  if (!decoded) return std::unexpected(decoded.error());
  return {};
}

}  // namespace waarmerk::node::feed
