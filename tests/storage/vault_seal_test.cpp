#include "storage/vault_seal.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "tests/support/seeded_random.hpp"

namespace waarmerk::storage {
namespace {

SecretBytes words(std::string_view text) { return SecretBytes(to_bytes(bytes_of(text))); }

Bytes derived(std::string_view passphrase, VaultCost cost, std::uint8_t salt_byte) {
  VaultSalt salt{};
  salt[0] = salt_byte;
  const auto key = derive_master_key(words(passphrase), cost, salt);
  REQUIRE(key);
  return to_bytes(key->view());
}

TEST_CASE("the master key follows from passphrase, cost and salt, and from nothing else") {
  const auto key = derived("open", {1, 8}, 0);
  CHECK(key == derived("open", {1, 8}, 0));
  CHECK(key != derived("Open", {1, 8}, 0));
  CHECK(key != derived("open", {2, 8}, 0));
  CHECK(key != derived("open", {1, 9}, 0));
  CHECK(key != derived("open", {1, 8}, 1));
}

TEST_CASE("a passphrase that is empty or too long is refused") {
  const std::string longest(passphrase_bytes_max, 'p');
  CHECK(derive_master_key(words(longest), vault_cost_min, {}));
  CHECK(derive_master_key(words(longest + "p"), vault_cost_min, {}).error().code == bad_passphrase);
  CHECK(derive_master_key(words(""), vault_cost_min, {}).error().code == bad_passphrase);
}

TEST_CASE("a cost out of bounds is refused before anything is computed") {
  CHECK(check_cost(vault_cost_min));
  CHECK(check_cost(vault_cost_max));
  CHECK(check_cost(moderate_vault_cost));
  CHECK(check_cost(drawn_vault_cost));
  for (const VaultCost cost : {VaultCost{0, 8}, VaultCost{1, 7}, VaultCost{17, 8},
                               VaultCost{1, vault_cost_max.memory_kib + 1}}) {
    CHECK(derive_master_key(words("open"), cost, {}).error().code == bad_vault_cost);
  }
}

/// A sealed secret, and the attempts to open it.
struct Sealed {
  tests::SeededRandom random;
  Secret<32> secret{ByteArray<32>{1, 2, 3}};
  MasterKey key{ByteArray<32>{9}};
  Box<32> box = seal<32>(key, bytes_of("context"), secret.view(), random);

  bool opens(const MasterKey& with, std::string_view context, const Box<32>& given) const {
    ByteArray<32> opened{0xee};
    const bool opened_well = unseal_into(opened, with, bytes_of(context), given.bytes);
    CHECK(opened == (opened_well ? ByteArray<32>{1, 2, 3} : ByteArray<32>{}));
    return opened_well;
  }
};

TEST_CASE("a box opens with its key and its context only, and gives nothing otherwise") {
  const Sealed sealed;
  CHECK(sealed.opens(sealed.key, "context", sealed.box));
  CHECK_FALSE(sealed.opens(sealed.key, "contexT", sealed.box));
  CHECK_FALSE(sealed.opens(sealed.key, "", sealed.box));
  CHECK_FALSE(sealed.opens(MasterKey(ByteArray<32>{8}), "context", sealed.box));
}

TEST_CASE("a box with any byte changed does not open") {
  const Sealed sealed;
  for (std::size_t i = 0; i < sealed.box.bytes.size(); ++i) {
    CAPTURE(i);
    auto changed = sealed.box;
    changed.bytes[i] ^= 1;
    CHECK_FALSE(sealed.opens(sealed.key, "context", changed));
  }
}

TEST_CASE("sealing the same twice gives two boxes") {
  Sealed sealed;
  const auto again = seal<32>(sealed.key, bytes_of("context"), sealed.secret.view(), sealed.random);
  CHECK(again != sealed.box);
  CHECK(sealed.opens(sealed.key, "context", again));
}

}  // namespace
}  // namespace waarmerk::storage
