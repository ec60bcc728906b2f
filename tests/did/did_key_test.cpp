#include "did/did_key.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/multibase.hpp"
#include "crypto/encoding/multicodec.hpp"
#include "crypto/keys/multikey.hpp"

namespace waarmerk::did {
namespace {

constexpr std::string_view ed25519 = "z6MkmkEwA6eeJUiFAxcXLipNet6Fo7xzAoh8Zpc9Uf2ProYi";
constexpr std::string_view p256 = "zDnaewYaEC2WydQuKF6fNLb9C65jwGHePPXKdgdJMTuAUAYdH";

Result<DidDocument> resolve(const std::string& id) {
  return resolve_did_key(Did::parse("did:key:" + id).value());
}

std::string coded(std::uint64_t codec, std::size_t size) {
  const auto bytes = encoding::with_codec(encoding::Multicodec{codec}, Bytes(size, 3));
  return encoding::encode_multibase(encoding::Base::base58btc, bytes);
}

}  // namespace

TEST_CASE("a did:key expands to a document with one method for all that signs") {
  for (const std::string& key : {std::string(ed25519), std::string(p256)}) {
    CAPTURE(key);
    const auto document = resolve(key);
    REQUIRE(document);
    const std::string id = "did:key:" + key + "#" + key;
    CHECK(document->id().text() == "did:key:" + key);
    REQUIRE(document->methods().size() == 1);
    CHECK(document->methods()[0].id == id);
    CHECK(document->methods()[0].type == "Multikey");
    CHECK(document->methods()[0].key == keys::parse_multikey(key).value());
    CHECK(document->allows(id, Purpose::authentication));
    CHECK(document->allows(id, Purpose::assertion_method));
    CHECK(document->allows(id, Purpose::capability_invocation));
    CHECK(document->allows(id, Purpose::capability_delegation));
    CHECK_FALSE(document->allows(id, Purpose::key_agreement));
  }
}

TEST_CASE("the did:key of a key leads back to the key") {
  const auto key = keys::parse_multikey(ed25519).value();
  CHECK(did_key_of(key).text() == "did:key:" + std::string(ed25519));
  CHECK(did_key_method_of(key).did() == did_key_of(key));
  CHECK(did_key_method_of(key).fragment() == ed25519);
  const auto document = resolve_did_key(did_key_of(key));
  REQUIRE(document);
  CHECK(document->find_method(did_key_method_of(key).text())->key == key);
}

TEST_CASE("an X25519 did:key serves key agreement and nothing else") {
  const auto document = resolve("z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F");
  REQUIRE(document);
  REQUIRE(document->methods().size() == 1);
  const auto& method = document->methods()[0];
  CHECK_FALSE(method.key);
  CHECK(document->allows(method.id, Purpose::key_agreement));
  CHECK_FALSE(document->allows(method.id, Purpose::assertion_method));
}

TEST_CASE("a did:key of a known kind needs the length of that kind") {
  for (const auto& [codec, size] : std::initializer_list<std::pair<std::uint64_t, std::size_t>>{
           {0xe7, 33}, {0xea, 48}, {0xeb, 96}, {0xec, 32}, {0xee, 144}}) {
    CAPTURE(codec);
    CHECK(resolve(coded(codec, size)));
    CHECK(resolve(coded(codec, size - 1)).error().code == wrong_key_length);
    CHECK(resolve(coded(codec, size + 1)).error().code == wrong_key_length);
  }
  // A kind that we can use must also be a point of its curve.
  CHECK(resolve(coded(0x1202, 66)).error().code == wrong_key_length);
  for (const std::size_t size : {0U, 31U, 33U}) {
    CHECK(resolve(coded(0xed, size)).error().code == wrong_key_length);
  }
  CHECK(resolve(coded(0x1200, 32)).error().code == wrong_key_length);
  CHECK(resolve(coded(0x1201, 48)).error().code == wrong_key_length);
}

TEST_CASE("what holds no key is no did:key") {
  const std::string key(ed25519);
  for (const std::string& id :
       {std::string("z"), std::string("z6Mk"), key.substr(1), "m" + key.substr(1),
        "Z" + key.substr(1), key + "1", key.substr(0, key.size() - 1), key + "0", "1.1:" + key,
        "1:" + key, key + "%41", coded(0x1200, 33), coded(0x1201, 49), coded(0x1300, 32),
        coded(0x1306, 32), coded(0x12, 32), coded(0x7fff, 32)}) {
    CAPTURE(id);
    const auto document = resolve(id);
    REQUIRE_FALSE(document);
    CHECK(document.error().code == malformed);
  }
}

TEST_CASE("the same key in another base is no did:key") {
  const auto bytes = encoding::decode_multibase(ed25519).value();
  CHECK_FALSE(resolve(encoding::encode_multibase(encoding::Base::base64url, bytes)));
  CHECK_FALSE(resolve(encoding::encode_multibase(encoding::Base::base16, bytes)));
  CHECK(resolve(encoding::encode_multibase(encoding::Base::base58btc, bytes)));
}

}  // namespace waarmerk::did
