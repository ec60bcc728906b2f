#include "node/credential/assertion.hpp"

#include <algorithm>
#include <array>

#include "crypto/keys/pem.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/place.hpp"
#include "node/credential/securing.hpp"

namespace waarmerk::node::credential {
namespace {

constexpr auto contexts = std::to_array<std::string_view>({
    "https://w3id.org/openbadges/v2",
    "http://w3id.org/openbadges/v2",
    "https://openbadgespec.org/v2/context.json",
});
constexpr std::size_t parts_max = 64;
constexpr std::size_t revocations_max = 100'000;

bool is_context(json::Value value) {
  const auto text = value.string();
  return text && std::ranges::find(contexts, *text) != contexts.end();
}

bool has_context(json::Value value) {
  const auto context = value.find("@context");
  if (!context) return false;
  if (is_context(*context)) return true;
  for (const json::Value one : context->elements()) {
    if (is_context(one)) return true;
  }
  return false;
}

std::string text_at(const Place& place, std::string_view name) {
  const auto found = place.find(name);
  return found ? std::string(text_in(found->value())) : std::string();
}

Result<std::string> get_text(const Place& place, std::string_view name) {
  auto text = text_at(place, name);
  if (text.empty()) return place.fail_at(name, malformed, "This must be a text.");
  return text;
}

/// A URL, or an object that may have one as its id.
Result<Part> get_part(const Place& place, std::string_view name) {
  const auto found = place.find(name);
  if (!found) return place.fail_at(name, malformed, "This must be there.");
  if (found->value().is(json::Kind::object)) {
    return Part{.id = text_at(*found, "id"), .value = found->value()};
  }
  const auto text = found->value().string();
  if (text && is_url(*text)) return Part{.id = std::string(*text)};
  return found->fail_here(malformed, "This must be a URL or an object.");
}

/// Times of before 2.0 was strict may be days.
Result<std::optional<UnixTime>> read_time(const Place& place, std::string_view name) {
  const auto found = place.find(name);
  if (!found) return std::optional<UnixTime>();
  const std::string text(found->value().string().value_or(""));
  const bool is_day = text.size() == std::string_view("2016-12-31").size();
  const auto time = parse_time(is_day ? text + "T00:00:00Z" : text);
  if (!time) return found->fail_here(malformed, "This must be a date and time with a zone.");
  return std::optional<UnixTime>(*time);
}

Result<void> expect_type(const Place& place, std::string_view type, std::string_view other = {}) {
  if (!place.value().is(json::Kind::object)) return place.fail_here(malformed, "It is no object.");
  if (place.has_type(type) || (!other.empty() && place.has_type(other))) return {};
  return place.fail_at("type", malformed, "The type must hold " + std::string(type) + ".");
}

Result<Identity> read_recipient(const Place& root) {
  const auto found = root.find("recipient");
  if (!found) return root.fail_at("recipient", malformed, "This must be there.");
  TRY(type, get_text(*found, "type"));
  TRY(identity, get_text(*found, "identity"));
  const auto hashed = found->value().find("hashed");
  return Identity{.type = type,
                  .hash = identity,
                  .salt = text_at(*found, "salt"),
                  .hashed = hashed && hashed->boolean().value_or(false)};
}

/// `verification`, which was `verify` before.
Result<void> read_verification(const Place& root, Assertion& assertion) {
  auto found = root.find("verification");
  if (!found) found = root.find("verify");
  if (!found) return root.fail_at("verification", malformed, "This must be there.");
  const auto is = [&](std::string_view one, std::string_view other) {
    return found->has_type(one) || found->has_type(other);
  };
  assertion.is_hosted = is("hosted", "HostedBadge");
  if (found->has_type("MerkleProofVerification2017")) {
    return found->fail_at("type", unsupported_format, "Its proof stands in a blockchain.");
  }
  if (!assertion.is_hosted && !is("signed", "SignedBadge")) {
    return found->fail_at("type", malformed, "It must be hosted or signed.");
  }
  assertion.creator = text_at(*found, "creator");
  return {};
}

std::vector<std::string> texts_at(const Place& place, std::string_view name) {
  std::vector<std::string> texts;
  const auto found = place.find(name);
  if (!found) return texts;
  if (const auto text = found->value().string()) texts.emplace_back(*text);
  for (const json::Value one : found->value().elements()) {
    if (const auto text = one.string(); text && texts.size() < parts_max) texts.emplace_back(*text);
  }
  return texts;
}

void add_key(std::vector<Part>& keys, json::Value value) {
  if (keys.size() == parts_max) return;
  if (const auto text = value.string()) keys.push_back({.id = std::string(*text)});
  if (!value.is(json::Kind::object)) return;
  const auto id = value.find("id");
  keys.push_back({.id = std::string(id ? text_in(*id) : ""), .value = value});
}

}  // namespace

std::string_view host_of(std::string_view url) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!url.starts_with(scheme)) continue;
    url.remove_prefix(scheme.size());
    return url.substr(0, std::min(url.find_first_of("/?#"), url.size()));
  }
  return {};
}

bool is_assertion(json::Value value) {
  return has_context(value) && Place(value, "$").has_type("Assertion");
}

bool is_ancient_assertion(json::Value value) {
  return !value.find("@context") && value.find("badge") && value.find("recipient") &&
         (value.find("uid") || value.find("verify"));
}

bool IssuerProfile::may_host(std::string_view assertion) const {
  const auto host = host_of(assertion);
  if (host.empty()) return false;
  if (!starts_with.empty()) {
    return std::ranges::any_of(starts_with, [&](const auto& start) {
      // A start that ends within a host would let in hosts that only begin like it.
      return host == host_of(start) && assertion.starts_with(start);
    });
  }
  if (hosts.empty()) return host == host_of(id);
  return std::ranges::any_of(
      hosts, [&](const auto& allowed) { return host == allowed || host == host_of(allowed); });
}

Result<Assertion> read_assertion(const json::Document& document) {
  const Place root(document.root(), "$");
  if (!has_context(root.value())) {
    return root.fail_at("@context", malformed, "It is not that of Open Badges 2.0.");
  }
  TRY_OK(expect_type(root, "Assertion"));
  TRY(id, get_text(root, "id"));
  TRY(recipient, read_recipient(root));
  TRY(badge, get_part(root, "badge"));
  TRY(issued, read_time(root, "issuedOn"));
  TRY(expires, read_time(root, "expires"));
  if (!issued) return root.fail_at("issuedOn", malformed, "This must be there.");
  if (expires && *expires < *issued) {
    return root.fail_at("expires", malformed, "It ends before it begins.");
  }
  // A picture in the badge itself carries no badge (2.0, 3.1), so this is none of its own.
  if (text_at(root, "image").starts_with("data:")) {
    return root.fail_at("image", malformed, "This must be the URL of a picture.");
  }
  const auto revoked = root.value().find("revoked");
  Assertion assertion{.document = document,
                      .id = id,
                      .recipient = recipient,
                      .badge = badge,
                      .issued = *issued,
                      .expires = expires,
                      .is_revoked = revoked && revoked->boolean().value_or(false)};
  TRY_OK(read_verification(root, assertion));
  return assertion;
}

Result<BadgeClass> read_badge_class(json::Value value) {
  const Place root(value, "$");
  TRY_OK(expect_type(root, "BadgeClass"));
  TRY(name, get_text(root, "name"));
  TRY(issuer, get_part(root, "issuer"));
  const auto criteria = root.find("criteria");
  if (!criteria) return root.fail_at("criteria", malformed, "This must be there.");
  const auto image = root.find("image");
  const bool is_object = image && image->value().is(json::Kind::object);
  auto said = std::string(text_in(criteria->value()));
  for (const auto* member : {"narrative", "id"}) {
    if (said.empty()) said = text_at(*criteria, member);
  }
  return BadgeClass{.id = text_at(root, "id"),
                    .name = name,
                    .description = text_at(root, "description"),
                    .criteria = said,
                    .image = is_object ? text_at(*image, "id") : text_at(root, "image"),
                    .tags = texts_at(root, "tags"),
                    .issuer = issuer};
}

Result<IssuerProfile> read_issuer_profile(json::Value value) {
  const Place root(value, "$");
  TRY_OK(expect_type(root, "Profile", "Issuer"));
  TRY(id, get_text(root, "id"));
  IssuerProfile profile{.id = id,
                        .name = text_at(root, "name"),
                        .url = text_at(root, "url"),
                        .email = text_at(root, "email"),
                        .revocation_list = text_at(root, "revocationList")};
  if (const auto key = value.find("publicKey")) {
    add_key(profile.keys, *key);
    for (const json::Value one : key->elements()) add_key(profile.keys, one);
  }
  if (const auto scope = root.find("verification")) {
    profile.starts_with = texts_at(*scope, "startsWith");
    profile.hosts = texts_at(*scope, "allowedOrigins");
  }
  return profile;
}

Result<PublishedKey> read_published_key(json::Value value) {
  const Place root(value, "$");
  TRY_OK(expect_type(root, "CryptographicKey", "Key"));
  TRY(owner, get_text(root, "owner"));
  TRY(text, get_text(root, "publicKeyPem"));
  TRY(key, keys::read_pem(text));
  return PublishedKey{.id = text_at(root, "id"), .owner = owner, .key = key};
}

Result<bool> lists_assertion(json::Value list, std::string_view assertion) {
  const Place root(list, "$");
  TRY_OK(expect_type(root, "RevocationList"));
  bool is_listed = false;
  TRY_OK(each(
      root, "revokedAssertions", revocations_max, malformed, [&](const Place& one) -> Result<void> {
        const auto text = one.value().string();
        is_listed = is_listed || (text ? *text == assertion : text_at(one, "id") == assertion);
        return {};
      }));
  return is_listed;
}

}  // namespace waarmerk::node::credential
