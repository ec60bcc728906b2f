#include "node/openid/metadata.hpp"

#include "crypto/encoding/percent.hpp"
#include "crypto/json/writer.hpp"
#include "node/openid/authorization_details.hpp"
#include "node/openid/holder_proof.hpp"

namespace waarmerk::node::openid {
namespace {

std::string at(std::string_view url, std::string_view path) {
  return std::string(url).append(path);
}

template <class Texts>
void write_texts(json::Writer& writer, std::string_view name, const Texts& texts) {
  writer.name(name).begin_array();
  for (const auto& text : texts) writer.string(text);
  writer.end_array();
}

/// What the credential is, in the words of its format (OpenID4VCI 1.0 A).
void write_definition(json::Writer& writer, std::string_view format) {
  if (format == dc_sd_jwt) {
    writer.member("vct", open_badge_type);
    return;
  }
  writer.name("credential_definition").begin_object();
  if (format == ldp_vc) {
    writer.name("@context").begin_array();
    writer.string("https://www.w3.org/ns/credentials/v2");
    writer.string("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json").end_array();
  }
  writer.name("type").begin_array();
  writer.string("VerifiableCredential").string("OpenBadgeCredential").end_array().end_object();
}

void write_configuration(json::Writer& writer, const Configuration& configuration) {
  writer.name(configuration.id).begin_object().member("format", configuration.format);
  write_definition(writer, configuration.format);
  writer.name("credential_signing_alg_values_supported").begin_array();
  writer.string(configuration.algorithm).end_array();
  write_texts(writer, "cryptographic_binding_methods_supported", binding_methods);
  writer.name("proof_types_supported").begin_object().name("jwt").begin_object();
  write_texts(writer, "proof_signing_alg_values_supported", proof_algorithms);
  writer.end_object().end_object();
  writer.name("credential_metadata").begin_object().name("display").begin_array();
  writer.begin_object().member("name", "Open Badge").member("locale", "en").end_object();
  writer.end_array().end_object().end_object();
}

}  // namespace

std::string write_issuer_metadata(const Face& face) {
  json::Writer writer;
  writer.begin_object()
      .member("credential_issuer", face.url)
      .member("credential_endpoint", at(face.url, credential_path))
      .member("nonce_endpoint", at(face.url, nonce_path))
      .member("deferred_credential_endpoint", at(face.url, deferred_path))
      .member("notification_endpoint", at(face.url, notification_path));
  if (!face.name.empty()) {
    writer.name("display").begin_array().begin_object().member("name", face.name);
    writer.end_object().end_array();
  }
  writer.name("credential_configurations_supported").begin_object();
  for (const auto& each : face.configurations) write_configuration(writer, each);
  return writer.end_object().end_object().take();
}

std::string write_server_metadata(std::string_view url) {
  json::Writer writer;
  writer.begin_object().member("issuer", url).member("token_endpoint", at(url, token_path));
  // None, for there is no authorization endpoint; some clients want the member all the same.
  writer.name("response_types_supported").begin_array().end_array();
  writer.name("grant_types_supported").begin_array().string(pre_authorized_code_grant).end_array();
  writer.name("authorization_details_types_supported").begin_array().string(details_type);
  writer.end_array()
      .name("token_endpoint_auth_methods_supported")
      .begin_array()
      .string("none")
      .end_array();
  writer.name("pre-authorized_grant_anonymous_access_supported").boolean(true);
  return writer.end_object().take();
}

std::string write_offer(std::string_view url, const Offer& offer, std::string_view code) {
  json::Writer writer;
  writer.begin_object().member("credential_issuer", url);
  write_texts(writer, "credential_configuration_ids", offer.configurations);
  writer.name("grants").begin_object().name(pre_authorized_code_grant).begin_object();
  writer.member("pre-authorized_code", code);
  writer.name("tx_code").begin_object().member("input_mode", "numeric");
  writer.name("length").integer(tx_code_digits_of(offer));
  writer.member("description", "The digits that the issuer gives you another way.");
  return writer.end_object().end_object().end_object().end_object().take();
}

std::string link_by_value(std::string_view offer) {
  return "openid-credential-offer://?credential_offer=" + encoding::encode_percent(offer);
}

std::string link_by_reference(std::string_view url, std::string_view code) {
  // In the query, which no access log of ours holds.
  const auto place = at(url, offer_path).append("?code=").append(code);
  return "openid-credential-offer://?credential_offer_uri=" + encoding::encode_percent(place);
}

}  // namespace waarmerk::node::openid
