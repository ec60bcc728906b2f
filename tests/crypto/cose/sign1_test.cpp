#include "crypto/cose/sign1.hpp"

#include <doctest/doctest.h>

#include "crypto/encoding/cbor.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/keys/secret_key.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::cose {
namespace {

using encoding::Cbor;
using keys::Algorithm;

// RFC 9052 appendix C.2.1, and the key `11` of its appendix C.7.1.
constexpr std::string_view example =
    "d28443a10126a10442313154546869732069732074686520636f6e74656e742e58408eb33e4ca31d1c465ab05aac34"
    "cc6b23d58fef5c083106c4d25a91aef0b0117e2af9a291aa32e14ab834dc56ed2a223444547e01f11d3b0916e5a4c3"
    "45cacb36";
constexpr std::string_view example_point =
    "04bac5b11cad8f99f9c72b05cf4b9e26d244dc189f745228255a219a86d6a09eff20138bf82dc1b6d562be0fa54ab7"
    "804a3a64b6d72ccfed6b6fb6ed28bbfc117e";

keys::PublicKey example_key() {
  return keys::PublicKey::make(Algorithm::p256, *encoding::decode_hex(example_point)).value();
}

std::unique_ptr<keys::Signer> signer_of(Algorithm algorithm) {
  tests::SeededRandom random(7);
  return keys::make_signer(keys::SecretKey::generate(algorithm, random));
}

Sign1Options all_headers() {
  return {.type = "application/vc+cose",
          .content_type = "application/vc",
          .key_id = "did:example:1#key",
          .claims = {.issuer = "did:example:1",
                     .audience = {"https://a.example", "https://b.example"},
                     .expires = UnixTime{3'000},
                     .not_before = UnixTime{1'000},
                     .issued = UnixTime{2'000},
                     .nonce = "n-1"}};
}

Cbor header(Cbor::Map more = {}) {
  more.emplace_back(Cbor::uint(1), Cbor::integer(-7));
  return Cbor::map(std::move(more));
}

/// A COSE_Sign1 that nobody signed.
Bytes made_of(const Cbor& safe, Cbor open = Cbor::map({})) {
  return encoding::encode_cbor(
             Cbor::array({Cbor::bytes(encoding::encode_cbor(safe).value()), std::move(open),
                          Cbor::bytes(bytes_of("x")), Cbor::bytes(Bytes(64, 1))}))
      .value();
}

bool opens(const Cbor& safe, Cbor open = Cbor::map({})) {
  const auto opened = open_sign1(made_of(safe, std::move(open)));
  if (!opened) CHECK(opened.error().code == malformed);
  return opened.has_value();
}

Cbor with_claim(std::uint64_t name, Cbor value) {
  return header({{Cbor::uint(15), Cbor::map({{Cbor::uint(name), std::move(value)}})}});
}

}  // namespace

TEST_CASE("the example of RFC 9052 opens and verifies, tagged and untagged") {
  const auto bytes = *encoding::decode_hex(example);
  CHECK(is_sign1(bytes));
  for (const ByteView form : {ByteView(bytes), ByteView(bytes).subspan(1)}) {
    const auto opened = open_sign1(form);
    REQUIRE(opened);
    CHECK(text_of(opened->payload) == "This is the content.");
    CHECK(opened->key_id == "11");
    CHECK(algorithm_name(opened->algorithm) == "ES256");
    CHECK(verify_sign1(*opened, example_key()));
  }
}

TEST_CASE("no byte of the example can be changed") {
  const auto bytes = *encoding::decode_hex(example);
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const bool is_hint = at >= 6 && at < 11;  // the unprotected key id is not signed
    CAPTURE(at);
    auto changed = bytes;
    changed[at] ^= 1;
    const auto opened = open_sign1(changed);
    if (!is_hint) CHECK_FALSE((opened && verify_sign1(*opened, example_key())));
  }
}

TEST_CASE("what is signed with any algorithm verifies with its own key and with no other") {
  for (const auto algorithm :
       {Algorithm::ed25519, Algorithm::p256, Algorithm::p384, Algorithm::p521}) {
    const auto signer = signer_of(algorithm);
    const auto bytes = sign_sign1(bytes_of("{}"), {.type = "application/vc+cose"}, *signer);
    REQUIRE(bytes);
    const auto opened = open_sign1(*bytes);
    REQUIRE(opened);
    CHECK(algorithm_name(opened->algorithm) == keys::jose_name(algorithm));
    CHECK(verify_sign1(*opened, signer->public_key()));
    const auto other = verify_sign1(*opened, example_key());
    REQUIRE_FALSE(other);
    CHECK(other.error().code == (algorithm == Algorithm::p256 ? keys::bad_signature : wrong_key));
  }
}

TEST_CASE("every header and claim that is written is read again") {
  const auto signer = signer_of(Algorithm::ed25519);
  const auto opened = open_sign1(sign_sign1(bytes_of("{}"), all_headers(), *signer).value());
  REQUIRE(opened);
  CHECK(opened->type == "vc+cose");
  CHECK(opened->content_type == "vc");
  CHECK(opened->key_id == "did:example:1#key");
  CHECK(opened->claims.issuer == "did:example:1");
  CHECK(opened->claims.audience.size() == 2);
  CHECK(opened->claims.expires == UnixTime{3'000});
  CHECK(opened->claims.not_before == UnixTime{1'000});
  CHECK(opened->claims.issued == UnixTime{2'000});
  CHECK(opened->claims.nonce == "n-1");
}

TEST_CASE("a header in any order is taken, and one with a label twice is not") {
  const auto in_order = *encoding::decode_hex(
      "8448a2012604423131"
      "f6"
      "4178"
      "4100");
  CHECK_FALSE(open_sign1(in_order));  // the unprotected header is no map
  CHECK(open_sign1(*encoding::decode_hex("8447a2012604423131a041784100")));
  CHECK(open_sign1(*encoding::decode_hex("8447a2044231310126a041784100")));
  CHECK_FALSE(open_sign1(*encoding::decode_hex("8445a201260126a041784100")));
}

TEST_CASE("a label in both headers, an extension, and an algorithm outside the seal are refused") {
  CHECK(opens(header()));
  CHECK(opens(header(), Cbor::map({{Cbor::uint(4), Cbor::bytes(bytes_of("k"))}})));
  CHECK_FALSE(opens(header(), Cbor::map({{Cbor::uint(1), Cbor::integer(-7)}})));
  CHECK_FALSE(opens(header({{Cbor::uint(2), Cbor::array({Cbor::uint(99)})}})));
  CHECK_FALSE(opens(header(), Cbor::map({{Cbor::uint(2), Cbor::array({})}})));
  CHECK_FALSE(opens(Cbor::map({}), Cbor::map({{Cbor::uint(1), Cbor::integer(-7)}})));
  CHECK_FALSE(opens(Cbor::map({{Cbor::uint(1), Cbor::text("ES256")}})));
}

TEST_CASE("what stands outside the seal is no media type") {
  const auto opened = open_sign1(
      made_of(header(), Cbor::map({{Cbor::uint(16), Cbor::text("application/vc+cose")}})));
  REQUIRE(opened);
  CHECK(opened->type.empty());
}

TEST_CASE("headers and claims of another kind are refused") {
  CHECK_FALSE(opens(header({{Cbor::uint(16), Cbor::uint(5)}})));
  CHECK_FALSE(opens(header({{Cbor::uint(3), Cbor::bytes({})}})));
  CHECK_FALSE(opens(header({{Cbor::uint(4), Cbor::text("k")}})));
  CHECK_FALSE(opens(header({{Cbor::uint(15), Cbor::uint(1)}})));
  CHECK(opens(with_claim(1, Cbor::text("did:example:1"))));
  CHECK_FALSE(opens(with_claim(1, Cbor::uint(1))));
  CHECK_FALSE(opens(with_claim(3, Cbor::array({}))));
  CHECK_FALSE(opens(with_claim(3, Cbor::array({Cbor::uint(1)}))));
  CHECK(opens(with_claim(4, Cbor::uint(253'402'300'799))));
  CHECK_FALSE(opens(with_claim(4, Cbor::uint(253'402'300'800))));
  CHECK_FALSE(opens(with_claim(6, Cbor::integer(-1))));
  CHECK_FALSE(opens(with_claim(5, Cbor::text("now"))));
}

TEST_CASE("a header has so many labels and no more") {
  const auto labels = [](std::uint64_t count) {
    Cbor::Map map;
    for (std::uint64_t i = 0; i < count; ++i) map.emplace_back(Cbor::uint(100 + i), Cbor());
    return map;
  };
  CHECK(opens(header(labels(labels_max - 1))));
  CHECK_FALSE(opens(header(labels(labels_max))));
  CHECK(opens(header(), Cbor::map(labels(labels_max))));
  CHECK_FALSE(opens(header(), Cbor::map(labels(labels_max + 1))));
}

TEST_CASE("what is no COSE_Sign1 is refused: other CBOR, a detached payload, too many bytes") {
  for (const auto* hex : {"", "d2", "a0", "80", "84", "8443a10126a0f64100", "8441a0a041784100",
                          "8540a0417841004100", "d28443a10126a0417841", "8443a10126a041784100aa"}) {
    CAPTURE(hex);
    CHECK_FALSE(open_sign1(*encoding::decode_hex(hex)));
  }
  CHECK_FALSE(is_sign1(bytes_of("{}")));
  CHECK(open_sign1(Bytes(sign1_bytes_max + 1)).error().code == malformed);
  const auto signer = signer_of(Algorithm::ed25519);
  CHECK(sign_sign1(Bytes(sign1_bytes_max - 200), {}, *signer));
  CHECK(sign_sign1(Bytes(sign1_bytes_max), {}, *signer).error().code == malformed);
  const Sign1Options long_one{.key_id = std::string(header_bytes_max, 'k')};
  CHECK(sign_sign1(bytes_of("x"), long_one, *signer).error().code == malformed);
}

TEST_CASE("an algorithm that is not known here verifies nothing, and has no name") {
  auto opened = open_sign1(made_of(header()));
  REQUIRE(opened);
  opened->algorithm = -5;
  CHECK(verify_sign1(*opened, example_key()).error().code == unsupported_algorithm);
  CHECK(algorithm_name(-5) == "COSE -5");
}

}  // namespace waarmerk::cose
