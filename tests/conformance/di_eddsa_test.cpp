// The EdDSA cryptosuites, step by step, and proof sets and chains (vc-di-eddsa appendix B).
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/verify.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "tests/support/proof_steps.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::proof {

namespace {

using tests::parse_file;

constexpr std::string_view stranger = "#z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

std::string nquads(json::Value object) {
  return tests::canonical_nquads(object, HashAlgorithm::sha256);
}

/// The key behind the # of a did:key.
keys::PublicKey key_in(std::string_view method) {
  return keys::parse_multikey(method.substr(method.find('#') + 1)).value();
}

}  // namespace

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

TEST_CASE("eddsa-rdfc-2022: each step gives what the specification prints") {
  VECTORS_OR_SKIP(root, "di-eddsa");
  tests::ProofSteps steps{.folder = root / "eddsa-rdfc-2022",
                          .ending = "DataInt",
                          .unsecured = root / "unsigned.json",
                          .key_pair = root / "keyPair.json",
                          .canonical = nquads};
  tests::check_proof_steps(steps);
  steps.folder /= "employ";
  steps.unsecured = root / "employmentAuth.json";
  tests::check_proof_steps(steps);
}

TEST_CASE("Ed25519Signature2020: each step gives what the specification prints") {
  VECTORS_OR_SKIP(root, "di-eddsa");
  const auto folder = root / "Ed25519Signature2020";
  tests::check_proof_steps({.folder = folder,
                            .ending = "EdSig",
                            .unsecured = root / "unsigned.json",
                            .key_pair = root / "keyPair.json",
                            .canonical = nquads});
}

TEST_CASE("eddsa-rdfc-2022: the signed document is made again to the byte of its canonical form") {
  VECTORS_OR_SKIP(root, "di-eddsa");
  const auto expected = parse_file(root / "eddsa-rdfc-2022" / "signedDataInt.json");
  const auto proofs = read_proofs(expected.root()).value();
  const auto made = add_proof(
      parse_file(root / "unsigned.json"),
      {.cryptosuite = "eddsa-rdfc-2022",
       .verification_method = proofs[0].verification_method,
       .created = proofs[0].created},
      *keys::make_signer(tests::read_secret_key(root / "keyPair.json", keys::Algorithm::ed25519)));
  REQUIRE(made);
  CHECK(json::canonical(made->root()) == json::canonical(expected.root()));
}

TEST_CASE("each proof of the published sets and chains verifies, and with its own key alone") {
  VECTORS_OR_SKIP(folder, "di-eddsa/proof-set-chain");
  std::size_t count = 0;
  for (const auto* name : {"signedProofSet1.json", "signedProofSet2.json", "signedProofChain1.json",
                           "signedProofChain2.json"}) {
    CAPTURE(name);
    const auto document = parse_file(folder / name);
    for (const auto& proof : read_proofs(document.root()).value()) {
      CHECK(verify_proof(document.root(), proof, key_in(proof.verification_method)));
      CHECK(verify_proof(document.root(), proof, key_in(stranger)).error().code ==
            keys::bad_signature);
      ++count;
    }
  }
  MESSAGE("proof sets and chains: " << count << " proofs");
  CHECK(count == 10);
}

TEST_CASE("a published chain breaks where a proof that a later one covers is changed") {
  VECTORS_OR_SKIP(folder, "di-eddsa/proof-set-chain");
  auto text = tests::read_file(folder / "signedProofChain1.json");
  const std::string created = "\"created\": \"2023-02-24T23:36:38Z\"";
  text.replace(text.find(created), created.size(), "\"created\": \"2023-02-24T23:36:39Z\"");
  const auto document = json::parse(text).value();
  const auto last = read_proofs(document.root()).value().back();
  CHECK(verify_proof(document.root(), last, key_in(last.verification_method)).error().code ==
        keys::bad_signature);
}

}  // namespace waarmerk::proof
