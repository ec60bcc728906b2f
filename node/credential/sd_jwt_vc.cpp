#include "node/credential/sd_jwt_vc.hpp"

#include <utility>

#include "crypto/jose/jwt.hpp"

namespace waarmerk::node::credential {

bool is_sd_jwt_vc(const Secured& secured) {
  const auto root = secured.document.root();
  return secured.disclosed && root.find("vct") && !root.find("@context");
}

namespace {

/// What an `issuer` is called that is the one of `iss`.
std::string name_of_issuer(json::Value claims, std::string_view did) {
  const auto issuer = claims.find("issuer");
  const auto id = issuer ? issuer->find("id") : std::nullopt;
  const auto name = issuer ? issuer->find("name") : std::nullopt;
  if (!id || !name || id->string() != did) return {};
  return std::string(text_in(*name));
}

}  // namespace

Result<Credential> read_sd_jwt_vc(const json::Document& claims) {
  const auto root = claims.root();
  auto registered = jose::read_claims(root);
  if (!registered) return fail(malformed, registered.error().detail, registered.error().path);
  const auto type = root.find("vct")->string();
  if (!type || type->empty()) return fail(malformed, "The type is a text.", "$.vct");
  if (!registered->issuer || !is_url(*registered->issuer)) {
    return fail(malformed, "The issuer must be a URL.", "$.iss");
  }
  Credential credential{.document = claims};
  credential.types.emplace_back(*type);
  credential.issuer = std::move(*registered->issuer);
  credential.issuer_name = name_of_issuer(root, credential.issuer);
  credential.id = std::move(registered->id);
  if (registered->subject) credential.subject_ids.push_back(std::move(*registered->subject));
  credential.subjects.push_back(root);
  credential.valid_from = registered->not_before ? registered->not_before : registered->issued;
  credential.valid_until = registered->expires;
  if (const auto status = root.find("status")) {
    if (!status->is(json::Kind::object)) return fail(malformed, "It is no object.", "$.status");
    const auto list = status->find("status_list");
    credential.statuses.push_back(list.value_or(*status));
  }
  return credential;
}

Result<Credential> read_secured(const Secured& secured) {
  return is_sd_jwt_vc(secured) ? read_sd_jwt_vc(secured.document)
                               : read_credential(secured.document);
}

std::string issuer_metadata_url(std::string_view issuer) {
  constexpr std::string_view scheme = "https://";
  constexpr std::string_view place = "/.well-known/jwt-vc-issuer";
  if (!issuer.starts_with(scheme) || issuer.find_first_of("?#") != std::string_view::npos)
    return {};
  const auto slash = issuer.find('/', scheme.size());
  std::string url(issuer.substr(0, slash));
  url.append(place);
  if (slash != std::string_view::npos && slash + 1 < issuer.size())
    url.append(issuer.substr(slash));
  return url;
}

}  // namespace waarmerk::node::credential
