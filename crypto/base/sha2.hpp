// SHA-256 and SHA-384 (FIPS 180-4), by OpenSSL: it uses the processor's own instructions.
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>

#include "crypto/base/bytes.hpp"
#include "crypto/base/strong.hpp"

namespace waarmerk {

using Sha256 = Strong<struct Sha256Tag, ByteArray<32>>;
using Sha384 = Strong<struct Sha384Tag, ByteArray<48>>;

Sha256 sha256(ByteView bytes);
Sha384 sha384(ByteView bytes);

/// The digest of the parts, one after the other.
Sha256 sha256(std::initializer_list<ByteView> parts);

}  // namespace waarmerk

template <>
struct std::hash<waarmerk::Sha256> {
  std::size_t operator()(const waarmerk::Sha256& digest) const {
    std::size_t head = 0;
    for (std::size_t i = 0; i < sizeof head; ++i) head = head << 8 | digest.value[i];
    return head;
  }
};
