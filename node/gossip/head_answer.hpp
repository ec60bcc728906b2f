// The answer to GET /f/{feed}/head: the head, and what witnesses said of the feed last
// (spec/wire/witness.md 6).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "node/feed/entry.hpp"
#include "node/witness/proof.hpp"

namespace waarmerk::node::gossip {

inline constexpr std::size_t head_proofs_max = 64;
/// What is read of one answer.
inline constexpr std::size_t head_answer_bytes_max = 128 * 1024;

/// The header, and behind it a CBOR array of `wproof` frames, each a byte string; nothing behind it
/// where there are none.
Bytes encode_head_answer(const feed::Header& head, std::span<const Bytes> proofs);

/// The proofs in an answer. None of them is verified. Fails with gossip.malformed or
/// gossip.too_large.
Result<std::vector<witness::Proof>> decode_head_proofs(ByteView answer);

}  // namespace waarmerk::node::gossip
