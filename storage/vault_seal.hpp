// What the key vault does with its passphrase: Argon2id gives a master key, XChaCha20-Poly1305
// seals.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "crypto/base/bytes.hpp"
#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"

namespace waarmerk::storage {

inline constexpr ErrorCode bad_passphrase{"vault.bad_passphrase", ErrorKind::invalid};
inline constexpr ErrorCode bad_vault_cost{"vault.bad_cost", ErrorKind::invalid};
inline constexpr ErrorCode no_vault_memory{"vault.no_memory", ErrorKind::exhausted};

inline constexpr std::size_t passphrase_bytes_max = 1024;

/// What one guess of the passphrase costs (RFC 9106; one lane).
struct VaultCost {
  std::uint32_t passes = 3;
  std::uint32_t memory_kib = 256 * 1024;

  friend bool operator==(const VaultCost&, const VaultCost&) = default;
};

/// About a second: for a passphrase that a person chose.
inline constexpr VaultCost moderate_vault_cost{3, 256 * 1024};
/// About 10 ms: for one that was drawn with 128 bits or more, which nobody guesses at any cost.
inline constexpr VaultCost drawn_vault_cost{1, 8 * 1024};
inline constexpr VaultCost vault_cost_min{1, 8};
inline constexpr VaultCost vault_cost_max{16, 1024 * 1024};

/// Fails with vault.bad_cost where a part is below the least or above the most.
Result<void> check_cost(VaultCost cost);

using VaultSalt = ByteArray<16>;
using MasterKey = Secret<32>;

/// Fails with vault.bad_passphrase where it is empty or too long, vault.bad_cost, or
/// vault.no_memory.
Result<MasterKey> derive_master_key(const SecretBytes& passphrase, VaultCost cost,
                                    const VaultSalt& salt);

/// N bytes, sealed: a nonce, then the sealed bytes with their tag.
template <std::size_t N>
struct Box {
  static constexpr std::size_t byte_count = 24 + N + 16;
  ByteArray<byte_count> bytes{};

  friend bool operator==(const Box&, const Box&) = default;
};

/// Seals `secret` together with `context`, which stays in the clear. The nonce is drawn.
void seal_into(std::span<std::uint8_t> box, const MasterKey& key, ByteView context, ByteView secret,
               Random& random);
/// False where the key, the context or the box is not the one that was sealed; then `secret` is
/// zero.
bool unseal_into(std::span<std::uint8_t> secret, const MasterKey& key, ByteView context,
                 ByteView box);

template <std::size_t N>
Box<N> seal(const MasterKey& key, ByteView context, std::span<const std::uint8_t, N> secret,
            Random& random) {
  Box<N> box;
  seal_into(box.bytes, key, context, secret, random);
  return box;
}

}  // namespace waarmerk::storage
