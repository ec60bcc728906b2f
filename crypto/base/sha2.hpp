// SHA-256, SHA-384 and SHA-512 (FIPS 180-4), by OpenSSL: it uses the processor's own instructions.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>

#include "crypto/base/bytes.hpp"
#include "crypto/base/strong.hpp"

struct evp_md_ctx_st;

namespace waarmerk {

using Sha256 = Strong<struct Sha256Tag, ByteArray<32>>;
using Sha384 = Strong<struct Sha384Tag, ByteArray<48>>;
using Sha512 = Strong<struct Sha512Tag, ByteArray<64>>;

Sha256 sha256(ByteView bytes);
Sha384 sha384(ByteView bytes);
Sha512 sha512(ByteView bytes);

/// The digest of the parts, one after the other.
Sha256 sha256(std::initializer_list<ByteView> parts);

enum class HashAlgorithm : std::uint8_t { sha256, sha384 };

/// A digest of an algorithm that is chosen at run time: 32 or 48 bytes.
class Digest {
 public:
  Digest() = default;
  explicit Digest(ByteView bytes);

  ByteView view() const { return ByteView(bytes_).first(size_); }
  /// In the order of the bytes, which is that of their hexadecimal text.
  friend auto operator<=>(const Digest&, const Digest&) = default;
  friend bool operator==(const Digest&, const Digest&) = default;

 private:
  ByteArray<48> bytes_{};  // zeros behind a short digest
  std::uint8_t size_ = 0;
};

Digest digest(HashAlgorithm algorithm, ByteView bytes);

/// A digest of what comes piece by piece.
class Hasher {
 public:
  explicit Hasher(HashAlgorithm algorithm);

  void add(ByteView bytes);
  /// The digest of all that was added since the last one.
  Digest finish();

 private:
  struct FreeState {
    void operator()(evp_md_ctx_st* state) const;
  };
  void begin();

  HashAlgorithm algorithm_;
  bool begun_ = false;
  std::unique_ptr<evp_md_ctx_st, FreeState> state_;
};

}  // namespace waarmerk

template <>
struct std::hash<waarmerk::Sha256> {
  std::size_t operator()(const waarmerk::Sha256& digest) const {
    std::size_t head = 0;
    for (std::size_t i = 0; i < sizeof head; ++i) head = head << 8 | digest.value[i];
    return head;
  }
};
