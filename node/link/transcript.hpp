// Transcript: what a node signs to show that it is who it said, in this very conversation
// (spec/wire/link.md 3).
#pragma once

#include <cstdint>
#include <optional>

#include "crypto/base/bytes.hpp"
#include "crypto/base/sha2.hpp"

namespace waarmerk::node::link {

enum class Role : std::uint8_t { dialler = 1, listener = 2 };

/// What both ends of one TLS connection alone know.
using Exporter = ByteArray<32>;

struct Transcript {
  Sha256 dialler;   ///< of the dialler's hello, to the byte
  Sha256 listener;  ///< of the listener's
  std::optional<Exporter> exporter = {};
};

/// What who plays `role` signs.
Bytes signed_bytes(const Transcript& transcript, Role role);

/// 16 bytes that both ends have, and where the transcript has an exporter nobody else.
ByteArray<16> link_key(const Transcript& transcript);

}  // namespace waarmerk::node::link
