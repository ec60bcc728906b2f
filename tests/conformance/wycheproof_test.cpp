// Project Wycheproof: Ed25519, and ECDSA on P-256 with SHA-256 and on P-384 with SHA-384.
//
// The files are read with nlohmann-json, so that these tests stand on keys alone. Exceptions: none
// for Ed25519 and P1363. Of the DER files only signatures that r || s can express are asked.
#include <doctest/doctest.h>
#include <openssl/bn.h>
#include <openssl/ecdsa.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "crypto/encoding/hex.hpp"
#include "crypto/keys/verify.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::keys {
namespace {

Bytes hex_at(const nlohmann::json& object, const char* name) {
  return encoding::decode_hex(object.at(name).get<std::string>()).value();
}

/// r || s of a DER signature in its one form whose numbers fit; nothing for any other.
template <int number_bytes>
std::optional<Bytes> raw_of(const Bytes& der) {
  const unsigned char* at = der.data();
  const std::unique_ptr<ECDSA_SIG, decltype(&ECDSA_SIG_free)> pair(
      d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())), ECDSA_SIG_free);
  if (!pair) return std::nullopt;
  Bytes again(static_cast<std::size_t>(i2d_ECDSA_SIG(pair.get(), nullptr)));
  unsigned char* end = again.data();
  i2d_ECDSA_SIG(pair.get(), &end);
  const BIGNUM* r = ECDSA_SIG_get0_r(pair.get());
  const BIGNUM* s = ECDSA_SIG_get0_s(pair.get());
  if (again != der || BN_is_negative(r) == 1 || BN_is_negative(s) == 1) return std::nullopt;
  Bytes raw(2 * number_bytes);
  const bool fits = BN_bn2binpad(r, raw.data(), number_bytes) == number_bytes &&
                    BN_bn2binpad(s, raw.data() + number_bytes, number_bytes) == number_bytes;
  return fits ? std::optional(raw) : std::nullopt;
}

std::optional<Bytes> as_it_is(const Bytes& signature) { return signature; }

struct Counts {
  int valid = 0;
  int invalid = 0;
  int not_expressible = 0;
};

template <class ToRaw>
Counts check_file(const std::filesystem::path& file, Algorithm algorithm, const char* point,
                  ToRaw to_raw) {
  Counts counts;
  const auto root = nlohmann::json::parse(tests::read_file(file));
  for (const auto& group : root.at("testGroups")) {
    const auto key = PublicKey::make(algorithm, hex_at(group.at("publicKey"), point));
    REQUIRE(key);
    for (const auto& test : group.at("tests")) {
      CAPTURE(test.at("tcId").get<int>());
      CAPTURE(test.at("comment").get<std::string>());
      const bool expected = test.at("result") == "valid";
      const std::optional<Bytes> signature = to_raw(hex_at(test, "sig"));
      if (!signature) {
        CHECK_FALSE(expected);
        ++counts.not_expressible;
        continue;
      }
      CHECK(verify(*key, hex_at(test, "msg"), *signature).has_value() == expected);
      ++(expected ? counts.valid : counts.invalid);
    }
  }
  return counts;
}

}  // namespace

TEST_CASE("Wycheproof: Ed25519 verifies what is valid and nothing else") {
  VECTORS_OR_SKIP(folder, "wycheproof");
  const Counts counts =
      check_file(folder / "ed25519_test.json", Algorithm::ed25519, "pk", as_it_is);
  CHECK(counts.valid + counts.invalid == 151);
}

TEST_CASE("Wycheproof: ECDSA P-256 in the P1363 form verifies what is valid and nothing else") {
  VECTORS_OR_SKIP(folder, "wycheproof");
  const Counts counts = check_file(folder / "ecdsa_secp256r1_sha256_p1363_test.json",
                                   Algorithm::p256, "uncompressed", as_it_is);
  CHECK(counts.valid + counts.invalid == 262);
}

TEST_CASE("Wycheproof: ECDSA P-256 in DER, where r || s can express it") {
  VECTORS_OR_SKIP(folder, "wycheproof");
  const Counts counts = check_file(folder / "ecdsa_secp256r1_sha256_test.json", Algorithm::p256,
                                   "uncompressed", raw_of<32>);
  CHECK(counts.valid + counts.invalid + counts.not_expressible == 484);
  CHECK(counts.valid > 100);
}

TEST_CASE("Wycheproof: ECDSA P-384 in the P1363 form verifies what is valid and nothing else") {
  VECTORS_OR_SKIP(folder, "wycheproof");
  const Counts counts = check_file(folder / "ecdsa_secp384r1_sha384_p1363_test.json",
                                   Algorithm::p384, "uncompressed", as_it_is);
  CHECK(counts.valid + counts.invalid == 280);
}

TEST_CASE("Wycheproof: ECDSA P-384 in DER, where r || s can express it") {
  VECTORS_OR_SKIP(folder, "wycheproof");
  const Counts counts = check_file(folder / "ecdsa_secp384r1_sha384_test.json", Algorithm::p384,
                                   "uncompressed", raw_of<48>);
  CHECK(counts.valid + counts.invalid + counts.not_expressible == 504);
  CHECK(counts.valid > 100);
}

}  // namespace waarmerk::keys
