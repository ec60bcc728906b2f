// SD-JWT and SD-JWT VC: the examples of the specifications, and test cases of the reference
// implementation. Each is opened, verified, unpacked, and chosen from again.
// Exception: `header_mod` has a number as its `kid`, which must be a string (RFC 7515
// section 4.1.4), and is refused for that alone.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/jose/key_binding.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/keys/jwk.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::jose {
namespace {

struct Parties {
  keys::PublicKey issuer;
  keys::PublicKey holder;
  std::string verifier;
  std::string nonce;
};

/// The compact form of a case, which may be JSON.
std::string compact_of(const json::Reader& one, std::string_view name) {
  const auto value = one.value().find(name).value();
  if (const auto text = value.string()) {
    if (!text->starts_with('{')) return std::string(*text);
    return compact_sd_jwt(json::parse(*text).value().root()).value();
  }
  return compact_sd_jwt(value).value();
}

void check_binding(const SdJwt& shown, const Parties& parties) {
  CHECK(read_holder_key(shown.payload.root()).value() == parties.holder);
  const auto binding = verify_key_binding(shown.disclosed, parties.holder);
  REQUIRE(binding.has_value());
  CHECK(binding->nonce == parties.nonce);
  CHECK(binding->audience == parties.verifier);
  CHECK(verify_key_binding(shown.disclosed, parties.issuer).error().code == keys::bad_signature);
}

void check_case(const json::Reader& one, const Parties& parties) {
  const auto issued = open_sd_jwt(compact_of(one, "issuance"));
  REQUIRE(issued.has_value());
  CHECK(verify_jws(issued->jws, parties.issuer).has_value());
  CHECK(json::canonical(issued->payload.root()) ==
        json::canonical(one.value().find("sd_jwt_payload").value()));
  REQUIRE(unpack_sd_jwt(*issued).has_value());

  const auto shown = open_sd_jwt(compact_of(one, "presentation"));
  REQUIRE(shown.has_value());
  CHECK(verify_jws(shown->jws, parties.issuer).has_value());
  CHECK(verify_jws(shown->jws, parties.holder).error().code == keys::bad_signature);
  const auto unpacked = unpack_sd_jwt(*shown);
  REQUIRE_MESSAGE(unpacked.has_value(), unpacked.error().detail);
  CHECK(json::canonical(unpacked->payload.root()) ==
        json::canonical(one.value().find("verified_contents").value()));
  CHECK(one.find("key_binding")->value().boolean() == !shown->disclosed.key_binding.empty());
  if (!shown->disclosed.key_binding.empty()) check_binding(*shown, parties);

  // What the holder chose can be chosen again: everything that is shown, and nothing.
  CHECK(select_claims(*shown, unpacked->places) == shown->disclosed.text);
  const auto nothing = open_sd_jwt(select_claims(*issued, {}).value());
  CHECK(nothing->disclosed.disclosures.empty());
  CHECK(unpack_sd_jwt(*nothing).has_value());
}

int check_file(const std::filesystem::path& file) {
  const auto document = json::parse(tests::read_file(file)).value();
  const json::Reader root(document);
  const Parties parties{.issuer = keys::read_jwk(root.find("issuer_public_jwk")->value()).value(),
                        .holder = keys::read_jwk(root.find("holder_public_jwk")->value()).value(),
                        .verifier = root.get_string("verifier").value(),
                        .nonce = root.get_string("kb_nonce").value()};
  int count = 0;
  for (const auto& one : root.one_or_many("cases")) {
    const auto name = one.get_string("name").value();
    CAPTURE(name);
    ++count;
    if (name == "header_mod") {
      CHECK(open_sd_jwt(compact_of(one, "issuance")).error().path == "$.kid");
      continue;
    }
    check_case(one, parties);
  }
  return count;
}

}  // namespace

TEST_CASE("SD-JWT: each case of the published vectors holds") {
  VECTORS_OR_SKIP(folder, "sd-jwt");
  const int tests = check_file(folder / "sd-jwt-python.json");
  const int examples = check_file(folder / "sd-jwt-spec-examples.json");
  const int credentials = check_file(folder / "sd-jwt-vc-spec-examples.json");
  MESSAGE("SD-JWT: ", tests, " + ", examples, " + ", credentials, " cases");
  CHECK(tests == 16);
  CHECK(examples == 14);
  CHECK(credentials == 3);
}

}  // namespace waarmerk::jose
