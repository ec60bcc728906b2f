// What it costs to verify and to issue a badge of about 3 KB as a JWT and as an SD-JWT, beside the
// bare signature.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <string_view>

#include "crypto/jose/sd_jwt.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/keys/verify.hpp"
#include "tests/bench/turns.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk::jose {
namespace {

std::unique_ptr<keys::Signer> issuer(keys::Algorithm algorithm) {
  tests::SeededRandom random;
  return keys::make_signer(keys::SecretKey::generate(algorithm, random));
}

JwsOptions options_for(const keys::Signer& signer, std::string type) {
  const auto key = keys::print_multikey(signer.public_key());
  return {.type = std::move(type), .content_type = "vc", .key_id = "did:key:" + key + "#" + key};
}

Result<void> verify_signature(const Jws& jws) {
  const std::string_view method = jws.key_id;
  TRY(key, keys::parse_multikey(method.substr(method.find('#') + 1)));
  return verify_jws(jws, key);
}

/// All that stands between the text of a badge and a checked signature.
Result<void> verify_jwt(std::string_view text) {
  TRY(jws, open_jws(text));
  TRY(payload, json::parse(text_of(jws.payload)));
  benchmark::DoNotOptimize(payload.root());
  return verify_signature(jws);
}

Result<void> verify_sd_jwt(std::string_view text) {
  TRY(sd_jwt, open_sd_jwt(text));
  TRY(unpacked, unpack_sd_jwt(sd_jwt));
  benchmark::DoNotOptimize(unpacked.payload.root());
  return verify_signature(sd_jwt.jws);
}

const SdOptions hidden{.disclosable = {"/credentialSubject/id", "/credentialSubject/result",
                                       "/evidence", "/description", "/name"}};

Result<std::string> issue_sd(const json::Document& document, const JwsOptions& options,
                             const keys::Signer& signer, Random& random) {
  return issue_sd_jwt(document.root(), hidden, options, signer, random);
}

void raw_verify(benchmark::State& state, keys::Algorithm algorithm) {
  const auto signer = issuer(algorithm);
  Turns<Signed> all([&](std::size_t i) { return bare_signature(i, *signer); });
  for (auto _ : state) {
    const auto& [message, signature] = all.next();
    if (!keys::verify(signer->public_key(), message, signature)) state.SkipWithError("not good");
  }
}

void raw_sign(benchmark::State& state, keys::Algorithm algorithm) {
  const auto signer = issuer(algorithm);
  const Bytes message(64, 7);
  for (auto _ : state) benchmark::DoNotOptimize(signer->sign(message)->data());
}

void verify_vc_jwt(benchmark::State& state, keys::Algorithm algorithm) {
  const auto signer = issuer(algorithm);
  const auto options = options_for(*signer, "vc+jwt");
  Turns<std::string> badges(
      [&](std::size_t i) { return sign_jws(bytes_of(badge_of(i)), options, *signer).value(); });
  for (auto _ : state) {
    if (!verify_jwt(badges.next())) state.SkipWithError("the badge does not verify");
  }
  state.counters["badge_bytes"] = static_cast<double>(badges.next().size());
}

void issue_vc_jwt(benchmark::State& state, keys::Algorithm algorithm) {
  const auto signer = issuer(algorithm);
  const auto document = json::parse(compact_badge()).value();
  const auto options = options_for(*signer, "vc+jwt");
  for (auto _ : state) {
    const auto text = sign_jws(bytes_of(document.text()), options, *signer);
    benchmark::DoNotOptimize(text->data());
  }
}

void verify_sd_jwt_eddsa(benchmark::State& state) {
  const auto signer = issuer(keys::Algorithm::ed25519);
  tests::SeededRandom random;
  const auto options = options_for(*signer, "vc+sd-jwt");
  Turns<std::string> badges([&](std::size_t i) {
    return issue_sd(json::parse(badge_of(i)).value(), options, *signer, random).value();
  });
  for (auto _ : state) {
    if (!verify_sd_jwt(badges.next())) state.SkipWithError("the badge does not verify");
  }
  state.counters["badge_bytes"] = static_cast<double>(badges.next().size());
}

void issue_sd_jwt_eddsa(benchmark::State& state) {
  const auto signer = issuer(keys::Algorithm::ed25519);
  const auto document = json::parse(compact_badge()).value();
  const auto options = options_for(*signer, "vc+sd-jwt");
  tests::SeededRandom random;
  for (auto _ : state) {
    const auto text = issue_sd(document, options, *signer, random);
    if (!text) state.SkipWithError("the badge is not issued");
  }
}

BENCHMARK_CAPTURE(raw_verify, p256, keys::Algorithm::p256)->Name("raw/p256-verify");
BENCHMARK_CAPTURE(raw_sign, p256, keys::Algorithm::p256)->Name("raw/p256-sign");
BENCHMARK_CAPTURE(raw_verify, p384, keys::Algorithm::p384)->Name("raw/p384-verify");
BENCHMARK_CAPTURE(raw_sign, p384, keys::Algorithm::p384)->Name("raw/p384-sign");
BENCHMARK_CAPTURE(verify_vc_jwt, ed25519, keys::Algorithm::ed25519)->Name("verify/vc-jwt-eddsa");
BENCHMARK_CAPTURE(issue_vc_jwt, ed25519, keys::Algorithm::ed25519)->Name("issue/vc-jwt-eddsa");
BENCHMARK_CAPTURE(verify_vc_jwt, p256, keys::Algorithm::p256)->Name("verify/vc-jwt-es256");
BENCHMARK_CAPTURE(issue_vc_jwt, p256, keys::Algorithm::p256)->Name("issue/vc-jwt-es256");
BENCHMARK(verify_sd_jwt_eddsa)->Name("verify/sd-jwt-eddsa");
BENCHMARK(issue_sd_jwt_eddsa)->Name("issue/sd-jwt-eddsa");

}  // namespace
}  // namespace waarmerk::jose
