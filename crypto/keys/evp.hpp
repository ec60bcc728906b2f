// EVP: OpenSSL's keys, owned, and the last few of each thread kept ready. For crypto/keys alone.
#pragma once

#include <openssl/bn.h>
#include <openssl/evp.h>

#include <memory>

#include "crypto/base/bytes.hpp"
#include "crypto/keys/public_key.hpp"

namespace waarmerk::keys {

template <auto free_function>
struct Free {
  template <class T>
  void operator()(T* what) const {
    free_function(what);
  }
};
template <class T, auto free_function>
using Owned = std::unique_ptr<T, Free<free_function>>;

using EvpKey = Owned<EVP_PKEY, EVP_PKEY_free>;
using EvpContext = Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;
using Number = Owned<BIGNUM, BN_clear_free>;

/// Only an exhausted machine, or one without a whole OpenSSL, fails where this is asked.
void require(bool ok);

/// The key of a point on a curve, and of its secret scalar if there is one.
EvpKey make_curve_key(Algorithm curve, ByteView point, const BIGNUM* scalar);

/// Whether OpenSSL takes `signature` (DER for a curve) over `digest`. `key` is the point() of a
/// PublicKey of a curve or RSA.
bool verify_digest(Algorithm algorithm, ByteView key, ByteView digest, ByteView signature);

}  // namespace waarmerk::keys
