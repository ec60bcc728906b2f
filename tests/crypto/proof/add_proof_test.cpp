#include <doctest/doctest.h>

#include "tests/crypto/proof/signing.hpp"

namespace waarmerk::proof {
namespace {

ErrorCode code_of(const std::string& text, const ProofOptions& options,
                  const keys::Signer& signer) {
  const auto secured = add_proof(parse(text), options, signer);
  REQUIRE_FALSE(secured);
  return secured.error().code;
}

class AbsentSigner final : public keys::Signer {
 public:
  explicit AbsentSigner(const keys::PublicKey& key) : key_(key) {}
  const keys::PublicKey& public_key() const override { return key_; }
  Result<Bytes> sign(ByteView) const override { return fail(keys::signer_unavailable, "away"); }

 private:
  keys::PublicKey key_;
};

}  // namespace

TEST_CASE("the proof stands at the end, and the rest stays as it was") {
  const auto signer = new_signer();
  const auto secured = add_proof(unsecured_document(), options_for(*signer), *signer);
  REQUIRE(secured);
  CHECK(secured->text().starts_with(R"({"@context":["https://a.example","https://b.example"],)"));
  std::string last;
  for (const json::Member member : secured->root().members()) last = member.name;
  CHECK(last == "proof");
  CHECK(verify_first(*secured, signer->public_key()));
}

TEST_CASE("what the options say stands in the proof") {
  const auto signer = new_signer();
  ProofOptions options = options_for(*signer);
  options.proof_purpose = "authentication";
  options.created = UnixTime{1'772'532'720'000};
  options.expires = UnixTime{1'772'532'720'500};
  options.domain = "a.example";
  options.challenge = "quote \" and \\";
  const auto secured = add_proof(parse("{}"), options, *signer);
  REQUIRE(secured);
  const auto proof = read_proofs(secured->root())->front();
  CHECK(proof.proof_purpose == options.proof_purpose);
  CHECK(proof.verification_method == options.verification_method);
  CHECK(proof.created == options.created);
  CHECK(proof.expires == options.expires);
  CHECK(proof.domain == std::vector<std::string>{"a.example"});
  CHECK(proof.challenge == options.challenge);
  CHECK_FALSE(proof.source.find("@context"));
  CHECK(verify_first(*secured, signer->public_key()));
}

TEST_CASE("a document takes sixteen proofs and no more") {
  const auto signer = new_signer();
  auto document = unsecured_document();
  for (std::size_t i = 0; i < proofs_max; ++i) {
    const auto next = add_proof(document, options_for(*signer), *signer);
    REQUIRE(next);
    document = *next;
  }
  CHECK(read_proofs(document.root())->size() == proofs_max);
  CHECK(code_of(std::string(document.text()), options_for(*signer), *signer) == malformed);
}

TEST_CASE("an unknown suite, a key of another algorithm and empty options are refused") {
  const auto signer = new_signer();
  ProofOptions options = options_for(*signer);
  options.cryptosuite = "eddsa-jcs-2023";
  CHECK(code_of("{}", options, *signer) == unknown_suite);
  const auto p256 = new_signer(1, keys::Algorithm::p256);
  CHECK(code_of("{}", options_for(*p256), *p256) == wrong_key);
  options = options_for(*signer);
  options.verification_method.clear();
  CHECK(code_of("{}", options, *signer) == malformed);
  options = options_for(*signer);
  options.proof_purpose.clear();
  CHECK(code_of("{}", options, *signer) == malformed);
  CHECK(code_of("[]", options_for(*signer), *signer) == malformed);
}

TEST_CASE("the failure of a signer is passed on") {
  const auto signer = new_signer();
  const AbsentSigner absent(signer->public_key());
  CHECK(code_of("{}", options_for(*signer), absent) == keys::signer_unavailable);
}

TEST_CASE("what was signed stays to the byte, white space and all") {
  const auto signer = new_signer();
  const std::string text = "{\n  \"a\": 1.0,\n  \"b\": {}\n}\n";
  const auto secured = add_proof(parse(text), options_for(*signer), *signer);
  REQUIRE(secured);
  CHECK(secured->text().starts_with("{\n  \"a\": 1.0,\n  \"b\": {}\n,\"proof\":{"));
  const auto empty = add_proof(parse("{ }"), options_for(*signer), *signer);
  REQUIRE(empty);
  CHECK(empty->text().starts_with("{ \"proof\":{"));
}

}  // namespace waarmerk::proof
