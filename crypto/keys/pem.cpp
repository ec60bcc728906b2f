#include "crypto/keys/pem.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <optional>
#include <string>

#include "crypto/keys/evp.hpp"

namespace waarmerk::keys {
namespace {

using Source = Owned<BIO, BIO_free_all>;

std::optional<Algorithm> algorithm_of(EVP_PKEY* key) {
  if (EVP_PKEY_is_a(key, "RSA") == 1) return Algorithm::rsa;
  std::array<char, 64> group{};
  std::size_t size = 0;
  if (EVP_PKEY_get_group_name(key, group.data(), group.size(), &size) != 1) return std::nullopt;
  const std::string_view name(group.data(), size);
  if (name == "prime256v1") return Algorithm::p256;
  if (name == "secp384r1") return Algorithm::p384;
  if (name == "secp521r1") return Algorithm::p521;
  return std::nullopt;
}

/// What a PublicKey is made of: the point, or the DER of an RSAPublicKey.
Bytes raw_key(EVP_PKEY* key) {
  const int size = i2d_PublicKey(key, nullptr);
  if (size <= 0) return {};
  Bytes raw(static_cast<std::size_t>(size));
  auto* at = raw.data();
  i2d_PublicKey(key, &at);
  return raw;
}

}  // namespace

Result<PublicKey> read_pem(std::string_view text) {
  if (text.size() > pem_bytes_max) return fail(bad_key, "The PEM text is too long.");
  const Source source(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  require(source != nullptr);
  const EvpKey key(PEM_read_bio_PUBKEY(source.get(), nullptr, nullptr, nullptr));
  if (!key) return fail(bad_key, "This is no public key in PEM.");
  const auto algorithm = algorithm_of(key.get());
  if (!algorithm) return fail(unsupported_key, "The PEM text holds a key of another kind.");
  return PublicKey::make(*algorithm, raw_key(key.get()));
}

}  // namespace waarmerk::keys
