#include "storage/key_vault.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/sha2.hpp"
#include "crypto/keys/verify.hpp"
#include "storage/durable_file.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::storage {
namespace {

constexpr UnixTime made{1'772'532'720'000};
constexpr auto ed25519 = keys::Algorithm::ed25519;
constexpr auto p256 = keys::Algorithm::p256;

SecretBytes words(std::string_view text) { return SecretBytes(to_bytes(bytes_of(text))); }

/// A vault under the passphrase `open`, with an Ed25519 key `feed` and a P-256 key `issuing-1`.
struct Filled {
  tests::TemporaryFolder folder;
  tests::SeededRandom random;
  std::filesystem::path path = folder / "keys.vault";

  Filled() {
    auto vault = KeyVault::create(path, words("open"), vault_cost_min, random);
    REQUIRE(vault);
    REQUIRE(vault->add("feed", keys::SecretKey::generate(ed25519, random), made, random));
    REQUIRE(vault->add("issuing-1", keys::SecretKey::generate(p256, random), made, random));
  }

  Result<KeyVault> open(std::string_view passphrase = "open") const {
    return KeyVault::open(path, words(passphrase));
  }

  Bytes bytes() const {
    const auto loaded = load_private_file(path, vault_bytes_max);
    REQUIRE(loaded);
    return *loaded;
  }

  SealedVault decoded() const {
    const auto vault = decode_vault(bytes());
    REQUIRE(vault);
    return *vault;
  }

  void overwrite(ByteView with) const {
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text_of(with);
    REQUIRE(file.good());
  }

  /// What opening says of `forged` in the place of the file.
  ErrorCode refusal_of(const SealedVault& forged) const {
    overwrite(encode_vault(forged));
    const auto vault = open();
    REQUIRE_FALSE(vault);
    return vault.error().code;
  }
};

bool signs(const KeyVault& vault, std::string_view name) {
  const auto signer = vault.signer(name);
  REQUIRE(signer);
  const auto signature = (*signer)->sign(bytes_of("message"));
  REQUIRE(signature);
  return keys::verify((*signer)->public_key(), bytes_of("message"), *signature).has_value();
}

TEST_CASE("a vault gives signers for the keys that were put into it") {
  const Filled filled;
  const auto vault = filled.open();
  REQUIRE(vault);
  CHECK(signs(*vault, "feed"));
  CHECK(signs(*vault, "issuing-1"));
  CHECK(vault->signer("absent").error().code == no_such_key);
}

TEST_CASE("a signer lives on when its vault is closed") {
  const Filled filled;
  const auto signer = filled.open()->signer("feed");
  REQUIRE(signer);
  CHECK((*signer)->sign(bytes_of("message")));
}

TEST_CASE("the secret that comes out is the one that went in") {
  Filled filled;
  const auto key = keys::SecretKey::generate(ed25519, filled.random);
  auto twin = keys::SecretKey::make(ed25519, key.secret());
  const auto before = keys::make_signer(std::move(*twin))->sign(bytes_of("message"));
  REQUIRE(filled.open()->add("again", key, made, filled.random));
  const auto after = (*filled.open()->signer("again"))->sign(bytes_of("message"));
  CHECK(*before == *after);
}

TEST_CASE("a key of a wide curve is kept, signs, and outlives a change of the passphrase") {
  for (const auto algorithm : {keys::Algorithm::p384, keys::Algorithm::p521}) {
    Filled filled;
    const auto key = keys::SecretKey::generate(algorithm, filled.random);
    REQUIRE(filled.open()->add("wide", key, made, filled.random));
    auto vault = filled.open();
    REQUIRE(vault->change_passphrase(words("shut"), vault_cost_min, filled.random));
    const auto signer = KeyVault::open(filled.path, words("shut"))->signer("wide");
    REQUIRE(signer);
    const auto signature = (*signer)->sign(bytes_of("message"));
    CHECK(keys::verify((*signer)->public_key(), bytes_of("message"), *signature));
  }
}

TEST_CASE("keys are listed in the order they came, without the passphrase") {
  const Filled filled;
  const auto entries = list_vault(filled.path);
  REQUIRE(entries);
  REQUIRE(entries->size() == 2);
  CHECK((*entries)[0].name == "feed");
  CHECK((*entries)[0].public_key.algorithm() == ed25519);
  CHECK((*entries)[0].created == made);
  CHECK((*entries)[1].name == "issuing-1");
  const auto vault = filled.open();
  CHECK(vault->entries() == *entries);
  CHECK((*vault->signer("feed"))->public_key() == (*entries)[0].public_key);
}

TEST_CASE("no secret lies in the file in the clear") {
  Filled filled;
  const auto key = keys::SecretKey::generate(ed25519, filled.random);
  REQUIRE(filled.open()->add("again", key, made, filled.random));
  const auto bytes = filled.bytes();
  CHECK(text_of(bytes).find("again") != std::string_view::npos);
  CHECK(text_of(bytes).find(text_of(key.secret())) == std::string_view::npos);
  CHECK(text_of(bytes).find("open") == std::string_view::npos);
}

TEST_CASE("a wrong passphrase is told from a broken vault") {
  const Filled filled;
  CHECK(filled.open("Open").error().code == wrong_passphrase);
  CHECK(filled.open("open ").error().code == wrong_passphrase);
  CHECK(filled.open("").error().code == bad_passphrase);
  CHECK(filled.open());
}

TEST_CASE("a vault is for its owner alone, and one that others can read is refused") {
  const Filled filled;
  using std::filesystem::perms;
  CHECK(std::filesystem::status(filled.path).permissions() ==
        (perms::owner_read | perms::owner_write));
  std::filesystem::permissions(filled.path, perms::group_read, std::filesystem::perm_options::add);
  CHECK(filled.open().error().code == file_exposed);
  CHECK(list_vault(filled.path).error().code == file_exposed);
}

TEST_CASE("a vault that is not there cannot be opened, and one that is there is not made anew") {
  Filled filled;
  CHECK(KeyVault::open(filled.folder / "absent", words("open")).error().code == file_missing);
  const auto again = KeyVault::create(filled.path, words("new"), vault_cost_min, filled.random);
  CHECK(again.error().code == vault_exists);
  CHECK(filled.open());
}

TEST_CASE("a name is given once, and only a good one") {
  Filled filled;
  auto vault = filled.open();
  const auto key = keys::SecretKey::generate(ed25519, filled.random);
  CHECK(vault->add("feed", key, made, filled.random).error().code == key_name_taken);
  CHECK(vault->add("Feed", key, made, filled.random).error().code == bad_key_name);
  CHECK(vault->add("", key, made, filled.random).error().code == bad_key_name);
  CHECK(vault->add("feed-2", key, made, filled.random));
  CHECK(filled.open()->entries().size() == 3);
}

/// A vault of as many keys as there may be, made by one who knows the passphrase.
SealedVault full_vault(const Filled& filled, Random& random) {
  auto vault = filled.decoded();
  const auto master = derive_master_key(words("open"), vault.cost, vault.salt);
  REQUIRE(master);
  while (vault.keys.size() < vault_keys_max) {
    vault.keys.push_back(vault.keys[0]);
    vault.keys.back().entry.name = "k" + std::to_string(vault.keys.size());
  }
  vault.seal = seal<0>(*master, vault.seal_context(), {}, random);
  return vault;
}

TEST_CASE("a full vault takes no more keys") {
  Filled filled;
  auto vault = full_vault(filled, filled.random);
  filled.overwrite(encode_vault(vault));
  const auto key = keys::SecretKey::generate(ed25519, filled.random);
  CHECK(filled.open()->add("more", key, made, filled.random).error().code == vault_full);
}

TEST_CASE("a secret under the wrong name is found even by one who sealed the whole anew") {
  Filled filled;
  filled.overwrite(encode_vault(full_vault(filled, filled.random)));
  const auto vault = filled.open();
  REQUIRE(vault);
  CHECK(signs(*vault, "feed"));
  CHECK(vault->signer("k3").error().code == broken_vault);
}

TEST_CASE("a changed passphrase opens the same keys, and the old one nothing") {
  Filled filled;
  auto vault = filled.open();
  const auto before = vault->entries();
  const auto cost = VaultCost{.passes = 2, .memory_kib = 16};
  REQUIRE(vault->change_passphrase(words("changed"), cost, filled.random));
  CHECK(signs(*vault, "feed"));
  CHECK(filled.open("open").error().code == wrong_passphrase);
  auto reopened = filled.open("changed");
  REQUIRE(reopened);
  CHECK(reopened->entries() == before);
  CHECK(signs(*reopened, "feed"));
  CHECK(signs(*reopened, "issuing-1"));
  CHECK(filled.decoded().cost == cost);
  CHECK(reopened->add("feed-2", keys::SecretKey::generate(ed25519, filled.random), made,
                      filled.random));
}

TEST_CASE("a passphrase that cannot be is refused, and the old one still opens") {
  Filled filled;
  auto vault = filled.open();
  const auto refused = vault->change_passphrase(words(""), vault_cost_min, filled.random);
  CHECK(refused.error().code == bad_passphrase);
  CHECK(filled.open());
}

TEST_CASE("two that change one vault do not undo each other's change") {
  Filled filled;
  auto left = filled.open();
  auto right = filled.open();
  const auto key = keys::SecretKey::generate(ed25519, filled.random);
  REQUIRE(left->add("left", key, made, filled.random));
  CHECK(right->add("right", key, made, filled.random).error().code == vault_changed);
  CHECK(right->change_passphrase(words("x"), vault_cost_min, filled.random).error().code ==
        vault_changed);
  CHECK(filled.open()->entries().size() == 3);
}

TEST_CASE("a vault with any byte changed on purpose does not open") {
  const Filled filled;
  const auto whole = filled.bytes();
  for (std::size_t i = 0; i + 32 < whole.size(); ++i) {
    CAPTURE(i);
    auto forged = whole;
    forged[i] ^= 1;
    forged.resize(forged.size() - 32);
    append(forged, sha256(forged).value);
    filled.overwrite(forged);
    CHECK_FALSE(filled.open());
  }
  filled.overwrite(whole);
  CHECK(filled.open());
}

TEST_CASE("keys cannot be swapped, renamed, dropped, doubled or put back by hand") {
  const Filled filled;
  const auto whole = filled.decoded();
  auto forged = whole;
  std::swap(forged.keys[0], forged.keys[1]);
  CHECK(filled.refusal_of(forged) == broken_vault);
  forged = whole;
  std::swap(forged.keys[0].secret, forged.keys[1].secret);
  CHECK(filled.refusal_of(forged) == broken_vault);
  forged = whole;
  forged.keys[0].entry.name = "node";
  CHECK(filled.refusal_of(forged) == broken_vault);
  forged = whole;
  forged.keys.pop_back();
  CHECK(filled.refusal_of(forged) == broken_vault);
  forged = whole;
  forged.keys.push_back(whole.keys[0]);
  forged.keys.back().entry.name = "node";
  CHECK(filled.refusal_of(forged) == broken_vault);
  forged = whole;
  forged.cost.passes = 2;
  CHECK(filled.refusal_of(forged) == wrong_passphrase);
  filled.overwrite(encode_vault(whole));
  CHECK(filled.open());
}

TEST_CASE("a secret is bound to its own name, algorithm, time and public key") {
  const Filled filled;
  const auto entry = filled.decoded().keys[0].entry;
  auto other = entry;
  other.name = "node";
  CHECK(secret_context(other) != secret_context(entry));
  other = entry;
  other.created = made + 1;
  CHECK(secret_context(other) != secret_context(entry));
  other.created = made;
  other.public_key = filled.decoded().keys[1].entry.public_key;
  CHECK(secret_context(other) != secret_context(entry));
}

TEST_CASE("a vault opens at the cost that a real one has") {
  Filled filled;
  const auto path = filled.folder / "real.vault";
  REQUIRE(KeyVault::create(path, words("open"), drawn_vault_cost, filled.random));
  CHECK(KeyVault::open(path, words("open")));
}

}  // namespace
}  // namespace waarmerk::storage
