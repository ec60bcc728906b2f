#include "crypto/proof/proof_writing.hpp"

#include <string>

#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::proof {
namespace {

/// The text of a proof without its value. That of a JCS suite carries the `@context` of the
/// document, so that it stays true where more proofs and contexts are added (vc-di-eddsa 3.3.1).
std::string configuration_text(json::Value unsecured, const ProofOptions& options,
                               const Cryptosuite& suite) {
  json::Writer writer;
  writer.begin_object();
  if (options.id) writer.member("id", *options.id);
  writer.member("type", "DataIntegrityProof").member("cryptosuite", options.cryptosuite);
  if (options.created) writer.member("created", print_time(*options.created));
  if (options.expires) writer.member("expires", print_time(*options.expires));
  writer.member("verificationMethod", options.verification_method);
  writer.member("proofPurpose", options.proof_purpose);
  if (options.domain) writer.member("domain", *options.domain);
  if (options.challenge) writer.member("challenge", *options.challenge);
  if (!options.previous_proof.empty()) {
    writer.name("previousProof").begin_array();
    for (const std::string& id : options.previous_proof) writer.string(id);
    writer.end_array();
  }
  const auto context = unsecured.find("@context");
  if (context && suite.carries_context) writer.name("@context").value(*context);
  return writer.end_object().take();
}

/// The text of an object with one member more at its end. What was there stays to the byte.
std::string with_last(std::string_view object, std::string_view member) {
  const auto brace = object.rfind('}');
  const auto before = object.find_last_not_of(" \t\r\n", brace - 1);
  std::string text;
  text.reserve(object.size() + member.size() + 2);
  text.append(object.substr(0, brace));
  if (object[before] != '{') text += ',';
  return text.append(member).append(1, '}');
}

std::string proof_text(std::string_view configuration, std::string_view value) {
  return with_last(configuration, "\"proofValue\":\"" + std::string(value) + "\"");
}

/// A set: the proofs there were, then the new one, in the place of the old member.
std::string with_one_more(json::Value document, json::Value earlier, std::string_view added) {
  json::Writer writer;
  writer.begin_object();
  for (const json::Member member : document.members()) {
    if (member.name != "proof") writer.name(member.name).value(member.value);
  }
  writer.name("proof").begin_array();
  if (!earlier.is(json::Kind::array)) writer.value(earlier);
  for (const json::Value proof : earlier.elements()) writer.value(proof);
  return writer.raw(added).end_array().end_object().take();
}

std::string secured_text(const json::Document& document, std::string_view added) {
  const auto earlier = document.root().find("proof");
  if (earlier) return with_one_more(document.root(), *earlier, added);
  std::string member("\"proof\":");
  return with_last(document.text(), member.append(added));
}

Result<void> check_input(json::Value document, const ProofOptions& options) {
  if (!document.is(json::Kind::object)) return fail(malformed, "only an object can have a proof");
  const auto earlier = document.find("proof");
  if (earlier && earlier->is(json::Kind::array) && earlier->size() >= proofs_max) {
    return fail(malformed, "the document has as many proofs as it may", "$.proof");
  }
  if (options.previous_proof.size() > proofs_max) {
    return fail(malformed, "a proof names as many previous proofs as a document may have");
  }
  if (options.verification_method.empty() || options.proof_purpose.empty()) {
    return fail(malformed, "a proof must name its verification method and its purpose");
  }
  return {};
}

}  // namespace

Result<json::Document> write_configuration(json::Value unsecured, const ProofOptions& options,
                                           const Cryptosuite& suite) {
  TRY_OK(check_input(unsecured, options));
  return json::parse(configuration_text(unsecured, options, suite));
}

Result<json::Document> with_proof(const json::Document& unsecured,
                                  const json::Document& configuration,
                                  std::string_view proof_value) {
  return json::parse(secured_text(unsecured, proof_text(configuration.text(), proof_value)));
}

}  // namespace waarmerk::proof
