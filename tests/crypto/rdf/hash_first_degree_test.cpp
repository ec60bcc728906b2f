#include "crypto/rdf/hash_first_degree.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/encoding/hex.hpp"
#include "crypto/rdf/nquads.hpp"
#include "crypto/rdf/numbered_quads.hpp"

namespace waarmerk::rdf {
namespace {

std::vector<Digest> hashes_of(std::string_view nquads, HashAlgorithm algorithm) {
  const auto dataset = parse_nquads(nquads).value();
  const NumberedQuads quads(dataset);
  return hash_first_degree(Mentions(quads.lines(), quads.labels().size()), algorithm);
}

}  // namespace

TEST_CASE("the examples with unique hashes (RDFC-1.0 4.6.2)") {
  const auto hashes = hashes_of(
      "<http://example.com/#p> <http://example.com/#q> _:e0 .\n"
      "<http://example.com/#p> <http://example.com/#r> _:e1 .\n"
      "_:e0 <http://example.com/#s> <http://example.com/#u> .\n"
      "_:e1 <http://example.com/#t> <http://example.com/#u> .\n",
      HashAlgorithm::sha256);
  REQUIRE(hashes.size() == 2);
  CHECK(encoding::encode_hex(hashes[0].view()) ==
        "21d1dd5ba21f3dee9d76c0c00c260fa6f5d5d65315099e553026f4828d0dc77a");
  CHECK(encoding::encode_hex(hashes[1].view()) ==
        "6fa0b9bdb376852b5743ff39ca4cbf7ea14d34966b2828478fbf222e7c764473");
}

TEST_CASE("blank nodes that look alike from nearby share a hash, of either algorithm") {
  for (const auto algorithm : {HashAlgorithm::sha256, HashAlgorithm::sha384}) {
    const auto hashes = hashes_of(
        "_:x <urn:p> _:y .\n_:y <urn:p> _:x .\n_:z <urn:p> _:z .\n_:w <urn:q> _:w .", algorithm);
    REQUIRE(hashes.size() == 4);
    CHECK(hashes[0] == hashes[1]);
    CHECK(hashes[0] != hashes[2]);
    CHECK(hashes[2] != hashes[3]);
  }
}

}  // namespace waarmerk::rdf
