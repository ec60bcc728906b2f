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

TEST_CASE("ecdsa-rdfc-2019 on P-256 and P-384: each step gives what the specification prints") {
  VECTORS_OR_SKIP(root, "di-ecdsa");
  struct Curve {
    std::string name;
    keys::Algorithm algorithm;
    HashAlgorithm hash;
  };
  for (const auto& curve : {Curve{"256", keys::Algorithm::p256, HashAlgorithm::sha256},
                            Curve{"384", keys::Algorithm::p384, HashAlgorithm::sha384}}) {
    tests::ProofSteps steps{.folder = root / ("ecdsa-rdfc-2019-p" + curve.name),
                            .ending = "ECDSAP" + curve.name,
                            .unsecured = root / "unsigned.json",
                            .key_pair = root / ("p" + curve.name + "KeyPair.json"),
                            .algorithm = curve.algorithm,
                            .canonical = [&curve](json::Value object) {
                              return tests::canonical_nquads(object, curve.hash);
                            }};
    tests::check_proof_steps(steps);
    steps.folder /= "employ";
    steps.unsecured = root / "employmentAuth.json";
    tests::check_proof_steps(steps);
  }
}

}  // namespace waarmerk::proof
