#include "storage/vault_format.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/keys/secret_key.hpp"
#include "storage/key_order.hpp"

namespace waarmerk::storage {

namespace {

constexpr std::string_view magic = "waarmerk";
constexpr std::uint32_t version = 1;
constexpr std::size_t digest_bytes = 32;

std::uint8_t code_of(keys::Algorithm algorithm) {
  switch (algorithm) {
    case keys::Algorithm::ed25519: return 1;
    case keys::Algorithm::p256: return 2;
    case keys::Algorithm::p384: return 3;
    case keys::Algorithm::p521: return 4;
    case keys::Algorithm::rsa: break;
  }
  std::unreachable();  // no RSA key has a secret here
}

std::unexpected<Error> broken(std::string detail) { return fail(broken_vault, std::move(detail)); }

Result<keys::Algorithm> algorithm_of(std::uint8_t code) {
  if (code == 1) return keys::Algorithm::ed25519;
  if (code == 2) return keys::Algorithm::p256;
  if (code == 3) return keys::Algorithm::p384;
  if (code == 4) return keys::Algorithm::p521;
  return broken("A key in the vault is of no known algorithm.");
}

void write_header(KeyWriter& writer, const SealedVault& vault) {
  writer.fixed(bytes_of(magic)).u32(version);
  writer.u32(vault.cost.passes).u32(vault.cost.memory_kib).fixed(vault.salt);
}

void write_entry(KeyWriter& writer, const VaultEntry& entry) {
  const auto point = entry.public_key.point();
  writer.u8(static_cast<std::uint8_t>(entry.name.size())).fixed(bytes_of(entry.name));
  writer.u8(code_of(entry.public_key.algorithm()));
  writer.u64(static_cast<std::uint64_t>(entry.created.ms));
  writer.u8(static_cast<std::uint8_t>(point.size())).fixed(point);
}

void write_body(KeyWriter& writer, const SealedVault& vault) {
  write_header(writer, vault);
  writer.fixed(vault.check.bytes).u32(static_cast<std::uint32_t>(vault.keys.size()));
  for (const auto& key : vault.keys) {
    write_entry(writer, key.entry);
    writer.fixed(key.secret);
  }
}

template <std::size_t N>
Result<ByteArray<N>> read_array(KeyReader& reader) {
  TRY(bytes, reader.fixed(N));
  ByteArray<N> array;
  std::ranges::copy(bytes, array.begin());
  return array;
}

Result<ByteView> read_short(KeyReader& reader) {
  TRY(count, reader.u8());
  return reader.fixed(count);
}

Result<VaultEntry> read_entry(KeyReader& reader) {
  TRY(name, read_short(reader));
  if (!is_key_name(text_of(name))) return broken("A key in the vault has no good name.");
  TRY(code, reader.u8());
  TRY(algorithm, algorithm_of(code));
  TRY(created, reader.u64());
  TRY(point, read_short(reader));
  TRY(public_key, keys::PublicKey::make(algorithm, point));
  // A point may be given in two forms; the vault writes one of them, and reads no other.
  if (!std::ranges::equal(public_key.point(), point))
    return broken("A public key is uncompressed.");
  return VaultEntry{.name = std::string(text_of(name)),
                    .public_key = std::move(public_key),
                    .created = {static_cast<std::int64_t>(created)}};
}

Result<std::vector<SealedKey>> read_keys(KeyReader& reader) {
  TRY(count, reader.u32());
  if (count > vault_keys_max) return broken("The vault holds too many keys.");
  std::vector<SealedKey> sealed;
  for (std::uint32_t i = 0; i < count; ++i) {
    TRY(entry, read_entry(reader));
    TRY(secret, reader.fixed(secret_box_bytes_of(entry.public_key.algorithm())));
    const auto same_name = [&](const SealedKey& key) { return key.entry.name == entry.name; };
    if (std::ranges::any_of(sealed, same_name)) return broken("Two keys have one name.");
    sealed.push_back({std::move(entry), to_bytes(secret)});
  }
  return sealed;
}

/// What comes after the magic and the version, up to the digest.
Result<SealedVault> read_vault(KeyReader& reader) {
  TRY(passes, reader.u32());
  TRY(memory_kib, reader.u32());
  TRY_OK(check_cost({passes, memory_kib}));
  TRY(salt, read_array<sizeof(VaultSalt)>(reader));
  TRY(check, read_array<Box<0>::byte_count>(reader));
  TRY(sealed, read_keys(reader));
  TRY(seal, read_array<Box<0>::byte_count>(reader));
  TRY_OK(reader.end());
  return SealedVault{.cost = {passes, memory_kib},
                     .salt = salt,
                     .check = {check},
                     .keys = std::move(sealed),
                     .seal = {seal}};
}

Result<void> read_magic(KeyReader& reader) {
  const auto found = reader.fixed(magic.size());
  if (!found || text_of(*found) != magic) return broken("This is no key vault.");
  const auto found_version = reader.u32();
  if (!found_version) return broken("The key vault is cut short.");
  if (*found_version != version) {
    return fail(unsupported_vault, "The key vault has a form that this program does not know.");
  }
  return {};
}

}  // namespace

bool is_key_name(std::string_view name) {
  const auto is_letter = [](char c) { return 'a' <= c && c <= 'z'; };
  const auto is_good = [&](char c) { return is_letter(c) || ('0' <= c && c <= '9') || c == '-'; };
  return !name.empty() && name.size() <= key_name_bytes_max && is_letter(name.front()) &&
         std::ranges::all_of(name, is_good);
}

std::size_t secret_box_bytes_of(keys::Algorithm algorithm) {
  return Box<0>::byte_count + keys::secret_bytes_of(algorithm);
}

Bytes SealedVault::check_context() const {
  KeyWriter writer;
  writer.text("vault check");
  write_header(writer, *this);
  return writer.take();
}

Bytes SealedVault::seal_context() const {
  KeyWriter writer;
  writer.text("vault seal");
  write_body(writer, *this);
  return writer.take();
}

Bytes secret_context(const VaultEntry& entry) {
  KeyWriter writer;
  writer.text("vault secret");
  write_entry(writer, entry);
  return writer.take();
}

Bytes encode_vault(const SealedVault& vault) {
  KeyWriter writer;
  write_body(writer, vault);
  writer.fixed(vault.seal.bytes);
  auto bytes = writer.take();
  append(bytes, sha256(bytes).value);
  return bytes;
}

Result<SealedVault> decode_vault(ByteView bytes) {
  if (bytes.size() > vault_bytes_max) return broken("The key vault is too large.");
  KeyReader start(bytes);
  TRY_OK(read_magic(start));
  if (bytes.size() < digest_bytes) return broken("The key vault is cut short.");
  const auto body = bytes.first(bytes.size() - digest_bytes);
  if (!std::ranges::equal(sha256(body).value, bytes.last(digest_bytes))) {
    return broken("The key vault is damaged: its bytes are not those that were written.");
  }
  KeyReader reader(body);
  TRY_OK(read_magic(reader));
  auto vault = read_vault(reader);
  // Whatever part is malformed, to the caller it is one thing: a vault that nobody wrote.
  if (!vault) return broken("The key vault is malformed: " + vault.error().detail);
  return vault;
}

}  // namespace waarmerk::storage
