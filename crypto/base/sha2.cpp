#include "crypto/base/sha2.hpp"

// The calls below that OpenSSL 3 advises against are the ones that need nothing looked up, no
// configuration read and nothing allocated: a badge is hashed a dozen times, mostly a few lines.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <algorithm>
#include <cassert>
#include <cstdlib>

namespace waarmerk {
namespace {

// Fetching an algorithm by name costs more than hashing a short text, so it is done once.
const EVP_MD* fetched(const char* name) {
  const EVP_MD* digest = EVP_MD_fetch(nullptr, name, nullptr);
  if (digest == nullptr) std::abort();  // an OpenSSL without SHA-2 cannot run this program
  return digest;
}

Sha256 sha256_of(std::initializer_list<ByteView> parts) {
  SHA256_CTX state;
  Sha256 digest;
  bool ok = SHA256_Init(&state) == 1;
  for (const auto part : parts) ok = ok && SHA256_Update(&state, part.data(), part.size()) == 1;
  if (!ok || SHA256_Final(digest.value.data(), &state) != 1) std::abort();  // neither can fail
  return digest;
}

const EVP_MD* sha256_algorithm() {
  static const EVP_MD* const digest = fetched("SHA256");
  return digest;
}

const EVP_MD* sha384_algorithm() {
  static const EVP_MD* const digest = fetched("SHA384");
  return digest;
}

const EVP_MD* fetched(HashAlgorithm algorithm) {
  return algorithm == HashAlgorithm::sha256 ? sha256_algorithm() : sha384_algorithm();
}

}  // namespace

Sha256 sha256(ByteView bytes) { return sha256_of({bytes}); }

Sha384 sha384(ByteView bytes) {
  SHA512_CTX state;
  Sha384 digest;
  const bool ok = SHA384_Init(&state) == 1 &&
                  SHA384_Update(&state, bytes.data(), bytes.size()) == 1 &&
                  SHA384_Final(digest.value.data(), &state) == 1;
  if (!ok) std::abort();  // none of them can fail
  return digest;
}

Sha512 sha512(ByteView bytes) {
  SHA512_CTX state;
  Sha512 digest;
  const bool ok = SHA512_Init(&state) == 1 &&
                  SHA512_Update(&state, bytes.data(), bytes.size()) == 1 &&
                  SHA512_Final(digest.value.data(), &state) == 1;
  if (!ok) std::abort();  // none of them can fail
  return digest;
}

Sha256 sha256(std::initializer_list<ByteView> parts) { return sha256_of(parts); }

Digest::Digest(ByteView bytes) : size_(static_cast<std::uint8_t>(bytes.size())) {
  assert(bytes.size() <= bytes_.size());
  std::ranges::copy(bytes, bytes_.begin());
}

Digest digest(HashAlgorithm algorithm, ByteView bytes) {
  if (algorithm == HashAlgorithm::sha256) return Digest(sha256(bytes).value);
  return Digest(sha384(bytes).value);
}

void Hasher::FreeState::operator()(evp_md_ctx_st* state) const { EVP_MD_CTX_free(state); }

Hasher::Hasher(HashAlgorithm algorithm) : algorithm_(algorithm), state_(EVP_MD_CTX_new()) {}

// Only an exhausted machine fails at any of these three.

void Hasher::begin() {
  if (begun_) return;
  if (EVP_DigestInit_ex2(state_.get(), fetched(algorithm_), nullptr) != 1) std::abort();
  begun_ = true;
}

void Hasher::add(ByteView bytes) {
  begin();
  if (EVP_DigestUpdate(state_.get(), bytes.data(), bytes.size()) != 1) std::abort();
}

Digest Hasher::finish() {
  begin();
  ByteArray<48> bytes;
  unsigned size = 0;
  if (EVP_DigestFinal_ex(state_.get(), bytes.data(), &size) != 1) std::abort();
  begun_ = false;
  return Digest(ByteView(bytes).first(size));
}

}  // namespace waarmerk
