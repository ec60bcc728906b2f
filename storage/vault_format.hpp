// The bytes of a key vault, version 1 (spec/storage/vault.md): written and read, nothing unsealed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/public_key.hpp"
#include "storage/vault_seal.hpp"

namespace waarmerk::storage {

inline constexpr ErrorCode broken_vault{"vault.broken", ErrorKind::internal};
inline constexpr ErrorCode unsupported_vault{"vault.unsupported", ErrorKind::conflict};

inline constexpr std::size_t vault_keys_max = 256;
inline constexpr std::size_t key_name_bytes_max = 64;
inline constexpr std::size_t vault_bytes_max = 64 * 1024;

/// What a vault tells about a key without its passphrase.
struct VaultEntry {
  std::string name;
  keys::PublicKey public_key;
  UnixTime created;

  friend bool operator==(const VaultEntry&, const VaultEntry&) = default;
};

/// A key's purpose, such as `issuing-1`: 1 to 64 of a-z, 0-9, `-`, and a letter first.
bool is_key_name(std::string_view name);

struct SealedKey {
  VaultEntry entry;
  Bytes secret;  ///< a box around keys::secret_bytes_of() the key's algorithm
};

/// How long the box of a secret is.
std::size_t secret_box_bytes_of(keys::Algorithm algorithm);

/// A vault as it lies in its file.
struct SealedVault {
  VaultCost cost;
  VaultSalt salt{};
  Box<0> check;  ///< opens with the right passphrase; its context is all before it
  std::vector<SealedKey> keys;
  Box<0> seal;  ///< its context is all before it, so that no key is added, lost or moved

  Bytes check_context() const;
  Bytes seal_context() const;
};

/// What binds a sealed secret to its name, algorithm, time and public key.
Bytes secret_context(const VaultEntry& entry);

Bytes encode_vault(const SealedVault& vault);

/// Fails with vault.unsupported where the version is another, or vault.broken where the bytes are
/// not what was written, by accident; intent is found only with the passphrase.
Result<SealedVault> decode_vault(ByteView bytes);

}  // namespace waarmerk::storage
