#include "crypto/base/hmac.hpp"

#include <sodium.h>

namespace waarmerk {

Sha256 hmac_sha256(ByteView key, ByteView message) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  crypto_auth_hmacsha256_update(&state, message.data(), message.size());
  Sha256 code;
  crypto_auth_hmacsha256_final(&state, code.value.data());
  sodium_memzero(&state, sizeof state);
  return code;
}

}  // namespace waarmerk
