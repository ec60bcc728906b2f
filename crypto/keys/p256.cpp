#include "crypto/keys/p256.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "crypto/keys/p256_point.hpp"

namespace waarmerk::keys {
namespace {

constexpr std::size_t number_bytes = 32;
constexpr std::size_t der_bytes_max = 72;
constexpr std::size_t cached_keys = 8;

template <auto free_function>
struct Free {
  template <class T>
  void operator()(T* what) const {
    free_function(what);
  }
};
template <class T, auto free_function>
using Owned = std::unique_ptr<T, Free<free_function>>;

using Key = Owned<EVP_PKEY, EVP_PKEY_free>;
using Number = Owned<BIGNUM, BN_clear_free>;

// Only an exhausted machine fails where this is asked.
void require(bool ok) {
  if (!ok) std::abort();
}

/// An EVP key of a point, and of a secret scalar if there is one.
Key make_key(ByteView point, const BIGNUM* scalar) {
  const Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free> builder(OSSL_PARAM_BLD_new());
  bool ok =
      builder != nullptr &&
      OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) == 1 &&
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                       point.size()) == 1;
  if (scalar != nullptr) {
    ok = ok && OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar) == 1;
  }
  require(ok);
  const Owned<OSSL_PARAM, OSSL_PARAM_free> params(OSSL_PARAM_BLD_to_param(builder.get()));
  const Owned<EVP_PKEY_CTX, EVP_PKEY_CTX_free> context(
      EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
  EVP_PKEY* key = nullptr;
  require(params != nullptr && context != nullptr && EVP_PKEY_fromdata_init(context.get()) == 1 &&
          EVP_PKEY_fromdata(context.get(), &key,
                            scalar == nullptr ? EVP_PKEY_PUBLIC_KEY : EVP_PKEY_KEYPAIR,
                            params.get()) == 1);
  return Key(key);
}

/// The last few keys of this thread: a node verifies for the same issuers again and again, and to
/// build an EVP key costs a square root.
EVP_PKEY* public_key_of(ByteView point) {
  struct Entry {
    CompressedPoint point{};
    Key key;
  };
  thread_local std::array<Entry, cached_keys> cache;
  thread_local std::size_t next = 0;
  const auto found = std::ranges::find_if(
      cache, [&](const Entry& entry) { return std::ranges::equal(entry.point, point); });
  if (found != cache.end()) return found->key.get();
  Entry& entry = cache[next++ % cached_keys];
  entry.key = make_key(point, nullptr);
  std::ranges::copy(point, entry.point.begin());
  return entry.key.get();
}

/// r || s as OpenSSL wants it.
Bytes to_der(ByteView signature) {
  const Owned<ECDSA_SIG, ECDSA_SIG_free> pair(ECDSA_SIG_new());
  Number r(BN_bin2bn(signature.data(), number_bytes, nullptr));
  Number s(BN_bin2bn(signature.data() + number_bytes, number_bytes, nullptr));
  require(pair != nullptr && r != nullptr && s != nullptr);
  require(ECDSA_SIG_set0(pair.get(), r.release(), s.release()) == 1);
  Bytes der(der_bytes_max);
  unsigned char* end = der.data();
  const int size = i2d_ECDSA_SIG(pair.get(), &end);
  require(size > 0);
  der.resize(static_cast<std::size_t>(size));
  return der;
}

Bytes from_der(ByteView der) {
  const unsigned char* at = der.data();
  const Owned<ECDSA_SIG, ECDSA_SIG_free> pair(
      d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  require(pair != nullptr);
  Bytes signature(2 * number_bytes);
  require(BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), signature.data(), number_bytes) >= 0);
  require(BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), signature.data() + number_bytes,
                       number_bytes) >= 0);
  return signature;
}

using DigestContext = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;

class P256Signer final : public Signer {
 public:
  P256Signer(PublicKey public_key, Key key)
      : public_key_(std::move(public_key)), key_(std::move(key)) {}

  const PublicKey& public_key() const override { return public_key_; }

  Result<Bytes> sign(ByteView message) const override {
    const DigestContext context(EVP_MD_CTX_new());
    Bytes der(der_bytes_max);
    std::size_t size = der.size();
    require(context != nullptr &&
            EVP_DigestSignInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr, key_.get(),
                                  nullptr) == 1 &&
            EVP_DigestSign(context.get(), der.data(), &size, message.data(), message.size()) == 1);
    return from_der(ByteView(der).first(size));
  }

 private:
  PublicKey public_key_;
  Key key_;
};

}  // namespace

bool verify_p256(ByteView point, ByteView message, ByteView signature) {
  if (signature.size() != 2 * number_bytes) return false;
  const Bytes der = to_der(signature);
  const DigestContext context(EVP_MD_CTX_new());
  require(context != nullptr &&
          EVP_DigestVerifyInit_ex(context.get(), nullptr, "SHA256", nullptr, nullptr,
                                  public_key_of(point), nullptr) == 1);
  const bool ok =
      EVP_DigestVerify(context.get(), der.data(), der.size(), message.data(), message.size()) == 1;
  if (!ok) ERR_clear_error();  // a stale error would confuse TLS on this thread
  return ok;
}

std::unique_ptr<Signer> make_p256_signer(const SecretKey& key) {
  const auto secret = key.secret().view();
  const CompressedPoint point = p256_point_of(secret).value();
  const Number scalar(BN_bin2bn(secret.data(), number_bytes, nullptr));
  require(scalar != nullptr);
  return std::make_unique<P256Signer>(PublicKey::make(Algorithm::p256, point).value(),
                                      make_key(point, scalar.get()));
}

}  // namespace waarmerk::keys
