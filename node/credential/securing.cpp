#include "node/credential/securing.hpp"

#include <algorithm>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/old_jwt.hpp"
#include "node/credential/place.hpp"

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
         c == '_' || c == '.';
}

bool is_new_type(std::string_view type) { return type == "vc+jwt" || type == "vp+jwt"; }

/// VC 1.1 put the credential in a claim; under the media types of 2.0 that is forbidden
/// (vc-jose-cose 3.1.3).
Result<Secured> open_payload(const jose::Jws& jws, const json::Document& payload) {
  if (!payload.root().find("vc") && !payload.root().find("vp")) return Secured(payload);
  if (is_new_type(jws.type)) return fail(malformed, "The claims vc and vp may not be there.");
  if (!jws.type.empty() && jws.type != "JWT") {
    return fail(unsupported_format, "A JWS of the type " + jws.type + " is not read.");
  }
  TRY(document, read_old_claims(payload));
  Secured secured(document);
  secured.old_claims = payload;
  return secured;
}

Result<Secured> open_compact(std::string_view text) {
  auto jws = jose::open_jws(text);
  if (!jws) return fail(not_a_credential, "This is no JWS: " + jws.error().detail);
  TRY(payload, json::parse(text_of(jws->payload), json_limits));
  if (!payload.root().is(json::Kind::object)) {
    return fail(not_a_credential, "The payload of the JWS is no object.");
  }
  TRY(secured, open_payload(*jws, payload));
  secured.jws = std::move(*jws);
  return std::move(secured);
}

/// The compact JWS in the `data:` URL of an enveloped credential or presentation
/// (vc-data-model 4.13.1).
Result<Secured> open_envelope(const Place& envelope) {
  const auto id = envelope.find("id");
  const auto url = id ? id->value().string() : std::nullopt;
  if (!url) return envelope.fail_at("id", malformed, "The envelope has no id.");
  for (const std::string_view start : {"data:application/vc+jwt,", "data:application/vp+jwt,"}) {
    if (url->starts_with(start)) return open_compact(url->substr(start.size()));
  }
  return id->fail_here(unsupported_format, "Only a compact JWS is read inside an envelope.");
}

bool is_envelope(const Place& place) {
  return place.has_type("EnvelopedVerifiableCredential") ||
         place.has_type("EnvelopedVerifiablePresentation");
}

}  // namespace

Result<Secured> open(std::string_view file) {
  const auto text = trim(file);
  if (text.starts_with('{')) {
    TRY(document, json::parse(text, json_limits));
    const Place root(document.root(), "$");
    return is_envelope(root) ? open_envelope(root) : Secured(document);
  }
  if (text.size() > file_bytes_max) return fail(not_a_credential, "The file is too large.");
  if (text.find('~') != std::string_view::npos && text.starts_with("ey")) {
    return fail(unsupported_format, "This is an SD-JWT, which is not read yet.");
  }
  if (text.empty() || !std::ranges::all_of(text, is_compact_character)) {
    return fail(not_a_credential, "This is neither a JSON object nor a compact JWS.");
  }
  return open_compact(text);
}

Result<Secured> open(json::Value value) {
  const Place place(value, "$");
  if (const auto text = value.string()) return open_compact(trim(*text));
  if (!value.is(json::Kind::object)) return fail(not_a_credential, "This is no object.");
  if (is_envelope(place)) return open_envelope(place);
  TRY(document, json::parse(json::print(value), json_limits));
  return Secured(document);
}

}  // namespace waarmerk::node::credential
