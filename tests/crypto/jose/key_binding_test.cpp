#include "crypto/jose/key_binding.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/keys/secret_key.hpp"
#include "tests/support/seeded_random.hpp"

using namespace waarmerk;
using namespace waarmerk::jose;

namespace {

std::unique_ptr<keys::Signer> signer(std::uint64_t seed,
                                     keys::Algorithm algorithm = keys::Algorithm::p256) {
  tests::SeededRandom random(seed);
  return keys::make_signer(keys::SecretKey::generate(algorithm, random));
}

Disclosed shown() { return {.text = "a.b.c~d~"}; }

const KeyBinding binding{
    .audience = "https://verifier.example", .nonce = "n-1", .issued = UnixTime{1'772'532'720'000}};

/// A KB-JWT with these claims and this type, by hand.
Disclosed with(std::string_view claims, std::string_view type = "kb+jwt") {
  auto disclosed = shown();
  disclosed.key_binding =
      sign_jws(bytes_of(claims), {.type = std::string(type)}, *signer(1)).value();
  return disclosed;
}

}  // namespace

TEST_CASE("a key binding holds for its holder, its disclosures and nobody else") {
  for (const auto algorithm : {keys::Algorithm::p256, keys::Algorithm::ed25519}) {
    const auto holder = signer(1, algorithm);
    const auto text = bind_key(shown(), binding, *holder);
    REQUIRE(text.has_value());
    auto disclosed = shown();
    disclosed.key_binding = text->substr(disclosed.text.size());
    const auto found = verify_key_binding(disclosed, holder->public_key());
    REQUIRE(found.has_value());
    CHECK(found->audience == binding.audience);
    CHECK(found->nonce == binding.nonce);
    CHECK(found->issued == binding.issued);
    CHECK(verify_key_binding(disclosed, signer(2, algorithm)->public_key()).error().code ==
          keys::bad_signature);
    disclosed.text = "a.b.c~";
    CHECK(verify_key_binding(disclosed, holder->public_key()).error().code == bad_key_binding);
  }
}

TEST_CASE("a key binding of another type, or without one of its claims, is refused") {
  const auto key = signer(1)->public_key();
  const auto hash = sd_digest(SdHash::sha256, shown().text);
  const auto claims = R"({"iat":1,"aud":"a","nonce":"n","sd_hash":")" + hash + "\"}";
  CHECK(verify_key_binding(with(claims), key).has_value());
  CHECK(verify_key_binding(with(claims, "JWT"), key).error().code == bad_key_binding);
  CHECK(verify_key_binding(with(claims, ""), key).error().code == bad_key_binding);
  CHECK(verify_key_binding(shown(), key).error().code == bad_key_binding);
  for (const std::string& lacking :
       {R"({"aud":"a","nonce":"n","sd_hash":")" + hash + "\"}",
        R"({"iat":1,"nonce":"n","sd_hash":")" + hash + "\"}",
        R"({"iat":1,"aud":"a","sd_hash":")" + hash + "\"}",
        R"({"iat":1,"aud":["a","b"],"nonce":"n","sd_hash":")" + hash + "\"}",
        std::string(R"({"iat":1,"aud":"a","nonce":"n"})"), std::string("[]")}) {
    CAPTURE(lacking);
    CHECK(verify_key_binding(with(lacking), key).error().code == bad_key_binding);
  }
}

TEST_CASE("the holder's key is a JWK in cnf") {
  const auto read = [](std::string_view text) {
    return read_holder_key(json::parse(text).value().root());
  };
  CHECK(read(R"({"cnf":{"jwk":{"kty":"OKP","crv":"Ed25519",)"
             R"("x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}}})")
            .has_value());
  CHECK(read("{}").error().code == no_holder_key);
  CHECK(read(R"({"cnf":{"kid":"1"}})").error().code == no_holder_key);
  CHECK(read(R"({"cnf":"x"})").error().code == no_holder_key);
  CHECK(read(R"({"cnf":{"jwk":{"kty":"oct"}}})").error().code == keys::unsupported_key);
}
