// What it costs to verify and to issue a badge of about 3 KB as the node does it, with every check
// and rule, beside the bare signature; and many badges, on one core and on all.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "node/credential/batch.hpp"
#include "node/credential/verification.hpp"
#include "tests/bench/badge.hpp"

namespace waarmerk::node::credential {
namespace {

void verify_badge(benchmark::State& state) {
  const auto file = bench::signed_badge();
  for (auto _ : state) {
    const Verification verification(file, {.now = bench::now});
    if (verification.outcome().outcome != Outcome::genuine) state.SkipWithError("not genuine");
  }
  state.counters["bytes"] = static_cast<double>(file.size());
}

void issue_badge(benchmark::State& state) {
  const auto issuer = bench::make_issuer();
  const auto badge = bench::make_badge(*issuer);
  const auto options = bench::securing_of(*issuer);
  for (auto _ : state) {
    const auto unsecured = write_badge(badge);
    if (!unsecured || !secure(*unsecured, options, *issuer)) state.SkipWithError("not issued");
  }
}

/// The time of one turn is that of all the badges; `badges_per_s` tells them one by one.
void verify_many(benchmark::State& state, unsigned threads) {
  const std::vector<std::string> files(2048, bench::signed_badge());
  for (auto _ : state) {
    const auto begun = begin_all(files, {.now = bench::now}, threads);
    const bool good = std::ranges::all_of(begun, [](const Verification& verification) {
      return verification.outcome().outcome == Outcome::genuine;
    });
    if (!good) state.SkipWithError("not genuine");
  }
  const auto badges = static_cast<double>(state.iterations()) * static_cast<double>(files.size());
  state.counters["badges_per_s"] = benchmark::Counter(badges, benchmark::Counter::kIsRate);
  state.counters["threads"] = threads == 0 ? std::thread::hardware_concurrency() : threads;
}

BENCHMARK(verify_badge)->Name("verify/badge-eddsa-rdfc-2022");
BENCHMARK(issue_badge)->Name("issue/badge-eddsa-rdfc-2022");
BENCHMARK_CAPTURE(verify_many, one, 1U)->Name("batch/one-core")->UseRealTime();
BENCHMARK_CAPTURE(verify_many, all, 0U)->Name("batch/all-cores")->UseRealTime();

}  // namespace
}  // namespace waarmerk::node::credential
