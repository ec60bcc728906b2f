// add_proof: a document signed, with the proof at its end (vc-data-integrity 4.2, 4.3).
#include <string>
#include <utility>

#include "crypto/encoding/multibase.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/proof/cryptosuite.hpp"
#include "crypto/proof/data_integrity.hpp"

namespace waarmerk::proof {
namespace {

/// The text of a proof without its value. It carries the `@context` of the document, so that it
/// stays true where more proofs and contexts are added (vc-di-eddsa 3.3.1).
std::string configuration_text(json::Value unsecured, const ProofOptions& options) {
  json::Writer writer;
  writer.begin_object();
  writer.member("type", "DataIntegrityProof").member("cryptosuite", options.cryptosuite);
  if (options.created) writer.member("created", print_time(*options.created));
  if (options.expires) writer.member("expires", print_time(*options.expires));
  writer.member("verificationMethod", options.verification_method);
  writer.member("proofPurpose", options.proof_purpose);
  if (options.domain) writer.member("domain", *options.domain);
  if (options.challenge) writer.member("challenge", *options.challenge);
  if (const auto context = unsecured.find("@context")) writer.name("@context").value(*context);
  return writer.end_object().take();
}

std::string proof_text(json::Value configuration, ByteView signature) {
  json::Writer writer;
  writer.begin_object();
  for (const json::Member member : configuration.members()) {
    writer.name(member.name).value(member.value);
  }
  writer.member("proofValue", encoding::encode_multibase(encoding::Base::base58btc, signature));
  return writer.end_object().take();
}

void write_proofs(json::Writer& writer, std::optional<json::Value> earlier,
                  std::string_view added) {
  writer.name("proof");
  if (!earlier) {
    writer.raw(added);
    return;
  }
  writer.begin_array();
  if (earlier->is(json::Kind::array)) {
    for (const json::Value proof : earlier->elements()) writer.value(proof);
  } else {
    writer.value(*earlier);
  }
  writer.raw(added).end_array();
}

std::string secured_text(json::Value document, std::string_view added_proof) {
  json::Writer writer;
  writer.begin_object();
  for (const json::Member member : document.members()) {
    if (member.name != "proof") writer.name(member.name).value(member.value);
  }
  write_proofs(writer, document.find("proof"), added_proof);
  return writer.end_object().take();
}

Result<void> check_input(json::Value document, const ProofOptions& options) {
  if (!document.is(json::Kind::object)) return fail(malformed, "only an object can have a proof");
  const auto earlier = document.find("proof");
  if (earlier && earlier->is(json::Kind::array) && earlier->size() >= proofs_max) {
    return fail(malformed, "the document has as many proofs as it may", "$.proof");
  }
  if (options.verification_method.empty() || options.proof_purpose.empty()) {
    return fail(malformed, "a proof must name its verification method and its purpose");
  }
  return {};
}

}  // namespace

Result<json::Document> add_proof(json::Value unsecured, const ProofOptions& options,
                                 const keys::Signer& signer) {
  TRY_OK(check_input(unsecured, options));
  TRY(suite, get_suite(options.cryptosuite));
  TRY_OK(expect_algorithm(*suite, signer.public_key().algorithm()));
  TRY(configuration, json::parse(configuration_text(unsecured, options)));
  TRY(hash, suite->hash({.document = unsecured, .proof = configuration.root()}));
  TRY(signature, signer.sign(hash.view()));
  return json::parse(secured_text(unsecured, proof_text(configuration.root(), signature)));
}

}  // namespace waarmerk::proof
