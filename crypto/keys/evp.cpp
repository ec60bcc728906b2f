#include "crypto/keys/evp.hpp"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/param_build.h>
#include <openssl/rsa.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>
#include <utility>

#include "crypto/keys/rsa.hpp"

namespace waarmerk::keys {
namespace {

constexpr std::size_t kept_keys = 8;

using Builder = Owned<OSSL_PARAM_BLD, OSSL_PARAM_BLD_free>;

EvpKey from_builder(const char* type, const Builder& builder, int selection) {
  const Owned<OSSL_PARAM, OSSL_PARAM_free> params(OSSL_PARAM_BLD_to_param(builder.get()));
  const EvpContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  require(params != nullptr && context != nullptr && EVP_PKEY_fromdata_init(context.get()) == 1 &&
          EVP_PKEY_fromdata(context.get(), &key, selection, params.get()) == 1);
  return EvpKey(key);
}

Number number_of(ByteView bytes) {
  Number number(BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
  require(number != nullptr);
  return number;
}

EvpKey make_rsa_key(ByteView der) {
  const auto numbers = read_rsa_key(der);
  require(numbers.has_value());  // a PublicKey holds no other
  const Number modulus = number_of(numbers->modulus);
  const Number exponent = number_of(numbers->exponent);
  const Builder builder(OSSL_PARAM_BLD_new());
  require(builder != nullptr &&
          OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) == 1 &&
          OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) == 1);
  return from_builder("RSA", builder, EVP_PKEY_PUBLIC_KEY);
}

/// A context that can verify any number of times, and holds its key.
EvpContext make_verifier(Algorithm algorithm, ByteView key) {
  const bool is_rsa = algorithm == Algorithm::rsa;
  const EvpKey made = is_rsa ? make_rsa_key(key) : make_curve_key(algorithm, key, nullptr);
  EvpContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, made.get(), nullptr));
  require(context != nullptr && EVP_PKEY_verify_init(context.get()) == 1);
  if (is_rsa) {
    require(EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_PADDING) == 1 &&
            EVP_PKEY_CTX_set_signature_md(context.get(), EVP_sha256()) == 1);
  }
  return context;
}

/// The last few keys of this thread: a node verifies for the same issuers again and again, and to
/// build an EVP key costs a square root.
EVP_PKEY_CTX* verifier_of(Algorithm algorithm, ByteView key) {
  struct Entry {
    Algorithm algorithm{};
    Bytes key;
    EvpContext context;
  };
  thread_local std::array<Entry, kept_keys> kept;
  thread_local std::size_t next = 0;
  const auto found = std::ranges::find_if(kept, [&](const Entry& entry) {
    return entry.algorithm == algorithm && std::ranges::equal(entry.key, key);
  });
  if (found != kept.end()) return found->context.get();
  Entry& entry = kept[next++ % kept_keys];
  entry = {algorithm, to_bytes(key), make_verifier(algorithm, key)};
  return entry.context.get();
}

}  // namespace

void require(bool ok) {
  if (!ok) std::abort();
}

namespace {

const char* name_of(Algorithm curve) {
  if (curve == Algorithm::p521) return "P-521";
  return curve == Algorithm::p384 ? "P-384" : "P-256";
}

}  // namespace

EvpKey make_curve_key(Algorithm curve, ByteView point, const BIGNUM* scalar) {
  const Builder builder(OSSL_PARAM_BLD_new());
  require(builder != nullptr &&
          OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, name_of(curve),
                                          0) == 1 &&
          OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(),
                                           point.size()) == 1);
  if (scalar == nullptr) return from_builder("EC", builder, EVP_PKEY_PUBLIC_KEY);
  require(OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_PRIV_KEY, scalar) == 1);
  return from_builder("EC", builder, EVP_PKEY_KEYPAIR);
}

bool verify_digest(Algorithm algorithm, ByteView key, ByteView digest, ByteView signature) {
  const bool ok = EVP_PKEY_verify(verifier_of(algorithm, key), signature.data(), signature.size(),
                                  digest.data(), digest.size()) == 1;
  if (!ok) ERR_clear_error();  // a stale error would confuse TLS on this thread
  return ok;
}

}  // namespace waarmerk::keys
