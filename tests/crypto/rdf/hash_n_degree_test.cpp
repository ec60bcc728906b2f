#include "crypto/rdf/hash_n_degree.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/encoding/hex.hpp"
#include "crypto/rdf/hash_first_degree.hpp"
#include "crypto/rdf/nquads.hpp"
#include "crypto/rdf/numbered_quads.hpp"

namespace waarmerk::rdf {
namespace {

/// A graph, and the state in which its n-degree hashes are asked for.
struct Graph {
  explicit Graph(std::string_view nquads)
      : dataset(parse_nquads(nquads).value()),
        quads(dataset),
        mentions(quads.lines(), quads.labels().size()),
        first_degree(hash_first_degree(mentions, HashAlgorithm::sha256)),
        canonical(quads.labels().size()) {}

  /// The hash of a blank node with an issuer of its own.
  Result<Digest> hash(std::uint32_t blank, std::size_t work_max) const {
    HashNDegree hasher({.mentions = mentions,
                        .first_degree = first_degree,
                        .canonical = canonical,
                        .algorithm = HashAlgorithm::sha256,
                        .work_max = work_max});
    BlankLabels issuer(quads.labels().size());
    issuer.issue(blank);
    return hasher.hash(blank, issuer);
  }

  Dataset dataset;
  NumberedQuads quads;
  Mentions mentions;
  std::vector<Digest> first_degree;
  BlankLabels canonical;
};

std::string ring(int nodes) {
  std::string text;
  for (int i = 0; i < nodes; ++i) {
    text += "_:n" + std::to_string(i) + " <urn:p> _:n" + std::to_string((i + 1) % nodes) + " .\n";
  }
  return text;
}

}  // namespace

TEST_CASE("the example with shared hashes (RDFC-1.0 4.8.2)") {
  Graph graph(
      "<http://example.com/#p> <http://example.com/#q> _:e0 .\n"
      "<http://example.com/#p> <http://example.com/#q> _:e1 .\n"
      "_:e0 <http://example.com/#p> _:e2 .\n"
      "_:e1 <http://example.com/#p> _:e3 .\n"
      "_:e2 <http://example.com/#r> _:e3 .\n");
  REQUIRE(graph.first_degree[0] == graph.first_degree[1]);
  graph.canonical.issue(2);
  graph.canonical.issue(3);
  CHECK(encoding::encode_hex(graph.hash(0, 100)->view()) ==
        "fbc300de5afafd97a4b9ee1e72b57754dcdcb7ebb724789ac6a94a5b82a48d30");
  CHECK(encoding::encode_hex(graph.hash(1, 100)->view()) ==
        "2c0b377baf86f6c18fed4b0df6741290066e73c932861749b172d1e5560f5045");
}

TEST_CASE("blank nodes of one ring hash alike, those of rings of two lengths do not") {
  const Graph graph(ring(3) + "_:m0 <urn:p> _:m1 .\n_:m1 <urn:p> _:m0 .\n");
  CHECK(graph.first_degree[0] == graph.first_degree[3]);
  CHECK(graph.hash(0, 1000).value() == graph.hash(2, 1000).value());
  CHECK(graph.hash(0, 1000).value() != graph.hash(3, 1000).value());
}

TEST_CASE("work beyond the bound, or a path that is too long, is refused") {
  const Graph small(ring(3));
  CHECK(small.hash(0, 1000));
  const auto stopped = small.hash(0, 5);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == too_complex);

  const auto too_long = Graph(ring(2000)).hash(0, 1'000'000'000);
  REQUIRE_FALSE(too_long);
  CHECK(too_long.error().code == too_complex);
}

}  // namespace waarmerk::rdf
