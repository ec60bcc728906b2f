#include "crypto/keys/rsa.hpp"

#include <doctest/doctest.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <memory>

#include "crypto/keys/evp.hpp"
#include "crypto/keys/public_key.hpp"

namespace waarmerk::keys {
namespace {

Bytes number_at(const EVP_PKEY& key, const char* name) {
  BIGNUM* made = nullptr;
  REQUIRE(EVP_PKEY_get_bn_param(&key, name, &made) == 1);
  const Number number(made);
  Bytes bytes(static_cast<std::size_t>(BN_num_bytes(made)));
  BN_bn2bin(made, bytes.data());
  return bytes;
}

/// A key that signs, for this test alone.
struct RsaPair {
  EvpKey key{EVP_RSA_gen(2048)};
  Bytes modulus = number_at(*key, OSSL_PKEY_PARAM_RSA_N);
  Bytes der = write_rsa_key({modulus, Bytes{1, 0, 1}});

  Bytes sign(std::string_view message, const char* digest = "SHA256") const {
    const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
    Bytes signature(256);
    std::size_t size = signature.size();
    REQUIRE(EVP_DigestSignInit_ex(context.get(), nullptr, digest, nullptr, nullptr, key.get(),
                                  nullptr) == 1);
    const auto bytes = bytes_of(message);
    REQUIRE(EVP_DigestSign(context.get(), signature.data(), &size, bytes.data(), bytes.size()) ==
            1);
    return signature;
  }
};

const RsaPair& pair() {
  static const RsaPair made;
  return made;
}

/// What check_rsa_key says of a modulus of so many bits, all of them set.
ErrorCode refusal_of_bits(std::size_t bits) {
  Bytes modulus((bits + 7) / 8, 0xff);
  if (bits % 8 != 0) modulus.front() = static_cast<std::uint8_t>(0xff >> (8 - bits % 8));
  const auto checked = check_rsa_key(write_rsa_key({modulus, Bytes{1, 0, 1}}));
  return checked ? ErrorCode{} : checked.error().code;
}

}  // namespace

TEST_CASE("RS256 verifies what the key signed, and nothing else") {
  const auto& rsa = pair();
  REQUIRE(check_rsa_key(rsa.der));
  const auto signature = rsa.sign("message");
  CHECK(verify_rs256(rsa.der, bytes_of("message"), signature));
  CHECK_FALSE(verify_rs256(rsa.der, bytes_of("another"), signature));
  CHECK_FALSE(verify_rs256(rsa.der, bytes_of("message"), rsa.sign("message", "SHA384")));
  CHECK_FALSE(verify_rs256(rsa.der, bytes_of("message"), ByteView(signature).first(255)));
  Bytes longer{0};
  append(longer, signature);
  CHECK_FALSE(verify_rs256(rsa.der, bytes_of("message"), longer));
  CHECK_FALSE(verify_rs256(rsa.der, bytes_of("message"), Bytes(256)));
  CHECK_FALSE(verify_rs256(rsa.der, bytes_of("message"), rsa.modulus));
}

TEST_CASE("an RSA key comes back from its DER, which has one form") {
  const auto& rsa = pair();
  const auto numbers = read_rsa_key(rsa.der);
  REQUIRE(numbers);
  CHECK(to_bytes(numbers->modulus) == rsa.modulus);
  CHECK(to_bytes(numbers->exponent) == Bytes{1, 0, 1});
  CHECK(write_rsa_key(*numbers) == rsa.der);
  for (std::size_t size = 0; size < rsa.der.size(); ++size) {
    CAPTURE(size);
    CHECK_FALSE(read_rsa_key(ByteView(rsa.der).first(size)));
  }
  Bytes longer = rsa.der;
  longer.push_back(0);
  CHECK_FALSE(read_rsa_key(longer));
}

TEST_CASE("DER with a long length, a spare zero, a negative number or a third one is refused") {
  CHECK(read_rsa_key(Bytes{0x30, 6, 2, 1, 5, 2, 1, 3}));
  CHECK_FALSE(read_rsa_key(Bytes{0x31, 6, 2, 1, 5, 2, 1, 3}));
  CHECK_FALSE(read_rsa_key(Bytes{0x30, 0x81, 6, 2, 1, 5, 2, 1, 3}));
  CHECK_FALSE(read_rsa_key(Bytes{0x30, 0x82, 0, 6, 2, 1, 5, 2, 1, 3}));
  CHECK_FALSE(read_rsa_key(Bytes{0x30, 0x80, 2, 1, 5, 2, 1, 3}));
  CHECK_FALSE(read_rsa_key(Bytes{0x30, 7, 2, 2, 0, 5, 2, 1, 3}));
  CHECK_FALSE(read_rsa_key(Bytes{0x30, 6, 2, 1, 0x85, 2, 1, 3}));
  CHECK_FALSE(read_rsa_key(Bytes{0x30, 6, 2, 1, 0, 2, 1, 3}));
  CHECK_FALSE(read_rsa_key(Bytes{0x30, 5, 2, 0, 2, 1, 3}));
  CHECK_FALSE(read_rsa_key(Bytes{0x30, 6, 3, 1, 5, 2, 1, 3}));
  CHECK_FALSE(read_rsa_key(Bytes{0x30, 9, 2, 1, 5, 2, 1, 3, 2, 1, 3}));
  CHECK_FALSE(read_rsa_key(Bytes{0x30, 3, 2, 1, 5}));
}

TEST_CASE("an RSA key has 2048 to 8192 bits, and an exponent that is odd and not 1") {
  CHECK(refusal_of_bits(1024) == unsupported_key);
  CHECK(refusal_of_bits(2047) == unsupported_key);
  CHECK(refusal_of_bits(2048) == ErrorCode{});
  CHECK(refusal_of_bits(8192) == ErrorCode{});
  CHECK(refusal_of_bits(8193) == unsupported_key);
  const auto& rsa = pair();
  const auto refusal = [&](const Bytes& modulus, const Bytes& exponent) {
    const auto checked = check_rsa_key(write_rsa_key({modulus, exponent}));
    return checked ? ErrorCode{} : checked.error().code;
  };
  CHECK(refusal(rsa.modulus, {3}) == ErrorCode{});
  CHECK(refusal(rsa.modulus, Bytes(8, 0xff)) == ErrorCode{});
  CHECK(refusal(rsa.modulus, Bytes(9, 0x01)) == unsupported_key);
  CHECK(refusal(rsa.modulus, {1}) == bad_key);
  CHECK(refusal(rsa.modulus, {2}) == bad_key);
  Bytes even = rsa.modulus;
  even.back() &= 0xfe;
  CHECK(refusal(even, {3}) == bad_key);
}

TEST_CASE("an RSA key whose form gives its factors away is refused") {
  // A power of 65537 modulo a product of small primes, and so modulo each of them; the rest is
  // filled up so that it is long enough and odd.
  const Number modulus(BN_new()), power(BN_new()), product(BN_new()), shift(BN_new());
  const Owned<BN_CTX, BN_CTX_free> context(BN_CTX_new());
  BN_one(product.get());
  for (const BN_ULONG prime : {2UL, 11UL, 13UL, 17UL, 19UL, 37UL, 53UL, 61UL, 71UL, 73UL, 79UL,
                               97UL, 103UL, 107UL, 109UL, 127UL, 151UL, 157UL}) {
    BN_mul_word(product.get(), prime);
  }
  BN_set_word(power.get(), 65537 * 65537ULL);
  BN_one(shift.get());
  BN_lshift(shift.get(), shift.get(), 2047);
  // The multiple of the product that is next above 2^2047, and the power added to it.
  BN_div(modulus.get(), nullptr, shift.get(), product.get(), context.get());
  BN_add_word(modulus.get(), 1);
  BN_mul(modulus.get(), modulus.get(), product.get(), context.get());
  BN_add(modulus.get(), modulus.get(), power.get());
  Bytes bytes(static_cast<std::size_t>(BN_num_bytes(modulus.get())));
  BN_bn2bin(modulus.get(), bytes.data());
  CHECK(check_rsa_key(write_rsa_key({bytes, Bytes{1, 0, 1}})).error().code == unsupported_key);
  bytes.back() ^= 2;
  CHECK(check_rsa_key(write_rsa_key({bytes, Bytes{1, 0, 1}})));
}

}  // namespace waarmerk::keys
