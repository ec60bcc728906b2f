#include "storage/vault_seal.hpp"

#include <sodium.h>

#include <cassert>

namespace waarmerk::storage {

namespace {

constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(Box<0>::byte_count == nonce_bytes + tag_bytes);
static_assert(crypto_pwhash_SALTBYTES == sizeof(VaultSalt));
static_assert(vault_cost_min.memory_kib * 1024ULL == crypto_pwhash_argon2id_MEMLIMIT_MIN);

bool is_within(std::uint32_t value, std::uint32_t least, std::uint32_t most) {
  return least <= value && value <= most;
}

}  // namespace

Result<void> check_cost(VaultCost cost) {
  if (is_within(cost.passes, vault_cost_min.passes, vault_cost_max.passes) &&
      is_within(cost.memory_kib, vault_cost_min.memory_kib, vault_cost_max.memory_kib)) {
    return {};
  }
  return fail(bad_vault_cost, "The passes or the memory for the passphrase are out of bounds.");
}

Result<MasterKey> derive_master_key(const SecretBytes& passphrase, VaultCost cost,
                                    const VaultSalt& salt) {
  TRY_OK(check_cost(cost));
  const auto words = passphrase.view();
  if (words.empty()) return fail(bad_passphrase, "The passphrase is empty.");
  if (words.size() > passphrase_bytes_max)
    return fail(bad_passphrase, "The passphrase is too long.");
  MasterKey key;
  const int derived =
      sodium_init() < 0
          ? -1
          : crypto_pwhash(key.writable().data(), key.view().size(),
                          reinterpret_cast<const char*>(words.data()), words.size(), salt.data(),
                          cost.passes, cost.memory_kib * 1024ULL, crypto_pwhash_ALG_ARGON2ID13);
  if (derived != 0) return fail(no_vault_memory, "There is too little memory for the passphrase.");
  return key;
}

void seal_into(std::span<std::uint8_t> box, const MasterKey& key, ByteView context, ByteView secret,
               Random& random) {
  assert(box.size() == nonce_bytes + secret.size() + tag_bytes);
  const auto nonce = box.first(nonce_bytes);
  random.fill(nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt(box.data() + nonce_bytes, nullptr, secret.data(),
                                             secret.size(), context.data(), context.size(), nullptr,
                                             nonce.data(), key.view().data());
}

bool unseal_into(std::span<std::uint8_t> secret, const MasterKey& key, ByteView context,
                 ByteView box) {
  assert(box.size() == nonce_bytes + secret.size() + tag_bytes);
  const auto sealed = box.subspan(nonce_bytes);
  const bool same = crypto_aead_xchacha20poly1305_ietf_decrypt(
                        secret.data(), nullptr, nullptr, sealed.data(), sealed.size(),
                        context.data(), context.size(), box.data(), key.view().data()) == 0;
  if (!same) wipe(secret);
  return same;
}

}  // namespace waarmerk::storage
