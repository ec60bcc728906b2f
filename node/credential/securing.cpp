#include "node/credential/securing.hpp"

#include <algorithm>
#include <utility>

#include "crypto/encoding/base64.hpp"
#include "crypto/json/parse.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/old_jwt.hpp"
#include "node/credential/paper.hpp"
#include "node/credential/place.hpp"
#include "node/image/baking.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr std::string_view white = " \t\r\n";
constexpr json::Limits json_limits{.bytes_max = file_bytes_max, .depth_max = 64};

std::string_view trim(std::string_view text) {
  const auto from = text.find_first_not_of(white);
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(white) - from + 1);
}

bool is_compact_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '_' || c == '.' || c == '~';
}

bool is_new_type(std::string_view type) { return type == "vc+jwt" || type == "vp+jwt"; }
bool is_old_type(std::string_view type) { return type.empty() || type == "JWT"; }

/// VC 1.1 put the credential in a claim; under the media types of 2.0 that is forbidden
/// (vc-jose-cose 3.1.3).
Result<Secured> open_payload(const jose::Jws& jws, const json::Document& payload) {
  if (!is_new_type(jws.type) && !is_old_type(jws.type)) {
    return fail(unsupported_format, "A JWS of the type " + jws.type + " is not read.");
  }
  if (!payload.root().find("vc") && !payload.root().find("vp")) return Secured(payload);
  if (is_new_type(jws.type)) return fail(malformed, "The claims vc and vp may not be there.");
  TRY(document, read_old_claims(payload));
  Secured secured(document);
  secured.old_claims = payload;
  return secured;
}

Result<jose::Jws> open_jws(std::string_view text) {
  auto jws = jose::open_jws(text);
  if (!jws) return fail(not_a_credential, "This is no JWS: " + jws.error().detail);
  return jws;
}

Result<json::Document> parse_payload(const jose::Jws& jws) {
  TRY(payload, json::parse(text_of(jws.payload), json_limits));
  if (payload.root().is(json::Kind::object)) return payload;
  return fail(not_a_credential, "The payload of the JWS is no object.");
}

Result<Secured> open_compact(std::string_view text) {
  TRY(jws, open_jws(text));
  TRY(payload, parse_payload(jws));
  TRY(secured, open_payload(jws, payload));
  secured.jws = std::move(jws);
  return std::move(secured);
}

bool is_sd_type(std::string_view type) {
  return type == "vc+sd-jwt" || type == "vp+sd-jwt" || type == "dc+sd-jwt";
}

Result<Secured> open_sd_jwt(std::string_view text) {
  auto opened = jose::open_sd_jwt(text);
  if (!opened) return fail(not_a_credential, "This is no SD-JWT: " + opened.error().detail);
  if (!is_sd_type(opened->jws.type)) {
    return fail(unsupported_format, "An SD-JWT of the type " + opened->jws.type + " is not read.");
  }
  // A disclosure that is forged, repeated or out of place spoils the whole.
  const auto unpacked = jose::unpack_sd_jwt(*opened);
  if (!unpacked) return fail(malformed, unpacked.error().detail, unpacked.error().path);
  Secured secured(unpacked->payload);
  secured.jws = std::move(opened->jws);
  secured.disclosed = std::move(opened->disclosed);
  return secured;
}

/// How base64 of the tag and the array of a COSE_Sign1 begins.
bool is_cose_text(std::string_view text) { return text.starts_with("0o"); }

/// What the headers say must be one of the media types of vc-jose-cose 3.3; they may say nothing.
Result<void> check_cose_types(const cose::Sign1& sign1) {
  const auto& type = sign1.type;
  const auto& content = sign1.content_type;
  const bool is_type = type.empty() || type == "vc+cose" || type == "vp+cose";
  const bool is_content = content.empty() || content == "vc" || content == "vp";
  if (!is_type || !is_content) {
    return fail(unsupported_format, "A COSE_Sign1 of the type " + type + " is not read.");
  }
  if (!type.empty() && !content.empty() && !type.starts_with(content + "+")) {
    return fail(malformed, "The headers of the COSE_Sign1 contradict each other.");
  }
  return {};
}

Result<Secured> open_cose(ByteView bytes) {
  auto sign1 = cose::open_sign1(bytes);
  if (!sign1) return fail(not_a_credential, "This is no COSE_Sign1: " + sign1.error().detail);
  TRY_OK(check_cose_types(*sign1));
  TRY(payload, json::parse(text_of(sign1->payload), json_limits));
  if (!payload.root().is(json::Kind::object)) {
    return fail(not_a_credential, "The payload of the COSE_Sign1 is no object.");
  }
  Secured secured(payload);
  secured.cose = std::move(*sign1);
  return secured;
}

Result<Secured> open_cose_text(std::string_view text) {
  const auto bytes = encoding::decode_base64(text);
  if (!bytes) return fail(not_a_credential, "This is not base64.");
  return open_cose(*bytes);
}

Result<Secured> open_text(std::string_view text) {
  return text.find('~') == std::string_view::npos ? open_compact(text) : open_sd_jwt(text);
}

/// An SD-JWT as JSON, in the flattened form (RFC 9901 section 8).
bool is_flattened(json::Value root) {
  return root.find("protected") && root.find("payload") && root.find("signature");
}

Result<Secured> open_flattened(json::Value root) {
  const auto text = jose::compact_sd_jwt(root);
  if (!text) return fail(not_a_credential, "This is no SD-JWT: " + text.error().detail);
  return open_sd_jwt(*text);
}

/// Whether the words of an envelope are those of VC 2.0.
bool has_base_context(json::Value envelope) {
  const auto context = envelope.find("@context");
  if (!context) return false;
  if (context->string() == context_v2) return true;
  return context->size() > 0 && (*context->elements().begin()).string() == context_v2;
}

/// The compact form in the `data:` URL of an enveloped credential or presentation
/// (vc-data-model 4.13.1).
Result<Secured> open_envelope(const Place& envelope) {
  const auto id = envelope.find("id");
  const auto url = id ? id->value().string() : std::nullopt;
  if (!url) return envelope.fail_at("id", malformed, "The envelope has no id.");
  for (const std::string_view type : {"vc+jwt", "vp+jwt", "vc+sd-jwt", "vp+sd-jwt", "dc+sd-jwt",
                                      "jwt", "vc+cose;base64", "vp+cose;base64"}) {
    const auto start = "data:application/" + std::string(type) + ",";
    if (!url->starts_with(start)) continue;
    if (!has_base_context(envelope.value())) {
      return envelope.fail_at("@context", malformed, "The envelope needs the context of VC 2.0.");
    }
    const auto content = url->substr(start.size());
    return type.ends_with(";base64") ? open_cose_text(content) : open_text(content);
  }
  return id->fail_here(unsupported_format,
                       "Only a JWS, an SD-JWT or a COSE_Sign1 is read inside an envelope.");
}

bool is_envelope(const Place& place) {
  return place.has_type("EnvelopedVerifiableCredential") ||
         place.has_type("EnvelopedVerifiablePresentation");
}

Result<Secured> open_object(const json::Document& document) {
  const Place root(document.root(), "$");
  if (is_flattened(root.value())) return open_flattened(root.value());
  return is_envelope(root) ? open_envelope(root) : Secured(document);
}

/// Whatever a file may be but a picture, or text from paper.
Result<Secured> open_plain(std::string_view file) {
  const auto text = trim(file);
  if (text.starts_with('{')) {
    TRY(document, json::parse(text, json_limits));
    return open_object(document);
  }
  if (text.size() > file_bytes_max) return fail(not_a_credential, "The file is too large.");
  if (is_cose_text(text)) return open_cose_text(text);
  if (text.empty() || !std::ranges::all_of(text, is_compact_character)) {
    return fail(not_a_credential,
                "This is neither a JSON object, a JWS, an SD-JWT nor a COSE_Sign1.");
  }
  return open_text(text);
}

}  // namespace

std::string_view Secured::form() const {
  if (cose) return "COSE";
  if (!jws) return "Data Integrity";
  return disclosed ? "SD-JWT" : "JWS";
}

Result<Secured> open(std::string_view file) {
  if (cose::is_sign1(bytes_of(file))) return open_cose(bytes_of(file));
  if (is_paper(file)) {
    TRY(badge, parse_paper(file));
    return open_plain(badge);
  }
  if (!image::format_of(file)) return open_plain(file);
  TRY(baked, image::unbake(file));
  return open_plain(baked.text);
}

Result<Secured> open_token(std::string_view text, std::string_view type) {
  if (text.size() > file_bytes_max) return fail(not_a_credential, "The file is too large.");
  TRY(jws, open_jws(trim(text)));
  if (jws.type != type) {
    return fail(unsupported_format, "A JWS of the type " + jws.type + " is not read here.");
  }
  TRY(payload, parse_payload(jws));
  Secured secured(payload);
  secured.jws = std::move(jws);
  return secured;
}

Result<Secured> open(const json::Document& whole, json::Value value) {
  if (const auto text = value.string()) return open_text(trim(*text));
  if (!value.is(json::Kind::object)) return fail(not_a_credential, "This is no object.");
  return open_object(whole.part(value));
}

}  // namespace waarmerk::node::credential
