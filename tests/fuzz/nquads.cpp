// Any text as N-Quads: it is refused, or its canonical form is one for every order of its quads,
// and is its own canonical form.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ranges>
#include <string>

#include "crypto/rdf/canonicalize.hpp"
#include "crypto/rdf/nquads.hpp"

namespace waarmerk::rdf {
namespace {

constexpr CanonicalOptions options{.quads_max = 500, .work_max = 2'000};

void require(bool holds) {
  if (!holds) std::abort();
}

Dataset reversed(const Dataset& dataset) {
  Dataset other;
  for (const Quad& quad : dataset.quads() | std::views::reverse) other.add(quad);
  return other;
}

void try_text(std::string_view text) {
  const auto dataset = parse_nquads(text, {.quads_max = 500});
  if (!dataset) return;
  const auto canonical = canonicalize(*dataset, options);
  const auto other = canonicalize(reversed(*dataset), options);
  require(canonical.has_value() == other.has_value());
  if (!canonical) return;
  require(*canonical == *other);
  const auto again = parse_nquads(*canonical);
  require(again.has_value());
  // Labels of blank nodes are given by hashes that the labels take no part in.
  require(canonicalize(*again, options) == *canonical);
}

}  // namespace
}  // namespace waarmerk::rdf

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  waarmerk::rdf::try_text({reinterpret_cast<const char*>(data), size});
  return 0;
}
