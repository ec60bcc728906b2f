#include "tests/bench/badge.hpp"

#include <array>
#include <cstdint>

#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/secret_key.hpp"

namespace waarmerk::bench {
namespace {

namespace credential = node::credential;

json::Document achievement() {
  return json::parse(R"({
    "id": "urn:uuid:6f0d4a3e-1f5f-4a30-9a2e-4a5d8c0b7e11",
    "type": ["Achievement"],
    "achievementType": "CommunityService",
    "name": "Language café host",
    "description": "Welcomes newcomers at the language café and keeps the talk going.",
    "inLanguage": "en",
    "criteria": {
      "id": "https://library.example/badges/language-cafe/criteria",
      "narrative": "Hosted at least six evenings.\n\nPrepared a theme for each of them and helped two others to host their first one, from the invitation to the last cup of tea."
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
      "targetDescription": "Lead a discussion between two or more people and see to it that it stays on its subject."
    }, {
      "type": ["Alignment"],
      "targetName": "Speaking B1",
      "targetUrl": "https://www.coe.int/en/web/common-european-framework-reference-languages/level-descriptions",
      "targetFramework": "CEFR",
      "targetType": "ext:CEFR",
      "targetCode": "B1"
    }]
  })")
      .value();
}

}  // namespace

std::unique_ptr<keys::Signer> make_issuer() {
  std::array<std::uint8_t, 32> secret;
  secret.fill(1);
  return keys::make_signer(keys::SecretKey::make(keys::Algorithm::ed25519, secret).value());
}

credential::Badge make_badge(const keys::Signer& issuer) {
  credential::Badge badge{.id = "urn:uuid:0b6d2f0e-7a52-4a6c-9f7b-8f3a6a1b8a11",
                          .issuer = {.id = "did:key:" + keys::print_multikey(issuer.public_key()),
                                     .name = "Library of Breda",
                                     .url = "https://library.example",
                                     .email = "badges@library.example"},
                          .achievement = achievement(),
                          .subject_id = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
                          .valid_from = now - day_ms};
  badge.evidence = {{.id = "urn:uuid:cccccccc-2222-4333-8444-555555555555",
                     .name = "Diary of eight evenings",
                     .narrative = "Themes, numbers of guests, and what they said."}};
  return badge;
}

credential::SecureOptions securing_of(const keys::Signer& issuer) {
  const auto key = keys::print_multikey(issuer.public_key());
  return {.verification_method = "did:key:" + key + "#" + key, .created = now - day_ms};
}

std::string signed_badge() {
  const auto issuer = make_issuer();
  const auto unsecured = credential::write_badge(make_badge(*issuer)).value();
  return std::string(credential::secure(unsecured, securing_of(*issuer), *issuer)->text());
}

}  // namespace waarmerk::bench
