// The ECDSA cryptosuites, step by step (vc-di-ecdsa appendix A).
#include <doctest/doctest.h>

#include <string>

#include "crypto/json/canonical.hpp"
#include "tests/support/proof_steps.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::proof {

TEST_CASE("ecdsa-jcs-2019 on P-256 and P-384: each step gives what the specification prints") {
  VECTORS_OR_SKIP(root, "di-ecdsa");
  tests::ProofSteps steps{.folder = root / "ecdsa-jcs-2019-p256",
                          .ending = "JCSECDSAP256",
                          .unsecured = root / "unsigned.json",
                          .key_pair = root / "p256KeyPair.json",
                          .algorithm = keys::Algorithm::p256,
                          .canonical = json::canonical};
  tests::check_proof_steps(steps);
  steps.folder = root / "ecdsa-jcs-2019-p384";
  steps.ending = "JCSECDSAP384";
  steps.key_pair = root / "p384KeyPair.json";
  steps.algorithm = keys::Algorithm::p384;
  tests::check_proof_steps(steps);
}

}  // namespace waarmerk::proof
