#include "storage/key_vault.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "storage/durable_file.hpp"

namespace waarmerk::storage {

struct KeyVault::State {
  std::filesystem::path path;
  SealedVault sealed;
  MasterKey master;
};

namespace {

Result<SealedVault> load(const std::filesystem::path& path) {
  TRY(bytes, load_private_file(path, vault_bytes_max));
  return decode_vault(bytes);
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  const auto folder = path.parent_path();
  return folder.empty() ? "." : folder;
}

Result<keys::SecretKey> unseal(const MasterKey& master, const SealedKey& key) {
  const auto algorithm = key.entry.public_key.algorithm();
  Secret<66> room;
  const auto secret = room.writable().first(keys::secret_bytes_of(algorithm));
  if (!unseal_into(secret, master, secret_context(key.entry), key.secret)) {
    return fail(broken_vault, "The secret of key " + key.entry.name + " was changed.");
  }
  return keys::SecretKey::make(algorithm, secret);
}

Result<std::unique_ptr<keys::Signer>> signer_of(const MasterKey& master, const SealedKey& key) {
  TRY(secret, unseal(master, key));
  auto signer = keys::make_signer(std::move(secret));
  if (signer->public_key() != key.entry.public_key) {
    return fail(broken_vault, "Key " + key.entry.name + " has another public key.");
  }
  return signer;
}

Result<void> check_unforged(const SealedVault& vault, const MasterKey& master) {
  if (!unseal_into({}, master, vault.check_context(), vault.check.bytes)) {
    return fail(wrong_passphrase, "The passphrase does not open this key vault.");
  }
  if (!unseal_into({}, master, vault.seal_context(), vault.seal.bytes)) {
    return fail(broken_vault, "The key vault was changed by somebody without its passphrase.");
  }
  return {};
}

void seal_whole(SealedVault& vault, const MasterKey& master, Random& random) {
  vault.seal = seal<0>(master, vault.seal_context(), {}, random);
}

/// A vault without keys under a new salt, and its master key.
struct Fresh {
  SealedVault sealed;
  MasterKey master;
};

Result<Fresh> make_fresh(const SecretBytes& passphrase, VaultCost cost, Random& random) {
  SealedVault sealed{.cost = cost, .salt = draw<16>(random), .check = {}, .keys = {}, .seal = {}};
  TRY(master, derive_master_key(passphrase, cost, sealed.salt));
  sealed.check = seal<0>(master, sealed.check_context(), {}, random);
  seal_whole(sealed, master, random);
  return Fresh{std::move(sealed), std::move(master)};
}

/// Saves `next` where the file still holds `before`.
Result<void> replace(const std::filesystem::path& path, const SealedVault& before,
                     const SealedVault& next) {
  TRY(lock, FolderLock::take(folder_of(path)));
  TRY(present, load_private_file(path, vault_bytes_max));
  if (present != encode_vault(before)) {
    return fail(vault_changed, "The key vault was changed meanwhile; open it again.");
  }
  return save_private_file(path, encode_vault(next));
}

const SealedKey* find(const SealedVault& vault, std::string_view name) {
  const auto found = std::ranges::find_if(
      vault.keys, [&](const SealedKey& key) { return key.entry.name == name; });
  return found == vault.keys.end() ? nullptr : &*found;
}

std::vector<VaultEntry> entries_of(const SealedVault& vault) {
  std::vector<VaultEntry> entries;
  for (const auto& key : vault.keys) entries.push_back(key.entry);
  return entries;
}

SealedKey seal_key(const MasterKey& master, VaultEntry entry, const keys::SecretKey& key,
                   Random& random) {
  Bytes box(secret_box_bytes_of(key.algorithm()));
  seal_into(box, master, secret_context(entry), key.secret(), random);
  return {std::move(entry), std::move(box)};
}

}  // namespace

Result<std::vector<VaultEntry>> list_vault(const std::filesystem::path& path) {
  TRY(sealed, load(path));
  return entries_of(sealed);
}

KeyVault::KeyVault(std::unique_ptr<State> state) : state_(std::move(state)) {}
KeyVault::KeyVault(KeyVault&&) noexcept = default;
KeyVault& KeyVault::operator=(KeyVault&&) noexcept = default;
KeyVault::~KeyVault() = default;

Result<KeyVault> KeyVault::create(const std::filesystem::path& path, const SecretBytes& passphrase,
                                  VaultCost cost, Random& random) {
  TRY(fresh, make_fresh(passphrase, cost, random));
  TRY(lock, FolderLock::take(folder_of(path)));
  std::error_code unseen;
  if (std::filesystem::exists(std::filesystem::symlink_status(path, unseen))) {
    return fail(vault_exists, "There is a file already: " + path.string());
  }
  TRY_OK(save_private_file(path, encode_vault(fresh.sealed)));
  return KeyVault(std::make_unique<State>(path, std::move(fresh.sealed), std::move(fresh.master)));
}

Result<KeyVault> KeyVault::open(const std::filesystem::path& path, const SecretBytes& passphrase) {
  TRY(sealed, load(path));
  TRY(master, derive_master_key(passphrase, sealed.cost, sealed.salt));
  TRY_OK(check_unforged(sealed, master));
  return KeyVault(std::make_unique<State>(path, std::move(sealed), std::move(master)));
}

std::vector<VaultEntry> KeyVault::entries() const { return entries_of(state_->sealed); }

Result<void> KeyVault::add(std::string_view name, const keys::SecretKey& key, UnixTime created,
                           Random& random) {
  if (!is_key_name(name)) return fail(bad_key_name, "A key name is a-z, 0-9 and -, 64 at most.");
  if (find(state_->sealed, name)) return fail(key_name_taken, "There is a key of that name.");
  if (state_->sealed.keys.size() >= vault_keys_max) return fail(vault_full, "The vault is full.");
  TRY(twin, keys::SecretKey::make(key.algorithm(), key.secret()));
  const auto signer = keys::make_signer(std::move(twin));
  VaultEntry entry{std::string(name), signer->public_key(), created};
  auto next = state_->sealed;
  next.keys.push_back(seal_key(state_->master, std::move(entry), key, random));
  seal_whole(next, state_->master, random);
  TRY_OK(replace(state_->path, state_->sealed, next));
  state_->sealed = std::move(next);
  return {};
}

Result<std::unique_ptr<keys::Signer>> KeyVault::signer(std::string_view name) const {
  const auto* key = find(state_->sealed, name);
  if (!key) return fail(no_such_key, "The vault has no key of that name.");
  return signer_of(state_->master, *key);
}

Result<void> KeyVault::change_passphrase(const SecretBytes& passphrase, VaultCost cost,
                                         Random& random) {
  TRY(next, make_fresh(passphrase, cost, random));
  for (const auto& key : state_->sealed.keys) {
    TRY(secret, unseal(state_->master, key));
    next.sealed.keys.push_back(seal_key(next.master, key.entry, secret, random));
  }
  seal_whole(next.sealed, next.master, random);
  TRY_OK(replace(state_->path, state_->sealed, next.sealed));
  state_->sealed = std::move(next.sealed);
  state_->master = std::move(next.master);
  return {};
}

}  // namespace waarmerk::storage
