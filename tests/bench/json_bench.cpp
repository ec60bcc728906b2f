// What a badge of about 3 KB costs to parse and to put into its canonical form, which each check of
// a signature does once.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"

namespace waarmerk::json {
namespace {

constexpr std::string_view badge =
    R"({
  "@context": [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
  ],
  "id": "urn:uuid:6f1c8a52-3a0e-4c0b-9d2f-0b1f3f5f7a11",
  "type": ["VerifiableCredential", "OpenBadgeCredential"],
  "name": "Digitale basisvaardigheden",
  "description": "Deze badge toont aan dat de houder veilig en zelfstandig met een computer )"
    R"(werkt.",
  "issuer": {
    "id": "did:web:bibliotheek.example",
    "type": ["Profile"],
    "name": "Bibliotheek aan de Vecht",
    "url": "https://bibliotheek.example/",
    "email": "badges@bibliotheek.example",
    "image": {"id": "https://bibliotheek.example/logo.png", "type": "Image", "caption": "Logo"}
  },
  "validFrom": "2026-03-03T10:12:00Z",
  "validUntil": "2031-03-03T10:12:00Z",
  "credentialSubject": {
    "id": "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK",
    "type": ["AchievementSubject"],
    "activityStartDate": "2026-01-12T09:00:00Z",
    "activityEndDate": "2026-02-27T16:30:00Z",
    "achievement": {
      "id": "https://bibliotheek.example/achievements/digitale-basis",
      "type": ["Achievement"],
      "name": "Digitale basisvaardigheden",
      "achievementType": "Course",
      "creditsAvailable": 2.5,
      "inLanguage": "nl",
      "description": "Twaalf bijeenkomsten over e-mail, veilig internetten en overheidszaken )"
    R"(online.",
      "criteria": {
        "id": "https://bibliotheek.example/achievements/digitale-basis#criteria",
        "narrative": "De deelnemer was bij ten minste tien bijeenkomsten aanwezig,\nmaakte de )"
    R"(eindopdracht en liet zien:\n\n* een bijlage te versturen;\n* een wachtwoordkluis te )"
    R"(gebruiken;\n* een afspraak te maken met de gemeente via \"DigiD\"."
      },
      "image": {"id": "https://bibliotheek.example/badges/basis.png", "type": "Image", )"
    R"("caption": "Een blauwe zeshoek met een beeldscherm"},
      "tag": ["computer", "internet", "veiligheid"],
      "alignment": [
        {
          "type": ["Alignment"],
          "targetCode": "S5.6.1",
          "targetName": "browse, search and filter data, information and digital content",
          "targetUrl": "http://data.europa.eu/esco/skill/a8c5b1d7-5d3a-4e0b-9f1e-2b6a7c8d9e0f",
          "targetFramework": "ESCO",
          "targetType": "CTDL"
        }
      ],
      "resultDescription": [
        {
          "id": "urn:uuid:0f4e6a1e-55b0-4f7a-8a1b-7c2d9e3f4a5b",
          "type": ["ResultDescription"],
          "name": "Eindopdracht",
          "resultType": "Percent",
          "valueMin": "0",
          "valueMax": "100"
        }
      ]
    },
    "result": [
      {
        "type": ["Result"],
        "resultDescription": "urn:uuid:0f4e6a1e-55b0-4f7a-8a1b-7c2d9e3f4a5b",
        "value": "87"
      }
    ]
  },
  "evidence": [
    {
      "id": "https://bibliotheek.example/evidence/1842",
      "type": ["Evidence"],
      "name": "Eindopdracht",
      "narrative": "Een verslag met schermafdrukken van de gemaakte afspraak."
    }
  ],
  "credentialStatus": {
    "id": "https://bibliotheek.example/status/1#48213",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "48213",
    "statusListCredential": "https://bibliotheek.example/status/1"
  },
  "proof": {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-jcs-2022",
    "created": "2026-03-03T10:12:00Z",
    "verificationMethod": "did:web:bibliotheek.example#key-1",
    "proofPurpose": "assertionMethod",
    "proofValue": )"
    R"("z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme"
  }
})";

void parse_badge(benchmark::State& state) {
  for (auto _ : state) {
    const auto document = parse(badge);
    benchmark::DoNotOptimize(document);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(badge.size()));
}

void canonicalize_badge(benchmark::State& state) {
  const auto document = parse(badge);
  if (!document) return state.SkipWithError("the badge does not parse");
  std::string text;
  for (auto _ : state) {
    text.clear();
    canonical_without(document->root(), "proof", text);
    benchmark::DoNotOptimize(text);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

[[maybe_unused]] const auto* const registered_parse =
    benchmark::RegisterBenchmark("json/parse", parse_badge);
[[maybe_unused]] const auto* const registered_canonical =
    benchmark::RegisterBenchmark("json/canonical", canonicalize_badge);

}  // namespace
}  // namespace waarmerk::json
