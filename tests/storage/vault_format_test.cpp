#include "storage/vault_format.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "crypto/base/sha2.hpp"
#include "crypto/keys/secret_key.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::storage {
namespace {

constexpr std::size_t passes_at = 12;
constexpr std::size_t count_at = 76;
constexpr std::size_t first_key_at = 80;

keys::PublicKey public_key(keys::Algorithm algorithm) {
  tests::SeededRandom random;
  return keys::make_signer(keys::SecretKey::generate(algorithm, random))->public_key();
}

SealedKey sealed_key(std::string name, keys::Algorithm algorithm) {
  return {{std::move(name), public_key(algorithm), UnixTime{1'772'532'720'000}},
          Bytes(secret_box_bytes_of(algorithm))};
}

/// A key of each algorithm, with every box filled with a byte of its own.
SealedVault example() {
  SealedVault vault;
  vault.cost = vault_cost_min;
  vault.salt.fill(1);
  vault.check.bytes.fill(2);
  vault.keys = {sealed_key("feed", keys::Algorithm::ed25519),
                sealed_key("issuing-1", keys::Algorithm::p256),
                sealed_key("issuing-2", keys::Algorithm::p384)};
  std::ranges::fill(vault.keys[0].secret, std::uint8_t{3});
  vault.seal.bytes.fill(4);
  return vault;
}

/// `bytes` with its digest made right again: what somebody does who changes a vault on purpose.
Bytes with_digest(Bytes bytes) {
  bytes.resize(bytes.size() - 32);
  append(bytes, sha256(bytes).value);
  return bytes;
}

ErrorCode refusal(ByteView bytes) {
  const auto vault = decode_vault(bytes);
  REQUIRE_FALSE(vault);
  return vault.error().code;
}

ErrorCode refusal_of(const SealedVault& vault) { return refusal(encode_vault(vault)); }

TEST_CASE("a vault is read as it was written") {
  const auto written = example();
  const auto read = decode_vault(encode_vault(written));
  REQUIRE(read);
  CHECK(read->cost == written.cost);
  CHECK(read->salt == written.salt);
  CHECK(read->check == written.check);
  CHECK(read->seal == written.seal);
  REQUIRE(read->keys.size() == 3);
  CHECK(read->keys[0].entry == written.keys[0].entry);
  CHECK(read->keys[0].secret == written.keys[0].secret);
  CHECK(read->keys[1].entry == written.keys[1].entry);
  CHECK(read->keys[2].entry == written.keys[2].entry);
  CHECK(read->keys[2].secret.size() == 24 + 48 + 16);
  CHECK(encode_vault(*read) == encode_vault(written));
}

TEST_CASE("a vault begins with its name and its version") {
  const auto bytes = encode_vault(example());
  CHECK(text_of(bytes).starts_with(std::string_view("waarmerk\0\0\0\1\0\0\0\1\0\0\0\x08", 20)));
}

TEST_CASE("a vault with any bit flipped is refused, even to be listed") {
  const auto whole = encode_vault(example());
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    CAPTURE(bit);
    auto flipped = whole;
    flipped[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const bool in_version = bit / 8 >= 8 && bit / 8 < 12;
    CHECK(refusal(flipped) == (in_version ? unsupported_vault : broken_vault));
  }
}

TEST_CASE("a vault that is cut short or goes on is refused") {
  const auto whole = encode_vault(example());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(size);
    CHECK(refusal(ByteView(whole).first(size)) == broken_vault);
  }
  auto longer = whole;
  longer.insert(longer.end() - 32, 0);
  CHECK(refusal(with_digest(longer)) == broken_vault);
  CHECK(refusal(Bytes(vault_bytes_max + 1)) == broken_vault);
}

TEST_CASE("a vault whose fields are out of bounds is refused, though its digest is right") {
  auto bytes = encode_vault(example());
  REQUIRE(decode_vault(with_digest(bytes)));
  const auto refused_with = [&bytes](std::size_t at, std::uint8_t value) {
    auto changed = bytes;
    changed[at] = value;
    return refusal(with_digest(changed));
  };
  CHECK(refused_with(passes_at + 3, 0) == broken_vault);
  CHECK(refused_with(passes_at, 0x80) == broken_vault);
  CHECK(refused_with(passes_at + 4, 0x80) == broken_vault);
  CHECK(refused_with(count_at + 2, 0x02) == broken_vault);
  CHECK(refused_with(count_at + 3, 0x01) == broken_vault);
  CHECK(refused_with(first_key_at, 0) == broken_vault);
  CHECK(refused_with(first_key_at + 1, 'F') == broken_vault);
  CHECK(refused_with(first_key_at + 5, 3) == broken_vault);
  CHECK(refused_with(first_key_at + 5, 2) == broken_vault);
  CHECK(refused_with(first_key_at + 5, 4) == broken_vault);
  CHECK(refused_with(first_key_at + 14, 31) == broken_vault);
}

TEST_CASE("two keys of one name are refused, and two keys of one kind are not") {
  auto vault = example();
  vault.keys[1] = sealed_key("feed-2", keys::Algorithm::ed25519);
  CHECK(decode_vault(encode_vault(vault)));
  vault.keys[1].entry.name = "feed";
  CHECK(refusal_of(vault) == broken_vault);
}

TEST_CASE("as many keys as a vault may hold fit in its bytes, and one more is refused") {
  auto vault = example();
  vault.keys.clear();
  for (std::size_t i = 0; i < vault_keys_max; ++i) {
    auto name = "k" + std::to_string(i);
    name.append(key_name_bytes_max - name.size(), '-');
    vault.keys.push_back(sealed_key(std::move(name), keys::Algorithm::p384));
  }
  CHECK(decode_vault(encode_vault(vault)));
  vault.keys.push_back(sealed_key("more", keys::Algorithm::p384));
  CHECK(refusal_of(vault) == broken_vault);
}

TEST_CASE("a key name is a word that can stand in a command") {
  const std::string longest(key_name_bytes_max, 'a');
  for (const std::string name : {"a", "issuing-1", "feed", "node"}) CHECK(is_key_name(name));
  CHECK(is_key_name(longest));
  CHECK_FALSE(is_key_name(longest + "a"));
  for (const std::string name : {"", "-a", "1a", "A", "a b", "a/b", "a.b", "\xc3\xa9"}) {
    CAPTURE(name);
    CHECK_FALSE(is_key_name(name));
  }
}

}  // namespace
}  // namespace waarmerk::storage
