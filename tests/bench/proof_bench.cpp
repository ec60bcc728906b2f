// What a Data Integrity proof costs beside the bare signature check: from the text of a badge of
// about 3 KB to a verdict on its signature, and from a badge to its signed text.
#include <benchmark/benchmark.h>
#include <sodium.h>

#include <memory>
#include <string>
#include <string_view>

#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk {
namespace {

constexpr std::string_view badge = R"json({
  "@context": [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
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

std::unique_ptr<keys::Signer> issuer() {
  tests::SeededRandom random;
  return keys::make_signer(keys::SecretKey::generate(keys::Algorithm::ed25519, random));
}

proof::ProofOptions options_for(const keys::Signer& signer) {
  const std::string key = keys::print_multikey(signer.public_key());
  return {.verification_method = "did:key:" + key + "#" + key,
          .created = UnixTime{1'772'532'720'000}};
}

/// All that stands between the text of a badge and a checked signature.
Result<void> verify_text(std::string_view text) {
  TRY(document, json::parse(text));
  TRY(proofs, proof::read_proofs(document.root()));
  const proof::DataIntegrityProof& proof = proofs.front();
  const std::string_view method = proof.verification_method;
  TRY(key, keys::parse_multikey(method.substr(method.find('#') + 1)));
  return proof::verify_proof(document.root(), proof, key);
}

void raw_verify(benchmark::State& state) {
  const auto signer = issuer();
  const Bytes message(64, 7);
  const Bytes signature = signer->sign(message).value();
  const ByteView point = signer->public_key().point();
  for (auto _ : state) {
    if (crypto_sign_verify_detached(signature.data(), message.data(), message.size(),
                                    point.data()) != 0) {
      state.SkipWithError("the signature does not verify");
    }
  }
}

void raw_sign(benchmark::State& state) {
  const Bytes message(64, 7);
  const Bytes seed(crypto_sign_SEEDBYTES, 1);
  ByteArray<crypto_sign_PUBLICKEYBYTES> point;
  ByteArray<crypto_sign_SECRETKEYBYTES> key;
  ByteArray<crypto_sign_BYTES> signature;
  crypto_sign_seed_keypair(point.data(), key.data(), seed.data());
  for (auto _ : state) {
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), key.data());
    benchmark::DoNotOptimize(signature);
  }
}

void verify_eddsa_jcs_2022(benchmark::State& state) {
  const auto signer = issuer();
  const auto document = json::parse(badge).value();
  const auto secured = proof::add_proof(document, options_for(*signer), *signer).value();
  const std::string text(secured.text());
  for (auto _ : state) {
    if (!verify_text(text)) state.SkipWithError("the badge does not verify");
  }
  state.counters["badge_bytes"] = static_cast<double>(text.size());
}

void issue_eddsa_jcs_2022(benchmark::State& state) {
  const auto signer = issuer();
  const auto document = json::parse(badge).value();
  const proof::ProofOptions options = options_for(*signer);
  for (auto _ : state) {
    const auto secured = proof::add_proof(document, options, *signer);
    if (!secured) state.SkipWithError("the badge is not signed");
    benchmark::DoNotOptimize(secured->text().data());
  }
}

BENCHMARK(raw_verify)->Name("raw/ed25519-verify");
BENCHMARK(raw_sign)->Name("raw/ed25519-sign");
BENCHMARK(verify_eddsa_jcs_2022)->Name("verify/eddsa-jcs-2022");
BENCHMARK(issue_eddsa_jcs_2022)->Name("issue/eddsa-jcs-2022");

}  // namespace
}  // namespace waarmerk
