// What a Data Integrity proof costs beside the bare signature check: from the text of a badge of
// about 3 KB to a verdict on its signature, and from a badge to its signed text.
#include <benchmark/benchmark.h>
#include <sodium.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/json/parse.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "crypto/proof/selective_disclosure.hpp"
#include "crypto/rdf/canonicalize.hpp"
#include "tests/bench/turns.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk {
namespace {

std::unique_ptr<keys::Signer> issuer(keys::Algorithm algorithm = keys::Algorithm::ed25519) {
  tests::SeededRandom random;
  return keys::make_signer(keys::SecretKey::generate(algorithm, random));
}

proof::ProofOptions options_for(const keys::Signer& signer, const std::string& suite) {
  const std::string key = keys::print_multikey(signer.public_key());
  return {.cryptosuite = suite,
          .verification_method = "did:key:" + key + "#" + key,
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
  Turns<Signed> all([&](std::size_t i) { return bare_signature(i, *signer); });
  const ByteView point = signer->public_key().point();
  for (auto _ : state) {
    const auto& [message, signature] = all.next();
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

void verify(benchmark::State& state, const std::string& suite, keys::Algorithm algorithm) {
  const auto signer = issuer(algorithm);
  const auto options = options_for(*signer, suite);
  Turns<std::string> badges([&](std::size_t i) {
    const auto document = json::parse(badge_of(i)).value();
    return std::string(proof::add_proof(document, options, *signer).value().text());
  });
  for (auto _ : state) {
    if (!verify_text(badges.next())) state.SkipWithError("the badge does not verify");
  }
  state.counters["badge_bytes"] = static_cast<double>(badges.next().size());
}

void issue(benchmark::State& state, const std::string& suite, keys::Algorithm algorithm) {
  const auto signer = issuer(algorithm);
  const auto document = json::parse(compact_badge()).value();
  const proof::ProofOptions options = options_for(*signer, suite);
  for (auto _ : state) {
    const auto secured = proof::add_proof(document, options, *signer);
    if (!secured) return state.SkipWithError("the badge is not signed");
    benchmark::DoNotOptimize(secured->text().data());
  }
}

Result<json::Document> base_proof(const keys::Signer& signer, Random& random) {
  return proof::add_base_proof(json::parse(compact_badge()).value(),
                               {.proof = options_for(signer, "ecdsa-sd-2023"),
                                .mandatory_pointers = {"/issuer", "/validFrom"}},
                               proof::BaseProofSecrets::draw(random), signer);
}

void issue_selective(benchmark::State& state) {
  const auto signer = issuer(keys::Algorithm::p256);
  tests::SeededRandom random;
  for (auto _ : state) {
    if (!base_proof(*signer, random)) state.SkipWithError("the badge is not signed");
  }
}

const std::vector<std::string> shown = {"/name", "/credentialSubject/achievement/name"};

void derive_selective(benchmark::State& state) {
  const auto signer = issuer(keys::Algorithm::p256);
  tests::SeededRandom random;
  const auto secured = base_proof(*signer, random).value();
  for (auto _ : state) {
    if (!proof::derive_proof(secured, shown)) state.SkipWithError("there is no derived proof");
  }
}

void verify_selective(benchmark::State& state) {
  const auto signer = issuer(keys::Algorithm::p256);
  tests::SeededRandom random;
  const auto derived = proof::derive_proof(base_proof(*signer, random).value(), shown).value();
  for (auto _ : state) {
    if (!verify_text(derived.text())) state.SkipWithError("the badge does not verify");
  }
  state.counters["badge_bytes"] = static_cast<double>(derived.text().size());
}

/// What an RDFC check does with the quads of the badge.
void hash_badge(benchmark::State& state) {
  const auto document = json::parse(compact_badge()).value();
  const auto dataset = jsonld::to_rdf(document.root()).value();
  for (auto _ : state) benchmark::DoNotOptimize(rdf::canonical_hash(dataset));
  state.counters["nquads_bytes"] =
      static_cast<double>(rdf::canonicalize(dataset).value_or("").size());
}

BENCHMARK(raw_verify)->Name("raw/ed25519-verify");
BENCHMARK(raw_sign)->Name("raw/ed25519-sign");
BENCHMARK(hash_badge)->Name("rdfc/badge-hash");

constexpr auto ed25519 = keys::Algorithm::ed25519;
constexpr auto p256 = keys::Algorithm::p256;
constexpr auto p384 = keys::Algorithm::p384;
BENCHMARK_CAPTURE(verify, 1, "eddsa-jcs-2022", ed25519)->Name("verify/eddsa-jcs-2022");
BENCHMARK_CAPTURE(verify, 2, "eddsa-rdfc-2022", ed25519)->Name("verify/eddsa-rdfc-2022");
BENCHMARK_CAPTURE(verify, 3, "ecdsa-jcs-2019", p256)->Name("verify/ecdsa-jcs-2019");
BENCHMARK_CAPTURE(verify, 4, "ecdsa-rdfc-2019", p256)->Name("verify/ecdsa-rdfc-2019");
BENCHMARK_CAPTURE(verify, 5, "ecdsa-rdfc-2019", p384)->Name("verify/ecdsa-rdfc-2019-p384");
BENCHMARK_CAPTURE(issue, 1, "eddsa-jcs-2022", ed25519)->Name("issue/eddsa-jcs-2022");
BENCHMARK_CAPTURE(issue, 2, "eddsa-rdfc-2022", ed25519)->Name("issue/eddsa-rdfc-2022");
BENCHMARK_CAPTURE(issue, 3, "ecdsa-rdfc-2019", p256)->Name("issue/ecdsa-rdfc-2019");
BENCHMARK_CAPTURE(issue, 4, "ecdsa-jcs-2019", p256)->Name("issue/ecdsa-jcs-2019");
BENCHMARK(verify_selective)->Name("verify/ecdsa-sd-2023");
BENCHMARK(issue_selective)->Name("issue/ecdsa-sd-2023");
BENCHMARK(derive_selective)->Name("derive/ecdsa-sd-2023");

}  // namespace
}  // namespace waarmerk
