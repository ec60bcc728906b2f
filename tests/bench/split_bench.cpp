// Where the time of a proof over quads goes, for a badge of about 3 KB: one step at a time.
#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include "crypto/base/sha2.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "crypto/proof/statements.hpp"
#include "crypto/rdf/canonicalize.hpp"
#include "tests/bench/open_badge.hpp"
#include "tests/support/seeded_random.hpp"

namespace waarmerk {
namespace {

std::unique_ptr<keys::Signer> issuer() {
  tests::SeededRandom random;
  return keys::make_signer(keys::SecretKey::generate(keys::Algorithm::ed25519, random));
}

void parse(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(json::parse(compact_badge())->root());
}

void expand(benchmark::State& state) {
  const auto document = json::parse(compact_badge()).value();
  for (auto _ : state) benchmark::DoNotOptimize(jsonld::to_rdf(document.root())->quads().data());
}

void canonicalize(benchmark::State& state) {
  const auto document = json::parse(compact_badge()).value();
  const auto dataset = jsonld::to_rdf(document.root()).value();
  for (auto _ : state) benchmark::DoNotOptimize(rdf::canonicalize(dataset)->data());
}

void hash(benchmark::State& state) {
  const auto document = json::parse(compact_badge()).value();
  const auto text = rdf::canonicalize(jsonld::to_rdf(document.root()).value()).value();
  for (auto _ : state) benchmark::DoNotOptimize(sha256(bytes_of(text)));
  state.counters["bytes"] = static_cast<double>(text.size());
}

/// Its own expansion, canonical form and hash.
void configuration(benchmark::State& state) {
  const auto signer = issuer();
  const std::string key = keys::print_multikey(signer->public_key());
  const auto secured = proof::add_proof(json::parse(compact_badge()).value(),
                                        {.cryptosuite = "eddsa-rdfc-2022",
                                         .verification_method = "did:key:" + key + "#" + key,
                                         .created = UnixTime{1'772'532'720'000}},
                                        *signer)
                           .value();
  const proof::HashInput input{.document = secured.root(), .proof = *secured.root().find("proof")};
  for (auto _ : state) benchmark::DoNotOptimize(proof::hash_configuration(input));
}

void sign(benchmark::State& state) {
  const auto signer = issuer();
  const Bytes hashes(64, 7);
  for (auto _ : state) benchmark::DoNotOptimize(signer->sign(hashes)->data());
}

BENCHMARK(parse)->Name("split/parse");
BENCHMARK(expand)->Name("split/expand");
BENCHMARK(canonicalize)->Name("split/canonicalize");
BENCHMARK(hash)->Name("split/hash");
BENCHMARK(configuration)->Name("split/proof-configuration");
BENCHMARK(sign)->Name("split/sign");

}  // namespace
}  // namespace waarmerk
