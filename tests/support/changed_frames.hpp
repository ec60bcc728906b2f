// A frame of which one member was put in another's place, and how that is refused.
#pragma once

#include <cstdint>
#include <utility>

#include "crypto/encoding/cbor.hpp"
#include "node/gossip/frame.hpp"

namespace waarmerk::tests {

inline ErrorCode frame_code_of(ByteView bytes) {
  const auto frame = node::gossip::decode_frame(bytes);
  return frame ? ErrorCode{} : frame.error().code;
}

/// The map with this value at the key.
inline encoding::Cbor with_member(const encoding::Cbor& body, std::uint64_t key,
                                  encoding::Cbor value) {
  auto pairs = *body.as_map();
  for (auto& [name, held] : pairs)
    if (name.as_uint() == key) held = std::move(value);
  return encoding::Cbor::map(std::move(pairs));
}

/// The body of an encoded frame.
inline encoding::Cbor body_of_frame(const node::gossip::Frame& frame) {
  return encoding::decode_cbor(node::gossip::encode_frame(frame)).value().as_array()->at(1);
}

/// What is said of a frame of this type and body.
inline ErrorCode frame_code_of(std::uint64_t type, const encoding::Cbor& body) {
  using encoding::Cbor;
  return frame_code_of(encoding::encode_cbor(Cbor::array({Cbor::uint(type), body})).value());
}

}  // namespace waarmerk::tests
