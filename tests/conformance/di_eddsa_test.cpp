// eddsa-jcs-2022, step by step (vc-di-eddsa appendix B).
//
// The employment example and the proof sets and chains of that appendix are eddsa-rdfc-2022, so
// they are not asked here; that they can be read is.
#include <doctest/doctest.h>

#include <string>

#include "crypto/base/sha2.hpp"
#include "crypto/encoding/base58.hpp"
#include "crypto/encoding/hex.hpp"
#include "crypto/encoding/multicodec.hpp"
#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/keys/multikey.hpp"
#include "crypto/keys/secret_key.hpp"
#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/data_integrity.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::proof {
namespace {

json::Document parse_file(const std::filesystem::path& file) {
  return json::parse(tests::read_file(file)).value();
}

std::string hash_hex(const std::string& text) {
  return encoding::encode_hex(sha256(bytes_of(text)).value);
}

keys::SecretKey secret_key(const json::Document& pair) {
  const auto text = json::Reader(pair).get_string("privateKeyMultibase").value();
  const Bytes bytes = encoding::decode_base58(std::string_view(text).substr(1)).value();
  const auto coded = encoding::split_codec(bytes).value();
  REQUIRE(coded.codec == encoding::Multicodec::ed25519_priv);
  return keys::SecretKey::make(keys::Algorithm::ed25519, coded.body.first<32>()).value();
}

}  // namespace

TEST_CASE("eddsa-jcs-2022: each step gives what the specification prints") {
  VECTORS_OR_SKIP(root, "di-eddsa");
  const auto folder = root / "eddsa-jcs-2022";
  const auto unsecured = parse_file(root / "unsigned.json");
  const auto configuration = parse_file(folder / "proofConfigJCS.json");

  const std::string canonical_document = json::canonical(unsecured.root());
  const std::string canonical_configuration = json::canonical(configuration.root());
  CHECK(canonical_document == tests::read_file(folder / "canonDocJCS.txt"));
  CHECK(canonical_configuration == tests::read_file(folder / "proofCanonJCS.txt"));
  CHECK(hash_hex(canonical_document) == tests::read_file(folder / "docHashJCS.txt"));
  CHECK(hash_hex(canonical_configuration) == tests::read_file(folder / "proofHashJCS.txt"));

  const auto suite = get_suite("eddsa-jcs-2022").value();
  const auto hash =
      suite->hash({.document = unsecured.root(), .proof = configuration.root()}).value();
  CHECK(encoding::encode_hex(hash.view()) == tests::read_file(folder / "combinedHashJCS.txt"));

  const auto signer = keys::make_signer(secret_key(parse_file(root / "keyPair.json")));
  const Bytes signature = signer->sign(hash.view()).value();
  CHECK(encoding::encode_hex(signature) == tests::read_file(folder / "sigHexJCS.txt"));
  CHECK("z" + encoding::encode_base58(signature) == tests::read_file(folder / "sigBTC58JCS.txt"));
}

TEST_CASE("eddsa-jcs-2022: the signed document is made again to the byte of its canonical form") {
  VECTORS_OR_SKIP(root, "di-eddsa");
  const auto pair = parse_file(root / "keyPair.json");
  const auto expected = parse_file(root / "eddsa-jcs-2022" / "signedJCS.json");
  const auto proofs = read_proofs(expected.root()).value();
  const auto made = add_proof(
      parse_file(root / "unsigned.json"),
      {.verification_method = proofs[0].verification_method, .created = proofs[0].created},
      *keys::make_signer(secret_key(pair)));
  REQUIRE(made);
  CHECK(json::canonical(made->root()) == json::canonical(expected.root()));
}

TEST_CASE("eddsa-jcs-2022: the signed document verifies") {
  VECTORS_OR_SKIP(root, "di-eddsa");
  const auto key =
      keys::parse_multikey(
          json::Reader(parse_file(root / "keyPair.json")).get_string("publicKeyMultibase").value())
          .value();
  const auto signed_document = parse_file(root / "eddsa-jcs-2022" / "signedJCS.json");
  const auto proofs = read_proofs(signed_document.root());
  REQUIRE(proofs);
  REQUIRE(proofs->size() == 1);
  CHECK(verify_proof(signed_document.root(), proofs->front(), key));
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
