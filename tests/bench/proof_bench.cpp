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
#include "tests/bench/open_badge.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk {
namespace {

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
  const auto document = json::parse(open_badge).value();
  const auto secured = proof::add_proof(document, options_for(*signer), *signer).value();
  const std::string text(secured.text());
  for (auto _ : state) {
    if (!verify_text(text)) state.SkipWithError("the badge does not verify");
  }
  state.counters["badge_bytes"] = static_cast<double>(text.size());
}

void issue_eddsa_jcs_2022(benchmark::State& state) {
  const auto signer = issuer();
  const auto document = json::parse(open_badge).value();
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
