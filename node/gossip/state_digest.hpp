// StateDigest: the words of a machine's state in one run of bytes, hashed to tell two states apart.
#pragma once

#include <cstdint>

#include "crypto/base/big_endian.hpp"
#include "crypto/base/bytes.hpp"
#include "crypto/base/time.hpp"

namespace waarmerk::node::gossip {

class StateDigest {
 public:
  void number(std::uint64_t value) { append_big_endian(bytes_, value); }
  void time(UnixTime time) { number(static_cast<std::uint64_t>(time.ms)); }
  void bytes(ByteView view) { append(bytes_, view); }

  /// The first 8 bytes of the SHA-256 of it all.
  std::uint64_t value() const;

 private:
  Bytes bytes_;
};

}  // namespace waarmerk::node::gossip
