// add_base_proof: each statement signed by itself, or with those that must be shown (vc-di-ecdsa
// 3.6.1 to 3.6.5).
#include <algorithm>
#include <utility>

#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/proof_writing.hpp"
#include "crypto/proof/sd_proof_value.hpp"
#include "crypto/proof/sd_statements.hpp"
#include "crypto/proof/selective_disclosure.hpp"
#include "crypto/proof/statements.hpp"

namespace waarmerk::proof {
namespace {

constexpr HashAlgorithm algorithm = HashAlgorithm::sha256;

Result<EcdsaSignature> sign(const keys::Signer& signer, ByteView message) {
  TRY(bytes, signer.sign(message));
  EcdsaSignature signature{};
  if (bytes.size() != signature.size()) return fail(wrong_key, "a signature of another length");
  std::ranges::copy(bytes, signature.begin());
  return signature;
}

Result<void> check(const json::Document& unsecured, const BaseProofOptions& options) {
  if (unsecured.root().find("proof") || !options.proof.previous_proof.empty()) {
    return fail(malformed, "a document that is disclosed in part has one proof", "$.proof");
  }
  if (options.mandatory_pointers.size() <= pointers_max) return {};
  return fail(bad_pointer, "there are too many mandatory pointers");
}

/// The lines that stand in the document because they must be shown, and the others.
struct Groups {
  Digest mandatory_hash;
  std::vector<std::string_view> others;
};

Result<Groups> group(const SignedStatements& statements, const std::vector<std::string>& pointers) {
  std::vector<std::size_t> mandatory;
  if (!pointers.empty()) {
    TRY(chosen, statements.choose(pointers));
    mandatory = std::move(chosen.indexes);
  }
  Groups groups;
  Hasher hasher(algorithm);
  for (std::size_t i = 0; i < statements.lines().size(); ++i) {
    const auto& line = statements.lines()[i];
    if (std::ranges::binary_search(mandatory, i)) {
      hasher.add(bytes_of(line));
    } else {
      groups.others.push_back(line);
    }
  }
  if (groups.others.size() > statement_signatures_max) {
    return fail(too_complex, "the document has too many statements to be signed one by one");
  }
  groups.mandatory_hash = hasher.finish();
  return groups;
}

}  // namespace

BaseProofSecrets BaseProofSecrets::draw(Random& random) {
  Secret<32> hmac_key;
  random.fill(hmac_key.writable());
  return {.hmac_key = std::move(hmac_key),
          .statement_key = keys::SecretKey::generate(keys::Algorithm::p256, random)};
}

Result<json::Document> add_base_proof(const json::Document& unsecured,
                                      const BaseProofOptions& options, BaseProofSecrets secrets,
                                      const keys::Signer& signer,
                                      const jsonld::Contexts& contexts) {
  TRY_OK(check(unsecured, options));
  auto described = options.proof;
  described.cryptosuite = ecdsa_sd_2023_name;
  const Cryptosuite& suite = ecdsa_sd_2023();
  TRY_OK(expect_algorithm(suite, signer.public_key().algorithm()));
  TRY(configuration, write_configuration(unsecured.root(), described, suite));
  TRY(proof_hash, hash_configuration({.document = unsecured.root(),
                                      .proof = configuration.root(),
                                      .algorithm = algorithm,
                                      .contexts = contexts}));
  TRY(statements, SignedStatements::make(unsecured.root(), secrets.hmac_key.view(), contexts));
  TRY(groups, group(statements, options.mandatory_pointers));
  const auto statement_signer = keys::make_signer(std::move(secrets.statement_key));
  BaseProofValue value{.statement_key = statement_signer->public_key(),
                       .hmac_key = std::move(secrets.hmac_key),
                       .mandatory_pointers = options.mandatory_pointers};
  for (const auto line : groups.others) {
    TRY(signature, sign(*statement_signer, bytes_of(line)));
    value.signatures.push_back(signature);
  }
  TRY(base_signature,
      sign(signer, sign_data(proof_hash, value.statement_key, groups.mandatory_hash)));
  value.base_signature = base_signature;
  TRY(text, print_base_proof_value(value));
  return with_proof(unsecured, configuration, text);
}

}  // namespace waarmerk::proof
