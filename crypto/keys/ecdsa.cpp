#include "crypto/keys/ecdsa.hpp"

#include <openssl/ecdsa.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/keys/curve_point.hpp"
#include "crypto/keys/evp.hpp"

namespace waarmerk::keys {
namespace {

constexpr std::size_t der_bytes_max = 3 + 2 * (3 + 66);  // a sequence of two INTEGERs of P-521

/// The digest that goes with a curve, in place.
class Digest {
 public:
  Digest(Algorithm curve, ByteView message) {
    if (curve == Algorithm::p521) {
      put(sha512(message).value);
    } else if (curve == Algorithm::p384) {
      put(sha384(message).value);
    } else {
      put(sha256(message).value);
    }
  }
  ByteView view() const { return ByteView(bytes_).first(size_); }

 private:
  void put(ByteView digest) {
    std::ranges::copy(digest, bytes_.begin());
    size_ = digest.size();
  }

  ByteArray<64> bytes_{};
  std::size_t size_ = 0;
};

/// r || s as OpenSSL wants it: a DER sequence of two INTEGERs, in place.
class Der {
 public:
  explicit Der(ByteView signature) {
    const auto half = signature.size() / 2;
    put_number(signature.first(half));
    put_number(signature.last(half));
    const auto length = size_ - head_bytes;
    start_ = length < 128 ? 1 : 0;  // the numbers of P-521 need a length of two bytes
    bytes_[start_] = 0x30;
    if (length >= 128) bytes_[1] = 0x81;
    bytes_[2] = static_cast<std::uint8_t>(length);
  }
  ByteView view() const { return ByteView(bytes_).first(size_).subspan(start_); }

 private:
  void put_number(ByteView number) {
    while (number.size() > 1 && number.front() == 0) number = number.subspan(1);
    const bool needs_zero = number.front() >= 0x80;  // else it would be read as negative
    bytes_[size_++] = 0x02;
    bytes_[size_++] = static_cast<std::uint8_t>(number.size() + (needs_zero ? 1 : 0));
    if (needs_zero) bytes_[size_++] = 0;
    std::ranges::copy(number, bytes_.begin() + static_cast<std::ptrdiff_t>(size_));
    size_ += number.size();
  }

  static constexpr std::size_t head_bytes = 3;

  ByteArray<der_bytes_max> bytes_{};
  std::size_t size_ = head_bytes;
  std::size_t start_ = 0;
};

Bytes from_der(ByteView der, std::size_t number_bytes) {
  const unsigned char* at = der.data();
  const Owned<ECDSA_SIG, ECDSA_SIG_free> pair(
      d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
  require(pair != nullptr);
  Bytes signature(2 * number_bytes);
  const int width = static_cast<int>(number_bytes);
  require(BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), signature.data(), width) >= 0);
  require(BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), signature.data() + number_bytes, width) >= 0);
  return signature;
}

class EcdsaSigner final : public Signer {
 public:
  EcdsaSigner(PublicKey public_key, EvpKey key)
      : public_key_(std::move(public_key)), key_(std::move(key)) {}

  const PublicKey& public_key() const override { return public_key_; }

  Result<Bytes> sign(ByteView message) const override {
    const auto curve = public_key_.algorithm();
    const Digest digest(curve, message);
    const EvpContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key_.get(), nullptr));
    ByteArray<der_bytes_max> der;
    std::size_t size = der.size();
    require(context != nullptr && EVP_PKEY_sign_init(context.get()) == 1 &&
            EVP_PKEY_sign(context.get(), der.data(), &size, digest.view().data(),
                          digest.view().size()) == 1);
    return from_der(ByteView(der).first(size), number_bytes_of(curve));
  }

 private:
  PublicKey public_key_;
  EvpKey key_;
};

}  // namespace

bool verify_ecdsa(Algorithm curve, ByteView point, ByteView message, ByteView signature) {
  if (signature.size() != 2 * number_bytes_of(curve)) return false;
  return verify_digest(curve, point, Digest(curve, message).view(), Der(signature).view());
}

std::unique_ptr<Signer> make_ecdsa_signer(const SecretKey& key) {
  const auto curve = key.algorithm();
  const auto secret = key.secret();
  const Bytes point = public_point_of(curve, secret).value();
  const Number scalar(BN_bin2bn(secret.data(), static_cast<int>(secret.size()), nullptr));
  require(scalar != nullptr);
  return std::make_unique<EcdsaSigner>(PublicKey::make(curve, point).value(),
                                       make_curve_key(curve, point, scalar.get()));
}

}  // namespace waarmerk::keys
