#include "node/credential/sd_jwt_badge.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/keys/jwk.hpp"
#include "node/credential/badge_file.hpp"
#include "node/credential/badge_view.hpp"
#include "node/credential/sd_jwt_vc.hpp"
#include "node/credential/token_status_list.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/seeded_random.hpp"

using namespace waarmerk;
using namespace waarmerk::node::credential;
using tests::Documents;
using tests::TestParty;

namespace {

TestParty issuer() { return TestParty::with_key(1); }
TestParty holder() { return TestParty::with_key(200, keys::Algorithm::p256); }

StatusEntry place() {
  return {.purpose = {},
          .index = 5,
          .list_url = std::string(tests::list_url),
          .kind = StatusKind::token};
}

Badge badge() {
  auto made = tests::sample_badge(issuer());
  made.subject_id = holder().did;
  return made;
}

Result<json::Document> secured(const Badge& made) {
  tests::SeededRandom random(1);
  return secure_sd_jwt_badge(write_badge(made).value(),
                             {.verification_method = issuer().method,
                              .created = tests::badge_issued,
                              .status = place(),
                              .holder = holder().signer->public_key()},
                             *issuer().signer, random);
}

/// Without its envelope.
std::string compact_of(const json::Document& envelope) {
  const std::string url(envelope.root().find("id")->string().value());
  const std::string start = "data:application/dc+sd-jwt,";
  REQUIRE(url.starts_with(start));
  return url.substr(start.size());
}

std::string list_with(std::uint8_t value) {
  auto list = TokenStatusList::make(65'536, 2).value();
  REQUIRE(list.set(place().index, value));
  const auto claims = write_status_token({.url = std::string(tests::list_url),
                                          .issuer = issuer().did,
                                          .issued = tests::badge_issued,
                                          .expires = tests::badge_now + day_ms,
                                          .ttl_ms = hour_ms,
                                          .list = std::move(list)});
  return jose::sign_jws(bytes_of(claims),
                        {.type = std::string(status_token_type), .key_id = issuer().method},
                        *issuer().signer)
      .value();
}

}  // namespace

TEST_CASE("a badge keeps its claims in an SD-JWT VC, and what a JWT has a claim for stands there") {
  const auto claims = sd_jwt_claims_of(write_badge(badge()).value(), place());
  REQUIRE_MESSAGE(claims, claims.error().detail);
  const auto root = claims->root();
  CHECK(root.find("vct")->string() == open_badge_vct);
  CHECK(root.find("iss")->string() == issuer().did);
  CHECK(root.find("sub")->string() == holder().did);
  CHECK(root.find("jti")->string() == badge().id);
  CHECK(root.find("nbf")->integer() == tests::badge_issued.ms / second_ms);
  CHECK_FALSE(root.find("exp"));
  const auto status = root.find("status")->find("status_list");
  CHECK(status->find("idx")->integer() == 5);
  CHECK(status->find("uri")->string() == tests::list_url);
  CHECK(root.find("achievement")->find("name"));
  CHECK(root.find("issuer")->find("name")->string() == "Library of Breda");
  for (const auto pointer : disclosable_of_badge) {
    if (pointer != "/identifier") CHECK(root.find(pointer.substr(1)));
  }
  for (const auto* name : {"@context", "type", "id", "credentialSubject", "credentialStatus",
                           "validFrom", "validUntil"}) {
    CHECK_FALSE(root.find(name));
  }
  const auto several = tests::parse_json(
      R"({"@context":["https://www.w3.org/ns/credentials/v2"],"type":["VerifiableCredential"],)"
      R"("issuer":"did:x:y","credentialSubject":[{"id":"a:b"},{"id":"a:c"}]})");
  CHECK(sd_jwt_claims_of(several, place()).error().code == malformed);
}

TEST_CASE("such a badge is genuine, is revoked, and is suspended, by the token that was given") {
  const auto made = secured(badge());
  REQUIRE_MESSAGE(made, made.error().detail);
  CHECK(json::print(*made->root().find("type")) == R"(["EnvelopedVerifiableCredential"])");
  const auto compact = compact_of(*made);
  Documents documents;
  const auto code = [&](std::uint8_t value) {
    documents.by_name[std::string(tests::list_url)] = list_with(value);
    CHECK(tests::verify_badge(made->text(), documents).code() ==
          tests::verify_badge(compact, documents).code());
    return std::string(tests::verify_badge(compact, documents).code());
  };
  CHECK(code(0) == "badge.genuine");
  CHECK(code(1) == "badge.revoked");
  CHECK(code(2) == "badge.suspended");
  // Who cannot be told of it does not call it genuine.
  Documents none;
  CHECK(tests::verify_badge(compact, none).code() == "badge.status_unknown");
}

TEST_CASE("it is bound to a key, and its holder keeps back what tells more of them") {
  const auto compact = compact_of(secured(badge()).value());
  const auto opened = jose::open_sd_jwt(compact).value();
  CHECK(opened.jws.type == "dc+sd-jwt");
  CHECK(opened.jws.key_id == issuer().method);
  CHECK(opened.disclosed.disclosures.size() == 4);
  const auto least = jose::select_claims(opened, std::vector<std::string>{}).value();
  CHECK_FALSE(least.contains("~W"));
  const auto shown = jose::unpack_sd_jwt(jose::open_sd_jwt(least).value()).value().payload;
  for (const auto pointer : disclosable_of_badge) CHECK_FALSE(shown.root().find(pointer.substr(1)));
  CHECK(shown.root().find("achievement")->find("name"));
  const auto key = keys::read_jwk(*shown.root().find("cnf")->find("jwk"));
  REQUIRE(key);
  CHECK(*key == holder().signer->public_key());
  Documents documents;
  documents.by_name[std::string(tests::list_url)] = list_with(0);
  CHECK(tests::verify_badge(least, documents).code() == "badge.genuine");
  auto bare = badge();
  bare.narrative.clear();
  bare.evidence.clear();
  bare.results.clear();
  bare.awarded.reset();
  CHECK(jose::open_sd_jwt(compact_of(secured(bare).value()))->disclosed.disclosures.empty());
}

TEST_CASE("its file has it out of its envelope, and back into the same") {
  const auto made = secured(badge()).value();
  const auto file = unwrap_badge(made.text());
  REQUIRE(file);
  CHECK(file->form == FileForm::jws);
  CHECK(file->text == compact_of(made));
  CHECK(tests::parse_json(envelop(file->text)).root().find("id")->string() ==
        made.root().find("id")->string());
}

TEST_CASE("it is shown as any other badge is") {
  const auto opened = open(compact_of(secured(badge()).value())).value();
  const auto credential = read_secured(opened);
  REQUIRE(credential);
  CHECK(credential->issuer_name == "Library of Breda");
  const auto view = view_credential(*credential);
  CHECK(view.name == "Language café host");
  CHECK(view.subject == holder().did);
  CHECK(view.narrative == badge().narrative);
  CHECK(view.evidence.size() == 1);
  CHECK(view.results.size() == 1);
}
