// KeyVault: signing keys in one file, sealed under a passphrase (spec/storage/vault.md).
//
// Names and public keys are in the clear, so that they can be listed; secrets are sealed with a
// master key that Argon2id makes of the passphrase. Nothing secret is ever printed.
#pragma once

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/secret.hpp"
#include "crypto/base/time.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/keys/signer.hpp"
#include "storage/vault_format.hpp"

namespace waarmerk::storage {

inline constexpr ErrorCode wrong_passphrase{"vault.wrong_passphrase", ErrorKind::denied};
inline constexpr ErrorCode vault_exists{"vault.exists", ErrorKind::conflict};
inline constexpr ErrorCode vault_changed{"vault.changed", ErrorKind::conflict};
inline constexpr ErrorCode vault_full{"vault.full", ErrorKind::exhausted};
inline constexpr ErrorCode bad_key_name{"vault.bad_name", ErrorKind::invalid};
inline constexpr ErrorCode key_name_taken{"vault.name_taken", ErrorKind::conflict};
inline constexpr ErrorCode no_such_key{"vault.no_such_key", ErrorKind::missing};

/// The keys of the vault at `path`, in the order in which they were added, without its passphrase:
/// what is told is whole, but only open() knows that nobody forged it. Fails with
/// storage.file_missing, storage.file_exposed, vault.unsupported or vault.broken.
Result<std::vector<VaultEntry>> list_vault(const std::filesystem::path& path);

/// An unlocked vault. It holds the master key until it is destroyed; signers live on without it.
class KeyVault {
 public:
  /// Makes a vault without keys. Fails with vault.exists where there is a file already, or with
  /// what derive_master_key() and save_private_file() fail with.
  static Result<KeyVault> create(const std::filesystem::path& path, const SecretBytes& passphrase,
                                 VaultCost cost, Random& random);
  /// Fails with vault.wrong_passphrase, vault.broken where the file was forged, or as list_vault().
  static Result<KeyVault> open(const std::filesystem::path& path, const SecretBytes& passphrase);

  KeyVault(KeyVault&&) noexcept;
  KeyVault& operator=(KeyVault&&) noexcept;
  ~KeyVault();

  std::vector<VaultEntry> entries() const;

  /// The key is on disk when this returns. Fails with vault.bad_name, vault.name_taken,
  /// vault.full, or vault.changed where another process has changed the file since it was opened.
  Result<void> add(std::string_view name, const keys::SecretKey& key, UnixTime created,
                   Random& random);

  /// Fails with vault.no_such_key, or vault.broken.
  Result<std::unique_ptr<keys::Signer>> signer(std::string_view name) const;

  /// Seals every key anew. A copy of the old file still opens with the old passphrase. Fails as
  /// create() and add().
  Result<void> change_passphrase(const SecretBytes& passphrase, VaultCost cost, Random& random);

 private:
  struct State;
  explicit KeyVault(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace waarmerk::storage
