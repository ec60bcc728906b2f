// eddsa-jcs-2022, step by step (vc-di-eddsa appendix B).
//
// The employment example and the proof sets and chains of that appendix are eddsa-rdfc-2022, so
// they are not asked here; that they can be read is.
#include <doctest/doctest.h>

#include <string>

#include "crypto/json/canonical.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "tests/support/proof_steps.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::proof {

using tests::parse_file;

TEST_CASE("eddsa-jcs-2022: each step gives what the specification prints") {
  VECTORS_OR_SKIP(root, "di-eddsa");
  tests::check_proof_steps({.folder = root / "eddsa-jcs-2022",
                            .ending = "JCS",
                            .unsecured = root / "unsigned.json",
                            .key_pair = root / "keyPair.json",
                            .canonical = json::canonical});
}

TEST_CASE("eddsa-jcs-2022: the signed document is made again to the byte of its canonical form") {
  VECTORS_OR_SKIP(root, "di-eddsa");
  const auto expected = parse_file(root / "eddsa-jcs-2022" / "signedJCS.json");
  const auto proofs = read_proofs(expected.root()).value();
  const auto made = add_proof(
      parse_file(root / "unsigned.json"),
      {.verification_method = proofs[0].verification_method, .created = proofs[0].created},
      *keys::make_signer(tests::read_secret_key(root / "keyPair.json", keys::Algorithm::ed25519)));
  REQUIRE(made);
  CHECK(json::canonical(made->root()) == json::canonical(expected.root()));
}

TEST_CASE("the published sets and chains are read") {
  VECTORS_OR_SKIP(folder, "di-eddsa/proof-set-chain");
  const auto chain = read_proofs(parse_file(folder / "signedProofChain2.json").root());
  REQUIRE(chain);
  CHECK(chain->size() == 4);
  CHECK(chain->at(2).previous_proof.size() == 2);
  CHECK(read_proofs(parse_file(folder / "signedProofSet2.json").root())->size() == 2);
}

}  // namespace waarmerk::proof
