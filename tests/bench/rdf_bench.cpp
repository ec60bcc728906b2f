// What RDFC-1.0 costs: graphs whose blank nodes their own quads tell apart, as in a badge, and
// rings of blank nodes that look alike.
#include <benchmark/benchmark.h>

#include <string>

#include "crypto/rdf/canonicalize.hpp"
#include "crypto/rdf/nquads.hpp"

namespace waarmerk::rdf {
namespace {

/// For each blank node a type, a name, a description and who points to it.
std::string distinct_nodes(std::int64_t count) {
  std::string text;
  for (std::int64_t i = 0; i < count; ++i) {
    const std::string node = "_:b" + std::to_string(i);
    const std::string number = std::to_string(i);
    text +=
        "<urn:uuid:6f0d4a3e-1f5f-4a30-9a2e-4a5d8c0b7e11> "
        "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#alignment> " +
        node + " .\n";
    text += node +
            " <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
            "<https://purl.imsglobal.org/spec/vc/ob/vocab.html#Alignment> .\n";
    text += node +
            " <https://purl.imsglobal.org/spec/vc/ob/vocab.html#targetName> "
            "\"moderate a discussion, part " +
            number + "\" .\n";
    text += node +
            " <https://purl.imsglobal.org/spec/vc/ob/vocab.html#targetUrl> "
            "\"http://data.europa.eu/esco/skill/4c016a6b-0d4f-" +
            number +
            "\"^^"
            "<http://www.w3.org/2001/XMLSchema#anyURI> .\n";
  }
  return text;
}

std::string ring(std::int64_t count) {
  std::string text;
  for (std::int64_t i = 0; i < count; ++i) {
    text +=
        "_:b" + std::to_string(i) + " <urn:next> _:b" + std::to_string((i + 1) % count) + " .\n";
  }
  return text;
}

void hash_of(benchmark::State& state, const std::string& nquads) {
  const auto dataset = parse_nquads(nquads);
  if (!dataset) return state.SkipWithError("the graph does not parse");
  for (auto _ : state) {
    const auto hash = canonical_hash(*dataset);
    if (!hash) state.SkipWithError("the graph is refused");
    benchmark::DoNotOptimize(hash);
  }
  state.counters["quads"] = static_cast<double>(dataset->quads().size());
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(nquads.size()));
}

void blank_nodes(benchmark::State& state) { hash_of(state, distinct_nodes(state.range(0))); }
void alike(benchmark::State& state) { hash_of(state, ring(state.range(0))); }

BENCHMARK(blank_nodes)->Name("rdfc/blank-nodes")->Arg(10)->Arg(100)->Arg(1000);
BENCHMARK(alike)->Name("rdfc/ring")->Arg(10)->Arg(100);

}  // namespace
}  // namespace waarmerk::rdf
