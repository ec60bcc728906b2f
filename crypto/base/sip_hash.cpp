#include "crypto/base/sip_hash.hpp"

#include <sodium.h>

namespace waarmerk {

static_assert(crypto_shorthash_siphash24_KEYBYTES == sizeof(SipKey));

std::uint64_t sip_hash(const SipKey& key, ByteView message) {
  ByteArray<crypto_shorthash_siphash24_BYTES> hash;
  crypto_shorthash_siphash24(hash.data(), message.data(), message.size(), key.data());
  std::uint64_t number = 0;
  for (std::size_t i = hash.size(); i > 0; --i) number = number << 8 | hash[i - 1];
  return number;
}

}  // namespace waarmerk
