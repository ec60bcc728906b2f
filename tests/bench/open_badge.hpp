// An Open Badge of about 3 KB, readable and as it travels.
#pragma once

#include <string>
#include <string_view>

#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk {

inline constexpr std::string_view open_badge = R"json({
  "@context": [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
  ],
  "id": "urn:uuid:3f0a2c9e-7f0e-4b4e-9a52-0d1a2b3c4d5e",
  "type": ["VerifiableCredential", "OpenBadgeCredential"],
  "name": "Digitale vaardigheden: veilig online",
  "description": "De houder kan veilig omgaan met wachtwoorden, herkent phishing en beschermt de eigen privacy bij het gebruik van digitale overheidsdiensten.",
  "issuer": {
    "id": "did:web:bibliotheek.example",
    "type": ["Profile"],
    "name": "Bibliotheek aan de Vecht",
    "url": "https://bibliotheek.example/",
    "email": "badges@bibliotheek.example",
    "image": {"id": "https://bibliotheek.example/logo.png", "type": "Image"}
  },
  "validFrom": "2026-03-03T10:12:00Z",
  "validUntil": "2031-03-03T10:12:00Z",
  "credentialSubject": {
    "type": ["AchievementSubject"],
    "id": "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
    "achievement": {
      "id": "https://bibliotheek.example/v1/achievements/veilig-online",
      "type": ["Achievement"],
      "achievementType": "Badge",
      "name": "Veilig online",
      "description": "Drie bijeenkomsten van twee uur en een praktijkopdracht, afgerond met een gesprek.",
      "inLanguage": "nl",
      "version": "2026.1",
      "tag": ["digitale vaardigheden", "privacy", "veiligheid", "basisvaardigheden"],
      "criteria": {
        "id": "https://bibliotheek.example/criteria/veilig-online",
        "narrative": "De deelnemer\n1. maakt een sterk wachtwoord en gebruikt een wachtwoordkluis;\n2. herkent vier van vijf valse e-mails;\n3. stelt tweestapsverificatie in voor één eigen account;\n4. legt uit welke gegevens een app vraagt en waarom."
      },
      "image": {
        "id": "https://bibliotheek.example/badges/veilig-online.png",
        "type": "Image",
        "caption": "Een slot met een vinkje"
      },
      "alignment": [
        {
          "type": ["Alignment"],
          "targetName": "protecting personal data and privacy",
          "targetUrl": "http://data.europa.eu/esco/skill/c3f8a3b0-9f0d-4c5e-8d0a-5b1e2f3a4b5c",
          "targetFramework": "ESCO",
          "targetType": "ext:ESCOSkill"
        },
        {
          "type": ["Alignment"],
          "targetName": "DigComp 2.2: 4.2 Protecting personal data and privacy",
          "targetUrl": "https://publications.jrc.ec.europa.eu/repository/handle/JRC128415",
          "targetFramework": "DigComp",
          "targetType": "CFItem"
        }
      ]
    },
    "result": [{"type": ["Result"], "value": "voldaan", "status": "Completed"}]
  },
  "evidence": [
    {
      "id": "https://bibliotheek.example/evidence/7d1f",
      "type": ["Evidence"],
      "name": "Praktijkopdracht",
      "narrative": "Een eigen veiligheidsplan, besproken met de docent.",
      "genre": "Portfolio"
    }
  ],
  "credentialStatus": {
    "id": "https://bibliotheek.example/status/1#40213",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "40213",
    "statusListCredential": "https://bibliotheek.example/status/1"
  },
  "credentialSchema": [
    {
      "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
      "type": "1EdTechJsonSchemaValidator2019"
    }
  ]
})json";

/// The same without the white space: what an issuer sends, and what is measured.
inline const std::string& compact_badge() {
  static const std::string text = json::print(json::parse(open_badge)->root());
  return text;
}

}  // namespace waarmerk
