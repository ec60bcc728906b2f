// One key as Multikey, as JWK, as thumbprint and as did:key, made by other implementations.
#include <doctest/doctest.h>

#include <string>

#include "crypto/encoding/hex.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/keys/jwk.hpp"
#include "crypto/keys/multikey.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::keys {
namespace {

void check_key(const json::Reader& vector, const char* hex_name) {
  const std::string text = vector.get_string("publicKeyMultibase").value();
  const auto key = parse_multikey(text);
  REQUIRE(key);
  CHECK(print_multikey(*key) == text);
  CHECK(encoding::encode_hex(key->point()) == vector.get_string(hex_name).value());
  CHECK(vector.get_string("did").value() == "did:key:" + text);

  const auto jwk = vector.get_object("publicKeyJwk").value().value();
  CHECK(read_jwk(jwk) == *key);
  json::Writer writer;
  write_jwk(writer, *key);
  CHECK(read_jwk(json::parse(writer.text()).value().root()) == *key);
  CHECK(jwk_thumbprint(*key) == vector.get_string("jwkThumbprint").value());
}

}  // namespace

TEST_CASE("the Multikey vectors hold") {
  VECTORS_OR_SKIP(file, "did-key/multikey.json");
  const auto document = json::parse(tests::read_file(file)).value();
  int count = 0;
  for (const json::Reader& vector : json::Reader(document).one_or_many("cases")) {
    const std::string type = vector.get_string("type").value();
    CAPTURE(type);
    check_key(vector, type == "Ed25519" ? "publicKeyHex" : "publicKeyCompressedHex");
    ++count;
  }
  CHECK(count == 8);
}

}  // namespace waarmerk::keys
