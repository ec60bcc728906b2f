// decode_as: the bytes of a frame that is to be of one kind.
#pragma once

#include <optional>
#include <utility>
#include <variant>

#include "node/gossip/frame.hpp"

namespace waarmerk::node::gossip {

/// Nothing where it is no frame, or of another kind.
template <class Kind>
std::optional<Kind> decode_as(ByteView bytes) {
  auto frame = decode_frame(bytes);
  auto* found = frame ? std::get_if<Kind>(&*frame) : nullptr;
  return found ? std::optional<Kind>(std::move(*found)) : std::nullopt;
}

}  // namespace waarmerk::node::gossip
