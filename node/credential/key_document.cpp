#include "node/credential/key_document.hpp"

#include <optional>
#include <utility>

#include "crypto/json/parse.hpp"
#include "crypto/keys/jwk.hpp"
#include "crypto/keys/multikey.hpp"
#include "node/credential/credential.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr json::Limits limits{.bytes_max = key_document_bytes_max, .depth_max = 32};

std::string_view text_at(json::Value object, std::string_view name) {
  const auto found = object.find(name);
  return found ? found->string().value_or("") : "";
}

/// The scheme, host and port; empty for what is no https URL.
std::string_view origin_of(std::string_view url) {
  constexpr std::string_view scheme = "https://";
  if (!url.starts_with(scheme)) return {};
  const auto end = url.find_first_of("/?#", scheme.size());
  const auto origin = url.substr(0, end);
  return origin.size() == scheme.size() || origin.find('@') != std::string_view::npos
             ? std::string_view()
             : origin;
}

bool is_named(json::Value object, std::string_view member, std::string_view url) {
  const auto name = text_at(object, member);
  const auto hash = url.find('#');
  if (name.empty()) return false;
  if (name == url) return true;
  return hash != std::string_view::npos &&
         (name == url.substr(hash) || name == url.substr(hash + 1));
}

/// The element of the array that the URL names; the only one, where it names none.
std::optional<json::Value> choose(json::Value array, std::string_view member,
                                  std::string_view url) {
  for (const json::Value one : array.elements()) {
    if (is_named(one, member, url)) return one;
  }
  if (array.size() == 1 && url.find('#') == std::string_view::npos) {
    return *array.elements().begin();
  }
  return std::nullopt;
}

Result<keys::PublicKey> read_method(json::Value object) {
  if (object.find("kty")) return keys::read_jwk(object);
  if (const auto jwk = object.find("publicKeyJwk")) return keys::read_jwk(*jwk);
  if (object.find("publicKeyMultibase")) {
    return keys::parse_multikey(text_at(object, "publicKeyMultibase"));
  }
  return fail(bad_key_document, "There is no key in the document.");
}

}  // namespace

bool is_key_url(std::string_view url) {
  return is_url(url) && (url.starts_with("https://") || url.starts_with("http://"));
}

std::string key_document_url(std::string_view url) {
  return std::string(url.substr(0, url.find('#')));
}

bool is_same_origin(std::string_view left, std::string_view right) {
  const auto origin = origin_of(left);
  return !origin.empty() && origin == origin_of(right);
}

Result<keys::PublicKey> read_key_document(std::string_view text, std::string_view url) {
  const auto document = json::parse(text, limits);
  if (!document || !document->root().is(json::Kind::object)) {
    return fail(bad_key_document, "The key's document is no JSON object.");
  }
  auto root = document->root();
  // The metadata of an issuer of SD-JWT VCs (section 5).
  if (const auto jwks = root.find("jwks")) root = *jwks;
  for (const auto& [list, name] : {std::pair<std::string_view, std::string_view>{"keys", "kid"},
                                   {"verificationMethod", "id"}}) {
    const auto found = root.find(list);
    if (!found) continue;
    const auto chosen = choose(*found, name, url);
    if (!chosen) return fail(bad_key_document, "The document has no key of this name.");
    return read_method(*chosen);
  }
  return read_method(root);
}

}  // namespace waarmerk::node::credential
