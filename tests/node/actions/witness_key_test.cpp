#include "node/actions/witness_key.hpp"

#include <doctest/doctest.h>

#include "tests/support/seeded_random.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::node::actions {
namespace {

struct Vault {
  keys::PublicKey key(witness::Memory memory = witness::Memory::whole) {
    auto signer = get_witness_key(vault, random, {.memory = memory, .now = UnixTime{1'000}});
    REQUIRE(signer);
    return (*signer)->public_key();
  }

  tests::TemporaryFolder folder;
  tests::SeededRandom random{1};
  storage::KeyVault vault = *storage::KeyVault::create(
      folder.path() / "keys.vault", SecretBytes(to_bytes(bytes_of("a passphrase for a test"))),
      storage::vault_cost_min, random);
};

}  // namespace

TEST_CASE("a witness keeps its key, and has a new one after a restore") {
  Vault vault;
  const auto first = vault.key();
  CHECK(vault.key() == first);
  CHECK(vault.vault.entries().size() == 1);
  const auto second = vault.key(witness::Memory::restored);
  CHECK(second != first);
  CHECK(vault.key() == second);
  CHECK(vault.key(witness::Memory::restored) != second);
  CHECK(vault.vault.entries().back().name == "witness-3");
}

TEST_CASE("the keys of witnesses are told by their names") {
  CHECK(is_witness_key_name("witness-1"));
  CHECK(is_witness_key_name("witness-12"));
  for (const auto* name : {"witness", "witness-", "witness-0", "witness-01", "witness-1x",
                           "my-witness-1", "witness-99999999999"}) {
    CHECK_FALSE(is_witness_key_name(name));
  }
}

}  // namespace waarmerk::node::actions
