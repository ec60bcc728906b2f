// Varints of negentropy: seven bits a byte, the most significant first (protocol v1, Varint).
//
// Those of multiformats (crypto/encoding/varint) stand the other way round.
#pragma once

#include <cstdint>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"

namespace waarmerk::node::recon {

void append_varint(Bytes& to, std::uint64_t value);

/// Takes a varint from the front of `bytes`. Fails with recon.malformed for one that does not end,
/// is longer than it need be, or above 2^64 - 1.
Result<std::uint64_t> take_varint(ByteView& bytes);

}  // namespace waarmerk::node::recon
