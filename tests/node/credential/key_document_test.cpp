#include "node/credential/key_document.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/writer.hpp"
#include "crypto/keys/jwk.hpp"
#include "crypto/keys/multikey.hpp"
#include "tests/support/badge_builder.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;

namespace {

keys::PublicKey key(std::uint8_t seed) {
  return tests::TestParty::with_key(seed).signer->public_key();
}

std::string jwk(std::uint8_t seed, const std::string& kid = {}) {
  json::Writer writer;
  keys::write_jwk(writer, key(seed));
  auto text = writer.take();
  return kid.empty() ? text : R"({"kid":")" + kid + "\"," + text.substr(1);
}

const std::string url = "https://school.example/keys#two";

}  // namespace

TEST_CASE("a key stands alone, in a set, in a method, or in a document of methods") {
  const std::string set = R"({"keys":[)" + jwk(1, "one") + "," + jwk(2, "two") + "]}";
  CHECK(read_key_document(jwk(1), url).value() == key(1));
  CHECK(read_key_document(set, url).value() == key(2));
  CHECK(read_key_document(R"({"keys":[)" + jwk(2, url) + "]}", url).value() == key(2));
  CHECK(read_key_document(R"({"keys":[)" + jwk(1) + "]}", "https://school.example/keys").value() ==
        key(1));
  const std::string method = R"({"id":")" + url + R"(","publicKeyJwk":)" + jwk(2) + "}";
  CHECK(read_key_document(method, url).value() == key(2));
  CHECK(read_key_document(R"({"verificationMethod":[)" + method + "]}", url).value() == key(2));
  CHECK(read_key_document(R"({"publicKeyMultibase":")" + keys::print_multikey(key(3)) + "\"}", url)
            .value() == key(3));
}

TEST_CASE("a document without the key, and what is no document, are refused") {
  for (const std::string& text : {std::string("hello"), std::string("[]"), std::string("{}"),
                                  R"({"keys":[)" + jwk(1, "one") + "," + jwk(3, "three") + "]}",
                                  R"({"keys":[)" + jwk(1, "one") + "]}",
                                  std::string(R"({"keys":[]})"), std::string(R"({"keys":5})")}) {
    CAPTURE(text);
    CHECK(read_key_document(text, url).error().code == bad_key_document);
  }
  CHECK(read_key_document(R"({"kty":"oct"})", url).error().code == keys::unsupported_key);
  CHECK(read_key_document(std::string(key_document_bytes_max, ' ') + jwk(1), url).error().code ==
        bad_key_document);
}

TEST_CASE("a key's URL is one of the web, and is asked for without its fragment") {
  CHECK(is_key_url(url));
  CHECK(is_key_url("http://school.example/key"));
  for (const std::string_view other : {"", "did:x:y#1", "urn:key", "https:", "file:///etc/key"}) {
    CAPTURE(other);
    CHECK_FALSE(is_key_url(other));
  }
  CHECK(key_document_url(url) == "https://school.example/keys");
}

TEST_CASE("one origin is one https host and port") {
  CHECK(is_same_origin("https://a.example/x", "https://a.example/y#z"));
  CHECK(is_same_origin("https://a.example:8443", "https://a.example:8443/"));
  for (const auto& [left, right] :
       {std::pair{"https://a.example/x", "https://b.example/x"},
        std::pair{"https://a.example", "https://a.example:8443"},
        std::pair{"https://a.example", "https://a.example.evil.example"},
        std::pair{"http://a.example", "http://a.example"}, std::pair{"https://", "https://"},
        std::pair{"https://a.example@evil.example", "https://a.example@evil.example"},
        std::pair{"did:web:a.example", "did:web:a.example"}, std::pair{"", ""}}) {
    CAPTURE(left);
    CHECK_FALSE(is_same_origin(left, right));
  }
}
