#include <doctest/doctest.h>

#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "tests/crypto/proof/signing.hpp"

namespace waarmerk::proof {

TEST_CASE("a suite is found by its name alone") {
  CHECK(get_suite("eddsa-jcs-2022").value()->name == "eddsa-jcs-2022");
  for (const auto* name : {"eddsa-rdfc-2022", "ecdsa-rdfc-2019", "ecdsa-jcs-2019"}) {
    CHECK(get_suite(name).value()->name == name);
  }
  CHECK(get_suite("Ed25519Signature2020").error().code == unknown_suite);
  CHECK(get_suite("EDDSA-JCS-2022").error().code == unknown_suite);
  CHECK(get_suite("").error().code == unknown_suite);
}

TEST_CASE("a suite that discloses in part is known to who verifies, and signs no whole document") {
  const auto document = parse("{}");
  const auto suite = suite_of(
      {.source = document.root(), .type = "DataIntegrityProof", .cryptosuite = "ecdsa-sd-2023"});
  REQUIRE(suite);
  CHECK(expect_algorithm(**suite, keys::Algorithm::p256));
  CHECK(expect_algorithm(**suite, keys::Algorithm::p384).error().code == wrong_key);
  CHECK(get_suite("ecdsa-sd-2023").error().code == unknown_suite);
  const auto signer = new_signer(1, keys::Algorithm::p256);
  ProofOptions options = options_for(*signer);
  options.cryptosuite = "ecdsa-sd-2023";
  CHECK(add_proof(unsecured_document(), options, *signer).error().code == unknown_suite);
}

TEST_CASE("a suite takes keys of its own algorithms") {
  const Cryptosuite& eddsa = *get_suite("eddsa-jcs-2022").value();
  CHECK(expect_algorithm(eddsa, keys::Algorithm::ed25519));
  CHECK(expect_algorithm(eddsa, keys::Algorithm::p256).error().code == wrong_key);
  const Cryptosuite& ecdsa = *get_suite("ecdsa-jcs-2019").value();
  CHECK(expect_algorithm(ecdsa, keys::Algorithm::p256));
  CHECK(expect_algorithm(ecdsa, keys::Algorithm::p384));
  CHECK(expect_algorithm(ecdsa, keys::Algorithm::ed25519).error().code == wrong_key);
  CHECK(expect_algorithm(ecdsa, keys::Algorithm::rsa).error().code == wrong_key);
}

TEST_CASE("only P-384 asks for SHA-384") {
  CHECK(hash_algorithm_of(keys::Algorithm::ed25519) == HashAlgorithm::sha256);
  CHECK(hash_algorithm_of(keys::Algorithm::p256) == HashAlgorithm::sha256);
  CHECK(hash_algorithm_of(keys::Algorithm::p384) == HashAlgorithm::sha384);
}

TEST_CASE("hash data is the configuration's digest, then the document's") {
  const HashData data(Bytes(32, 1), Bytes(32, 2));
  CHECK(data.view().size() == 64);
  CHECK(data.view().front() == 1);
  CHECK(data.view().back() == 2);
  CHECK(HashData(Bytes(48, 1), Bytes(48, 2)).view().size() == 96);
}

TEST_CASE("ecdsa-jcs-2019 signs and verifies with either curve, and with no other key") {
  for (const auto algorithm : {keys::Algorithm::p256, keys::Algorithm::p384}) {
    const auto signer = new_signer(1, algorithm);
    ProofOptions options = options_for(*signer);
    options.cryptosuite = "ecdsa-jcs-2019";
    const auto secured = add_proof(unsecured_document(), options, *signer).value();
    CHECK(verify_first(secured, signer->public_key()));
    CHECK(verify_first(secured, new_signer(2, algorithm)->public_key()).error().code ==
          keys::bad_signature);
    CHECK(verify_first(altered(secured, "urn:1", "urn:2"), signer->public_key()).error().code ==
          keys::bad_signature);
    const auto other =
        algorithm == keys::Algorithm::p256 ? keys::Algorithm::p384 : keys::Algorithm::p256;
    CHECK(verify_first(secured, new_signer(1, other)->public_key()).error().code == malformed);
    CHECK(verify_first(secured, new_signer()->public_key()).error().code == wrong_key);
  }
}

}  // namespace waarmerk::proof
