// What it costs to make quads of a badge: with contexts that were worked out for another document
// before, and from the start.
#include <benchmark/benchmark.h>

#include "crypto/json/parse.hpp"
#include "crypto/jsonld/to_rdf.hpp"
#include "tests/bench/open_badge.hpp"

namespace waarmerk::jsonld {
namespace {

void warm(benchmark::State& state) {
  const auto document = json::parse(compact_badge()).value();
  std::size_t quads = 0;
  for (auto _ : state) {
    const auto dataset = to_rdf(document.root());
    if (!dataset) return state.SkipWithError(dataset.error().detail.c_str());
    quads = dataset->quads().size();
  }
  state.counters["quads"] = static_cast<double>(quads);
  state.counters["badge_bytes"] = static_cast<double>(open_badge.size());
}

/// Also reads the three contexts that the badge names.
void cold(benchmark::State& state) {
  const auto document = json::parse(compact_badge()).value();
  for (auto _ : state) {
    const Options options{.contexts = Contexts::fresh()};
    const auto dataset = to_rdf(document.root(), options);
    if (!dataset) return state.SkipWithError(dataset.error().detail.c_str());
    benchmark::DoNotOptimize(dataset->quads().data());
  }
}

BENCHMARK(warm)->Name("jsonld/warm");
BENCHMARK(cold)->Name("jsonld/cold");

}  // namespace
}  // namespace waarmerk::jsonld
