#include "node/wallet/offer_reading.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "crypto/encoding/percent.hpp"
#include "crypto/jose/jws.hpp"
#include "crypto/jose/jwt.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"
#include "node/openid/dcql.hpp"
#include "node/openid/metadata.hpp"
#include "node/wallet/link_parameter.hpp"

namespace waarmerk::node::wallet {
namespace {

constexpr std::string_view scheme = "openid-credential-offer:";
constexpr std::size_t configurations_max = 64;
constexpr std::size_t credentials_max = 64;
constexpr std::size_t detail_bytes_max = 300;
constexpr std::size_t code_bytes_max = 64;
constexpr std::int64_t interval_s_max = 86'400;

std::unexpected<Error> no_offer(std::string detail) { return fail(bad_offer, std::move(detail)); }
std::unexpected<Error> strange(std::string detail) { return fail(bad_answer, std::move(detail)); }

/// The value of one parameter; what is not well encoded is no offer.
Result<std::optional<std::string>> parameter(std::string_view link, std::string_view name) {
  auto value = link_parameter(link, name);
  if (!value) return no_offer(value.error().detail);
  return value;
}

Result<json::Document> parse_object(std::string_view text) {
  auto document = json::parse(text);
  if (document && document->root().is(json::Kind::object)) return document;
  return strange("The answer is no JSON object.");
}

std::string text_in(json::Value object, std::string_view name) {
  const auto value = object.find(name);
  return std::string(value ? value->string().value_or("") : std::string_view());
}

TxCode read_tx_code(json::Value value) {
  const auto length = value.find("length").and_then(&json::Value::integer).value_or(0);
  return {.is_numeric = text_in(value, "input_mode") != "text",
          .length = std::clamp<std::int64_t>(length, 0, 64),
          .description = text_in(value, "description").substr(0, detail_bytes_max)};
}

struct Configuration {
  std::string id;
  json::Value value;
};

/// The first of the offered configurations whose format is this one.
std::optional<Configuration> configuration_of(json::Value metadata, const OpenOffer& offer,
                                              std::string_view format) {
  const auto known = metadata.find("credential_configurations_supported");
  for (const auto& id : offer.configurations) {
    const auto found = known ? known->find(id) : std::nullopt;
    if (found && text_in(*found, "format") == format) return Configuration{id, *found};
  }
  return std::nullopt;
}

std::optional<Configuration> best_configuration(json::Value metadata, const OpenOffer& offer) {
  for (const auto format : {openid::ldp_vc, openid::jwt_vc_json, openid::dc_sd_jwt}) {
    if (auto found = configuration_of(metadata, offer, format)) return found;
  }
  return std::nullopt;
}

/// Whether a list of texts has one of these; one that is not there forbids nothing.
bool allows(std::optional<json::Value> list, std::initializer_list<std::string_view> wanted) {
  if (!list) return true;
  for (const json::Value one : list->elements()) {
    if (std::ranges::find(wanted, one.string().value_or("")) != wanted.end()) return true;
  }
  return false;
}

/// Whether it is bound to a bare key. Before the code of the offer is spent it is known whether we
/// have a key that it can be given to.
Result<bool> read_binding(json::Value configuration) {
  const auto jwt = configuration.find("proof_types_supported").and_then([](json::Value types) {
    return types.find("jwt");
  });
  const bool is_jwt = jwt || !configuration.find("proof_types_supported");
  const auto algorithms = jwt ? jwt->find("proof_signing_alg_values_supported") : std::nullopt;
  if (!is_jwt || !allows(algorithms, {"EdDSA", "Ed25519"})) {
    return fail(unsupported_offer, "It is given to a key of another kind than Ed25519.");
  }
  const auto methods = configuration.find("cryptographic_binding_methods_supported");
  if (allows(methods, {"did:key", "did"})) return false;
  if (allows(methods, {"jwk"})) return true;
  return fail(unsupported_offer, "It is bound neither to a DID nor to a key.");
}

std::string own_name(json::Value metadata) {
  const auto displays = metadata.find("display");
  if (!displays) return {};
  for (const json::Value each : displays->elements()) return text_in(each, "name");
  return {};
}

std::string first_server(json::Value metadata) {
  const auto servers = metadata.find("authorization_servers");
  if (!servers) return {};
  for (const json::Value each : servers->elements()) return std::string(each.string().value_or(""));
  return {};
}

/// One credential as its own text: what was signed is not written anew.
Result<std::string> credential_text(const json::Document& answer, json::Value entry) {
  const auto credential = entry.find("credential");
  if (!credential) return strange("The issuer sent an entry without a credential.");
  if (const auto compact = credential->string()) return std::string(*compact);
  if (!credential->is(json::Kind::object)) return strange("A credential is of no known form.");
  return std::string(answer.part(*credential).text());
}

}  // namespace

Result<std::optional<OfferLink>> read_offer_link(std::string_view link) {
  TRY(by_value, parameter(link, "credential_offer"));
  TRY(by_reference, parameter(link, "credential_offer_uri"));
  if (by_value && by_reference) return no_offer("The link holds an offer, and the address of one.");
  if (by_value) return std::optional(OfferLink{.offer = std::move(*by_value)});
  if (by_reference) return std::optional(OfferLink{.url = std::move(*by_reference)});
  if (link.starts_with(scheme)) return no_offer("The link holds no offer.");
  return std::optional<OfferLink>();
}

bool is_interaction(std::string_view link) {
  const auto value = parameter(link, "iuv");
  return value && *value == "1";
}

Result<std::string> read_interaction(std::string_view answer, Protocol protocol) {
  TRY(document, parse_object(answer));
  const bool is_offer = protocol == Protocol::oid4vci;
  const std::string_view name = is_offer ? "oid4vci-1.0" : "oid4vp-1.0";
  if (const auto protocols = document.root().find("protocols")) {
    auto link = text_in(*protocols, name);
    if (link.empty()) link = text_in(*protocols, is_offer ? "OID4VCI" : "OID4VP");
    if (!link.empty()) return link;
    if (protocols->find(is_offer ? "oid4vp-1.0" : "oid4vci-1.0")) {
      return fail(unsupported_offer,
                  is_offer ? "The page asks for badges, and offers none: see wallet present."
                           : "The page offers a badge, and asks for none: see wallet receive.");
    }
  }
  return fail(unsupported_offer, "The page does not speak " + std::string(name) + ".");
}

Result<OpenOffer> read_open_offer(std::string_view text) {
  const auto document = json::parse(text);
  if (!document || !document->root().is(json::Kind::object))
    return no_offer("It is no JSON object.");
  const json::Reader reader(*document);
  OpenOffer offer;
  offer.issuer = text_in(document->root(), "credential_issuer");
  auto configurations = reader.strings("credential_configuration_ids");
  if (offer.issuer.empty() || !configurations || configurations->empty() ||
      configurations->size() > configurations_max) {
    return no_offer("It must say who offers, and what.");
  }
  offer.configurations = std::move(*configurations);
  const auto grants = document->root().find("grants");
  const auto grant = grants ? grants->find(openid::pre_authorized_code_grant) : std::nullopt;
  if (grant) offer.code = text_in(*grant, "pre-authorized_code");
  if (offer.code.empty()) {
    return fail(unsupported_offer, "It needs a login at the issuer, which is done in a browser.");
  }
  if (const auto tx_code = grant->find("tx_code")) offer.tx_code = read_tx_code(*tx_code);
  return offer;
}

std::string well_known(std::string_view issuer, std::string_view path) {
  while (issuer.ends_with('/')) issuer.remove_suffix(1);
  const auto host = issuer.find("://");
  const auto slash = host == std::string_view::npos ? host : issuer.find('/', host + 3);
  if (slash == std::string_view::npos) return std::string(issuer).append(path);
  return std::string(issuer.substr(0, slash)).append(path).append(issuer.substr(slash));
}

Result<IssuerFace> read_issuer(std::string_view metadata, const OpenOffer& offer) {
  TRY(document, parse_object(metadata));
  const auto root = document.root();
  // Whoever says something of another issuer is not listened to (OpenID4VCI 1.0 12.2.1).
  if (text_in(root, "credential_issuer") != offer.issuer) {
    return strange("The metadata is of another issuer than the offer.");
  }
  IssuerFace face{.name = own_name(root),
                  .authorization = first_server(root),
                  .credential_endpoint = text_in(root, "credential_endpoint"),
                  .nonce_endpoint = text_in(root, "nonce_endpoint"),
                  .deferred_endpoint = text_in(root, "deferred_credential_endpoint"),
                  .notification_endpoint = text_in(root, "notification_endpoint"),
                  .configuration = {}};
  if (face.authorization.empty()) face.authorization = offer.issuer;
  if (face.credential_endpoint.empty()) return strange("The issuer names no credential endpoint.");
  auto found = best_configuration(root, offer);
  if (!found) {
    return fail(unsupported_offer, "It is offered in no form that is read here: ldp_vc, " +
                                       std::string("jwt_vc_json or dc+sd-jwt."));
  }
  TRY(binds_key, read_binding(found->value));
  face.configuration = std::move(found->id);
  face.binds_key = binds_key;
  return face;
}

Result<std::string> read_token_endpoint(std::string_view metadata, std::string_view server) {
  TRY(document, parse_object(metadata));
  if (text_in(document.root(), "issuer") != server) {
    return strange("The metadata is of another authorization server.");
  }
  auto endpoint = text_in(document.root(), "token_endpoint");
  if (endpoint.empty()) return strange("The authorization server names no token endpoint.");
  return endpoint;
}

std::string write_token_request(const OpenOffer& offer, const std::optional<std::string>& tx_code) {
  auto form = "grant_type=" + encoding::encode_percent(openid::pre_authorized_code_grant) +
              "&pre-authorized_code=" + encoding::encode_percent(offer.code);
  if (tx_code) form += "&tx_code=" + encoding::encode_percent(*tx_code);
  return form;
}

Result<std::string> read_text(std::string_view answer, std::string_view name) {
  TRY(document, parse_object(answer));
  auto text = text_in(document.root(), name);
  if (!text.empty()) return text;
  return strange("The answer has no " + std::string(name) + ".");
}

Result<std::string> write_holder_proof(const ProofWords& words, const keys::Signer& signer) {
  json::Writer claims;
  claims.begin_object().member("aud", words.audience);
  claims.name("iat").integer(jose::numeric_date(words.now));
  if (!words.nonce.empty()) claims.member("nonce", words.nonce);
  const auto text = claims.end_object().take();
  return jose::sign_jws(
      bytes_of(text),
      {.type = "openid4vci-proof+jwt", .key_id = words.key_id, .with_key = words.key_id.empty()},
      signer);
}

Result<Grant> read_grant(std::string_view answer, std::string_view configuration) {
  TRY(document, parse_object(answer));
  Grant grant{.token = text_in(document.root(), "access_token")};
  if (grant.token.empty()) return strange("The answer has no access_token.");
  const auto details = document.root().find("authorization_details");
  if (!details) return grant;
  for (const json::Value one : details->elements()) {
    const auto identifiers = one.find("credential_identifiers");
    const bool is_this = text_in(one, "credential_configuration_id") == configuration;
    if (!is_this || !identifiers) continue;
    for (const json::Value each : identifiers->elements()) {
      if (grant.identifier.empty()) grant.identifier = each.string().value_or("");
    }
  }
  return grant;
}

std::string write_credential_request(const CredentialWish& wish) {
  json::Writer writer;
  writer.begin_object();
  if (wish.identifier.empty()) {
    writer.member("credential_configuration_id", wish.configuration);
  } else {
    writer.member("credential_identifier", wish.identifier);
  }
  writer.name("proofs").begin_object().name("jwt").begin_array().string(wish.proof);
  return writer.end_array().end_object().end_object().take();
}

Result<Given> read_given(std::string_view answer) {
  TRY(document, parse_object(answer));
  const auto root = document.root();
  Given given{.notification_id = text_in(root, "notification_id"),
              .transaction_id = text_in(root, "transaction_id")};
  const auto wait = root.find("interval").and_then(&json::Value::integer).value_or(0);
  given.interval_s = std::clamp<std::int64_t>(wait, 0, interval_s_max);
  const auto credentials = root.find("credentials");
  if (credentials && credentials->size() > credentials_max)
    return strange("It is too much at once.");
  if (credentials) {
    for (const json::Value entry : credentials->elements()) {
      TRY(text, credential_text(document, entry));
      given.credentials.push_back(text);
    }
  }
  if (!given.credentials.empty() || !given.transaction_id.empty()) return given;
  return strange("The issuer sent neither a credential nor a word to come again.");
}

namespace {

constexpr int status_missing = 404;
constexpr int status_gone = 410;

/// What it calls its reason, and its words for that.
struct Reason {
  std::string code;
  std::string words;
};

Reason reason_of(std::string_view answer) {
  const auto document = json::parse(answer);
  if (!document || !document->root().is(json::Kind::object)) return {};
  return {text_in(document->root(), "error").substr(0, code_bytes_max),
          text_in(document->root(), "error_description").substr(0, detail_bytes_max)};
}

std::string told(const Reason& reason) {
  return reason.words.empty() ? reason.code : reason.code + ": " + reason.words;
}

Error gone(const Reason& reason) {
  const auto why = reason.code.empty() ? std::string() : " The issuer says " + told(reason);
  return {gone_offer, "The offer was used, or is over: ask who made it for a new one." + why};
}

}  // namespace

Error read_refusal(int status, std::string_view answer) {
  const auto reason = reason_of(answer);
  if (reason.code.empty()) return {bad_answer, "It answered " + std::to_string(status) + "."};
  return {refused, "It was refused, with " + told(reason)};
}

Error read_offer_refusal(int status, std::string_view answer) {
  if (status != status_missing && status != status_gone) return read_refusal(status, answer);
  return gone(reason_of(answer));
}

Error read_token_refusal(int status, std::string_view answer) {
  const auto reason = reason_of(answer);
  return reason.code == "invalid_grant" ? gone(reason) : read_refusal(status, answer);
}

Error read_tx_code_refusal(int status, std::string_view answer) {
  const auto reason = reason_of(answer);
  if (reason.code != "invalid_grant") return read_refusal(status, answer);
  return {refused,
          "The code was not taken: type it once more, or ask for a new offer if that does not "
          "help. The issuer says " +
              told(reason)};
}

Error read_credential_refusal(int status, std::string_view answer) {
  if (reason_of(answer).code != "invalid_nonce") return read_refusal(status, answer);
  return {bad_answer, "The issuer did not take the nonce that it gave."};
}

Error read_deferred_refusal(int status, std::string_view answer) {
  const auto reason = reason_of(answer);
  const bool is_over = reason.code == "invalid_transaction_id" || reason.code == "invalid_token";
  return is_over ? gone(reason) : read_refusal(status, answer);
}

}  // namespace waarmerk::node::wallet
