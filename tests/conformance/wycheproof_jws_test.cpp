// Project Wycheproof: JWS and JWK.
//
// Exceptions, all of them valid cases that are refused: algorithms that no badge of ours is signed
// with (HS*, PS*, RS384, RS512, ES512). What is invalid is refused without exception.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "crypto/jose/jws.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/keys/jwk.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::jose {
namespace {

struct Counts {
  int valid = 0;
  int invalid = 0;
  int other_algorithm = 0;

  int all() const { return valid + invalid + other_algorithm; }
};

Result<void> check(const nlohmann::json& jwk, const nlohmann::json& jws) {
  if (!jws.is_string()) return fail(malformed, "not compact");
  TRY(document, json::parse(jwk.dump()));
  TRY(key, keys::read_jwk(document.root()));
  TRY(opened, open_jws(jws.get<std::string>()));
  return verify_jws(opened, key);
}

bool is_ours(const nlohmann::json& jwk) {
  const auto name = jwk.value("alg", "");
  return name == "RS256" || name == "ES256" || name == "ES384" || name == "EdDSA";
}

/// The key of a group, or the one in its set that the case was made with.
nlohmann::json key_of(const nlohmann::json& group) {
  const auto& keys = group.contains("public") ? group.at("public") : group.at("private");
  return keys.contains("keys") ? keys.at("keys").at(0) : keys;
}

Counts check_file(const std::filesystem::path& file) {
  Counts counts;
  const auto root = nlohmann::json::parse(tests::read_file(file));
  for (const auto& group : root.at("testGroups")) {
    const auto jwk = key_of(group);
    for (const auto& test : group.at("tests")) {
      CAPTURE(test.at("tcId").get<int>());
      CAPTURE(test.at("comment").get<std::string>());
      const auto accepted = check(jwk, test.at("jws")).has_value();
      if (test.at("result") != "valid") {
        CHECK_FALSE(accepted);
        ++counts.invalid;
      } else if (is_ours(jwk)) {
        CHECK(accepted);
        ++counts.valid;
      } else {
        CHECK_FALSE(accepted);
        ++counts.other_algorithm;
      }
    }
  }
  return counts;
}

}  // namespace

TEST_CASE("Wycheproof: a JWS of our algorithms verifies, and nothing that is invalid") {
  VECTORS_OR_SKIP(folder, "wycheproof");
  const auto counts = check_file(folder / "json_web_signature_test.json");
  MESSAGE("JWS: ", counts.valid, " verified, ", counts.invalid, " refused, ",
          counts.other_algorithm, " of other algorithms");
  CHECK(counts.all() == 401);
  CHECK(counts.valid == 10);
}

TEST_CASE("Wycheproof: a JWK that is weak, for another purpose or broken verifies nothing") {
  VECTORS_OR_SKIP(folder, "wycheproof");
  const auto counts = check_file(folder / "json_web_key_test.json");
  MESSAGE("JWK: ", counts.valid, " verified, ", counts.invalid, " refused, ",
          counts.other_algorithm, " of other algorithms");
  CHECK(counts.all() == 26);
  CHECK(counts.valid == 1);
}

}  // namespace waarmerk::jose
