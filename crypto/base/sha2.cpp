#include "crypto/base/sha2.hpp"

#include <openssl/evp.h>

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

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

template <std::size_t N>
ByteArray<N> digest_of(const EVP_MD* digest, std::initializer_list<ByteView> parts) {
  thread_local const std::unique_ptr<EVP_MD_CTX, FreeContext> context(EVP_MD_CTX_new());
  ByteArray<N> out;
  bool ok = context != nullptr && EVP_DigestInit_ex2(context.get(), digest, nullptr) == 1;
  for (const auto part : parts) {
    ok = ok && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
  }
  ok = ok && EVP_DigestFinal_ex(context.get(), out.data(), nullptr) == 1;
  if (!ok) std::abort();  // only an exhausted machine gets here
  return out;
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

Sha256 sha256(ByteView bytes) { return Sha256(digest_of<32>(sha256_algorithm(), {bytes})); }

Sha384 sha384(ByteView bytes) { return Sha384(digest_of<48>(sha384_algorithm(), {bytes})); }

Sha256 sha256(std::initializer_list<ByteView> parts) {
  return Sha256(digest_of<32>(sha256_algorithm(), parts));
}

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
