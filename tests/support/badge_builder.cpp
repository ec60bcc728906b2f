#include "tests/support/badge_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/multikey.hpp"

namespace waarmerk::tests {

using namespace node::credential;

namespace {

std::shared_ptr<const keys::Signer> signer_of(std::uint8_t seed, keys::Algorithm algorithm) {
  Bytes secret(keys::secret_bytes_of(algorithm), seed);
  if (algorithm == keys::Algorithm::p521) secret.front() = 0;  // its numbers have seven bits less
  return keys::make_signer(keys::SecretKey::make(algorithm, secret).value());
}

}  // namespace

TestParty TestParty::with_key(std::uint8_t seed, keys::Algorithm algorithm) {
  auto signer = signer_of(seed, algorithm);
  const auto key = keys::print_multikey(signer->public_key());
  return {"did:key:" + key, "did:key:" + key + "#" + key, std::move(signer)};
}

TestParty TestParty::at_host(std::string_view host, std::uint8_t seed) {
  const auto did = "did:web:" + std::string(host);
  return {did, did + "#key-1", signer_of(seed, keys::Algorithm::ed25519)};
}

std::string TestParty::document(std::string_view purpose) const {
  json::Writer writer;
  writer.begin_object();
  writer.name("@context").begin_array().string("https://www.w3.org/ns/did/v1").end_array();
  writer.member("id", did);
  writer.name("verificationMethod").begin_array().begin_object();
  writer.member("id", method).member("type", "Multikey").member("controller", did);
  writer.member("publicKeyMultibase", keys::print_multikey(signer->public_key()));
  writer.end_object().end_array();
  writer.name(purpose).begin_array().string(method).end_array();
  writer.end_object();
  return writer.take();
}

json::Document parse_json(std::string_view text) {
  auto document = json::parse(text);
  REQUIRE_MESSAGE(document.has_value(), "not JSON: " << std::string(text.substr(0, 80)));
  return *document;
}

json::Document sample_achievement() {
  return parse_json(R"({
    "id": "urn:uuid:6f0d4a3e-1f5f-4a30-9a2e-4a5d8c0b7e11",
    "type": ["Achievement"],
    "achievementType": "CommunityService",
    "name": "Language café host",
    "description": "Welcomes newcomers at the language café and keeps the talk going, so that everyone has a turn.",
    "inLanguage": "en",
    "criteria": {
      "id": "https://library.example/badges/language-cafe/criteria",
      "narrative": "Hosted at least six evenings.\n\nPrepared a theme for each of them and **helped two others** to host their first."
    },
    "image": {
      "id": "https://library.example/badges/language-cafe.png",
      "type": "Image",
      "caption": "A cup with two speech balloons"
    },
    "tag": ["language", "volunteering", "welcome"],
    "alignment": [{
      "type": ["Alignment"],
      "targetName": "moderate a discussion",
      "targetUrl": "http://data.europa.eu/esco/skill/4c016a6b-0d4f-4a0b-8c0a-6b2f0b8f3a55",
      "targetFramework": "ESCO",
      "targetType": "ext:ESCO",
      "targetCode": "S1.2.1",
      "targetDescription": "Lead a discussion between two or more people and see to it that it stays on its subject."
    }, {
      "type": ["Alignment"],
      "targetName": "Speaking B1",
      "targetUrl": "https://www.coe.int/en/web/common-european-framework-reference-languages/level-descriptions",
      "targetFramework": "CEFR",
      "targetType": "ext:CEFR",
      "targetCode": "B1"
    }],
    "resultDescription": [{
      "id": "urn:uuid:11111111-2222-4333-8444-555555555555",
      "type": ["ResultDescription"],
      "name": "Hosting",
      "resultType": "RubricCriterionLevel",
      "requiredLevel": "urn:uuid:aaaaaaaa-2222-4333-8444-555555555555",
      "rubricCriterionLevel": [{
        "id": "urn:uuid:aaaaaaaa-2222-4333-8444-555555555555",
        "type": ["RubricCriterionLevel"],
        "name": "With help",
        "level": "1"
      }, {
        "id": "urn:uuid:bbbbbbbb-2222-4333-8444-555555555555",
        "type": ["RubricCriterionLevel"],
        "name": "On one's own",
        "level": "2"
      }]
    }],
    "ext:place": {"street": "Kept though we do not model it"}
  })");
}

Badge sample_badge(const TestParty& issuer) {
  Badge badge{.id = "urn:uuid:0b6d2f0e-7a52-4a6c-9f7b-8f3a6a1b8a11",
              .issuer = {.id = issuer.did,
                         .name = "Library of Breda",
                         .url = "https://library.example",
                         .email = "badges@library.example"},
              .achievement = sample_achievement(),
              .subject_id = TestParty::with_key(200).did,
              .valid_from = badge_issued};
  badge.awarded = badge_issued;
  badge.narrative = "Hosted eight evenings in the autumn of 2025.";
  badge.evidence = {{.id = "urn:uuid:cccccccc-2222-4333-8444-555555555555",
                     .name = "Diary of eight evenings",
                     .narrative = "Themes, numbers of guests, and what they said."}};
  badge.results = {{.id = "urn:uuid:dddddddd-2222-4333-8444-555555555555",
                    .result_description = "urn:uuid:11111111-2222-4333-8444-555555555555",
                    .achieved_level = "urn:uuid:bbbbbbbb-2222-4333-8444-555555555555"}};
  return badge;
}

Badge defined_badge(const TestParty& issuer) {
  auto badge = sample_badge(issuer);
  badge.achievement = json::without_member(badge.achievement.root(), "ext:place").value();
  return badge;
}

Badge with_status(Badge badge, std::uint64_t index, std::string_view purpose) {
  badge.statuses.push_back(
      {.purpose = std::string(purpose), .index = index, .list_url = std::string(list_url)});
  return badge;
}

json::Document sign(const json::Document& unsecured, const TestParty& signer, UnixTime created) {
  // The sample has a member that no context defines, which only canonical JSON covers.
  const SecureOptions options{
      .verification_method = signer.method, .created = created, .cryptosuite = "eddsa-jcs-2022"};
  auto secured = secure(unsecured, options, *signer.signer);
  REQUIRE(secured.has_value());
  return *secured;
}

json::Document issue(const Badge& badge, const TestParty& issuer) {
  auto unsecured = write_badge(badge);
  REQUIRE_MESSAGE(unsecured.has_value(), unsecured.error().path);
  return sign(*unsecured, issuer);
}

std::string list_text(const TestParty& issuer, const ListOptions& options) {
  auto list = StatusList::make().value();
  for (const auto index : options.set) REQUIRE(list.set(index, true).has_value());
  const StatusCredential credential{.id = options.id,
                                    .issuer = issuer.did,
                                    .purposes = options.purposes,
                                    .list = list,
                                    .valid_from = options.valid_from,
                                    .valid_until = options.valid_until,
                                    .ttl_ms = hour_ms};
  const auto unsecured = write_status_credential(credential);
  REQUIRE(unsecured.has_value());
  return std::string(sign(*unsecured, issuer).text());
}

Verdict verify_badge(std::string_view file, Documents& documents, VerificationOptions options) {
  Verification verification(file, options);
  drive(verification, documents);
  return verification.outcome();
}

Verdict verify_badge(std::string_view file) {
  Documents none;
  return verify_badge(file, none);
}

const Check* find_check(const std::vector<Check>& checks, std::string_view name) {
  const auto found = std::ranges::find_if(checks, [&](const Check& c) { return c.name() == name; });
  return found == checks.end() ? nullptr : &*found;
}

}  // namespace waarmerk::tests
