#include "node/credential/old_jwt.hpp"

#include <optional>
#include <string_view>
#include <utility>

#include "crypto/jose/jwt.hpp"
#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "crypto/json/writer.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/place.hpp"

namespace waarmerk::node::credential {
namespace {

/// What the two versions of the data model call the dates.
struct DateNames {
  std::string_view from;
  std::string_view until;
};

DateNames date_names(json::Value credential) {
  const auto contexts = credential.find("@context");
  bool is_new = contexts && contexts->string() == context_v2;
  if (contexts) {
    for (const json::Value one : contexts->elements()) is_new |= one.string() == context_v2;
  }
  return is_new ? DateNames{"validFrom", "validUntil"}
                : DateNames{"issuanceDate", "expirationDate"};
}

std::optional<std::string_view> text_at(json::Value object, std::string_view name) {
  const auto found = object.find(name);
  return found ? found->string() : std::nullopt;
}

/// The id of a member that is a URL, or an object with one.
std::optional<std::string_view> id_at(json::Value object, std::string_view name) {
  const auto found = object.find(name);
  if (!found) return std::nullopt;
  return found->is(json::Kind::object) ? text_at(*found, "id") : found->string();
}

std::unexpected<Error> disagree(std::string_view claim, std::string_view member) {
  return fail(
      malformed,
      "The claim " + std::string(claim) + " says something else than " + std::string(member) + ".",
      "$." + std::string(claim));
}

Result<json::Document> with_text(const json::Document& object, std::string_view name,
                                 std::string_view text) {
  json::Writer writer;
  TRY(value, json::parse(writer.begin_array().string(text).end_array().take()));
  return json::with_member(object.root(), name, *value.root().elements().begin());
}

/// `object` with `text` as its `name`, unless it has the same already.
Result<json::Document> agree(const json::Document& object, std::string_view claim,
                             std::string_view name, const std::optional<std::string>& text) {
  if (!text) return object;
  if (!object.root().find(name)) return with_text(object, name, *text);
  if (id_at(object.root(), name) != *text) return disagree(claim, name);
  return object;
}

Result<json::Document> agree_on_date(const json::Document& object, std::string_view claim,
                                     std::string_view name, const std::optional<UnixTime>& time) {
  if (!time) return object;
  const UnixTime second{jose::numeric_date(*time) * second_ms};
  if (!object.root().find(name)) return with_text(object, name, print_time(second));
  const auto there = parse_time(text_at(object.root(), name).value_or(""));
  if (!there || jose::numeric_date(*there) * second_ms != second.ms) return disagree(claim, name);
  return object;
}

/// `sub` is the id of the one subject. A subject that brings another id contradicts it.
Result<json::Document> agree_on_subject(const json::Document& credential,
                                        const std::optional<std::string>& id) {
  const auto subject = credential.root().find("credentialSubject");
  if (!id || !subject) return credential;
  if (subject->is(json::Kind::array)) {
    for (const json::Value one : subject->elements()) {
      if (text_at(one, "id") == *id) return credential;
    }
    return disagree("sub", "credentialSubject");
  }
  if (const auto there = text_at(*subject, "id")) {
    if (*there != *id) return disagree("sub", "credentialSubject.id");
    return credential;
  }
  TRY(plain, json::parse(json::print(*subject)));
  TRY(named, with_text(plain, "id", *id));
  return json::with_member(credential.root(), "credentialSubject", named.root());
}

Result<json::Document> read_credential_claim(const json::Document& vc, const jose::Claims& claims) {
  const auto names = date_names(vc.root());
  TRY(issued, agree(vc, "iss", "issuer", claims.issuer));
  TRY(named, agree(issued, "jti", "id", claims.id));
  TRY(given, agree_on_subject(named, claims.subject));
  TRY(begun, agree_on_date(given, "nbf", names.from, claims.not_before));
  return agree_on_date(begun, "exp", names.until, claims.expires);
}

Result<json::Document> read_presentation_claim(const json::Document& vp,
                                               const jose::Claims& claims) {
  TRY(held, agree(vp, "iss", "holder", claims.issuer));
  return agree(held, "jti", "id", claims.id);
}

void write_date(json::Writer& writer, std::string_view claim, json::Value document,
                std::string_view name) {
  const auto time = parse_time(text_at(document, name).value_or(""));
  if (time) writer.name(claim).integer(jose::numeric_date(*time));
}

void write_text(json::Writer& writer, std::string_view claim,
                const std::optional<std::string_view>& text) {
  if (text && !text->empty()) writer.member(claim, *text);
}

}  // namespace

Result<json::Document> read_old_claims(const json::Document& claims) {
  const auto vc = claims.root().find("vc");
  const auto vp = claims.root().find("vp");
  if (vc.has_value() == vp.has_value()) return fail(malformed, "One of vc and vp is a claim.", "$");
  if (!(vc ? *vc : *vp).is(json::Kind::object)) {
    return fail(malformed, "The claim is no object.", vc ? "$.vc" : "$.vp");
  }
  const auto inner = claims.part(vc ? *vc : *vp);
  TRY(registered, jose::read_claims(claims.root()));
  return vc ? read_credential_claim(inner, registered) : read_presentation_claim(inner, registered);
}

Result<std::string> write_old_claims(const json::Document& document,
                                     const OldClaimsOptions& options) {
  const auto root = document.root();
  const Place place(root, "$");
  const bool is_credential = place.has_type("VerifiableCredential");
  if (!is_credential && !place.has_type("VerifiablePresentation")) {
    return place.fail_at("type", malformed, "It is no credential and no presentation.");
  }
  json::Writer writer;
  writer.begin_object();
  write_text(writer, "iss", id_at(root, is_credential ? "issuer" : "holder"));
  write_text(writer, "jti", text_at(root, "id"));
  if (is_credential) {
    const auto names = date_names(root);
    write_text(writer, "sub", id_at(root, "credentialSubject"));
    write_date(writer, "nbf", root, names.from);
    write_date(writer, "exp", root, names.until);
  }
  write_text(writer, "aud", options.audience);
  write_text(writer, "nonce", options.nonce);
  writer.name(is_credential ? "vc" : "vp").value(root).end_object();
  return writer.take();
}

}  // namespace waarmerk::node::credential
