#include "node/credential/credential.hpp"

#include <algorithm>
#include <array>

#include "node/credential/place.hpp"
#include "node/credential/related_resource.hpp"

namespace waarmerk::node::credential {
namespace {

bool is_scheme_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '-' || c == '.';
}

/// What no URI holds unescaped (RFC 3986 2): controls, space, and a few signs. A badge has dozens
/// of URLs, so each character costs one look-up.
constexpr auto not_in_url = [] {
  std::array<bool, 256> bad{};
  for (std::size_t c = 0; c <= 0x20; ++c) bad[c] = true;
  bad[0x7f] = true;
  for (const char c : {'<', '>', '"', '{', '}', '|', '\\', '^', '`'}) {
    bad[static_cast<unsigned char>(c)] = true;
  }
  return bad;
}();

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

Result<void> read_contexts(const Place& root, Credential& credential,
                           const CredentialLimits& limits) {
  const auto contexts = root.find("@context");
  if (!contexts) return root.fail_at("@context", malformed, "It has no @context.");
  if (!contexts->value().is(json::Kind::array) || contexts->value().size() == 0) {
    return contexts->fail_here(malformed, "The @context must be an array.");
  }
  if (contexts->value().size() > limits.contexts_max) {
    return contexts->fail_here(malformed, "There are too many contexts.");
  }
  std::size_t index = 0;
  for (const json::Value context : contexts->value().elements()) {
    const auto url = context.string();
    const Place here(context, *contexts, index);
    if (index == 0 && url != context_v2 && url != context_v1) {
      return here.fail_here(malformed, "The first context must be that of credentials v2.");
    }
    if (index == 0 && url == context_v1) credential.version = ModelVersion::v1_1;
    if (url ? !is_url(*url) : !context.is(json::Kind::object)) {
      return here.fail_here(malformed, "A context is a URL or an object.");
    }
    if (url) credential.contexts.emplace_back(*url);
    ++index;
  }
  return {};
}

Result<void> read_types(const Place& root, Credential& credential, const CredentialLimits& limits) {
  const auto types = root.find("type");
  if (!types) return root.fail_at("type", malformed, "It has no type.");
  if (!types->value().is(json::Kind::array) || types->value().size() > limits.types_max) {
    return types->fail_here(malformed, "The type must be an array that is not too long.");
  }
  std::size_t index = 0;
  for (const json::Value type : types->value().elements()) {
    const auto text = type.string();
    if (!text || text->empty()) {
      return Place(type, *types, index).fail_here(malformed, "A type is a string.");
    }
    credential.types.emplace_back(*text);
    ++index;
  }
  if (!credential.has_type("VerifiableCredential")) {
    return types->fail_here(malformed, "The types must hold VerifiableCredential.");
  }
  return {};
}

/// The URL at `name`; nothing where it is absent.
Result<std::optional<std::string>> read_url(const Place& place, std::string_view name) {
  const auto found = place.find(name);
  if (!found) return std::optional<std::string>();
  const auto text = found->value().string();
  if (!text || !is_url(*text)) return found->fail_here(malformed, "This must be a URL.");
  return std::optional<std::string>(*text);
}

Result<void> read_issuer(const Place& root, Credential& credential) {
  const auto issuer = root.find("issuer");
  if (!issuer) return root.fail_at("issuer", malformed, "It has no issuer.");
  const bool is_object = issuer->value().is(json::Kind::object);
  TRY(id, is_object ? read_url(*issuer, "id") : read_url(root, "issuer"));
  if (!id) return issuer->fail_at("id", malformed, "The issuer has no id.");
  credential.issuer = *id;
  if (const auto name = issuer->find("name")) credential.issuer_name = text_in(name->value());
  return {};
}

Result<void> read_subjects(const Place& root, Credential& credential,
                           const CredentialLimits& limits) {
  const auto subject = root.find("credentialSubject");
  if (!subject || (subject->value().is(json::Kind::array) && subject->value().size() == 0)) {
    return root.fail_at("credentialSubject", malformed, "It has no subject.");
  }
  return each(root, "credentialSubject", limits.subjects_max, malformed,
              [&](const Place& one) -> Result<void> {
                if (!one.value().is(json::Kind::object) || one.value().size() == 0) {
                  return one.fail_here(malformed, "A subject is an object with claims.");
                }
                TRY(id, read_url(one, "id"));
                if (id) credential.subject_ids.push_back(*id);
                credential.subjects.push_back(one.value());
                return {};
              });
}

Result<std::optional<UnixTime>> read_time(const Place& root, std::string_view name) {
  const auto found = root.find(name);
  if (!found) return std::optional<UnixTime>();
  const auto text = found->value().string();
  const auto time = text ? parse_time(*text) : Result<UnixTime>(fail(malformed, ""));
  if (!time) return found->fail_here(malformed, "This must be a date and time with a zone.");
  return std::optional<UnixTime>(*time);
}

Result<void> read_dates(const Place& root, Credential& credential) {
  const bool is_old = credential.version == ModelVersion::v1_1;
  const std::string_view end = is_old ? "expirationDate" : "validUntil";
  TRY(from, read_time(root, is_old ? "issuanceDate" : "validFrom"));
  TRY(until, read_time(root, end));
  if (is_old && !from) return root.fail_at("issuanceDate", malformed, "It has no date.");
  if (from && until && *until < *from) {
    return root.fail_at(end, malformed, "It ends before it begins.");
  }
  credential.valid_from = from;
  credential.valid_until = until;
  return {};
}

/// One or more objects at `name`, each with a type, and with an id where the model asks for it.
Result<void> read_typed(const Place& root, std::string_view name, std::size_t count_max,
                        std::vector<json::Value>* into) {
  const bool needs_id = name == "credentialSchema";
  return each(root, name, count_max, malformed, [&](const Place& one) -> Result<void> {
    if (!one.value().is(json::Kind::object)) return one.fail_here(malformed, "It is no object.");
    const auto type = one.find("type");
    if (!type || (!type->value().string() && type->value().size() == 0)) {
      return one.fail_at("type", malformed, "It has no type.");
    }
    TRY(id, read_url(one, "id"));
    if (needs_id && !id) return one.fail_at("id", malformed, "It has no id.");
    if (into != nullptr) into->push_back(one.value());
    return {};
  });
}

/// A string, a language value object, or an array of these (vc-data-model 11.1).
bool is_text(json::Value value) {
  if (value.string()) return true;
  if (value.is(json::Kind::object)) {
    const auto text = value.find("@value");
    return text && text->string();
  }
  for (const json::Value one : value.elements()) {
    if (one.is(json::Kind::array) || !is_text(one)) return false;
  }
  return value.size() > 0;
}

Result<void> read_words(const Place& root, Credential& credential) {
  for (const std::string_view name : {"name", "description"}) {
    const auto found = root.find(name);
    if (found && !is_text(found->value())) {
      return found->fail_here(malformed, "This must be a text.");
    }
  }
  if (const auto name = root.find("name")) credential.name = text_in(name->value());
  return {};
}

}  // namespace

bool is_url(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == text.size()) return false;
  if (!is_letter(text.front())) return false;
  if (!std::ranges::all_of(text.substr(0, colon), is_scheme_character)) return false;
  return std::ranges::none_of(text,
                              [](char c) { return not_in_url[static_cast<unsigned char>(c)]; });
}

std::string_view text_in(json::Value value) {
  if (const auto text = value.string()) return *text;
  if (value.is(json::Kind::object)) {
    const auto inner = value.find("@value");
    return inner ? inner->string().value_or("") : "";
  }
  for (const json::Value one : value.elements()) {
    return one.is(json::Kind::array) ? "" : text_in(one);
  }
  return {};
}

bool Credential::has_type(std::string_view type) const {
  return std::ranges::find(types, type) != types.end();
}

bool Credential::is_open_badge() const {
  return has_type("OpenBadgeCredential") || has_type("AchievementCredential");
}

namespace {

RefreshService read_refresh_service(json::Value service) {
  RefreshService read;
  const auto type = service.find("type");
  for (const json::Value one : type->elements()) {
    if (read.type.empty()) read.type = std::string(one.string().value_or(""));
  }
  if (type->string()) read.type = std::string(*type->string());
  if (const auto id = service.find("id")) read.id = std::string(id->string().value_or(""));
  return read;
}

}  // namespace

std::string name_of_achievement(const Credential& credential) {
  for (const auto& subject : credential.subjects) {
    const auto achievement = subject.find("achievement");
    const auto name = achievement ? achievement->find("name") : std::nullopt;
    if (name) return std::string(text_in(*name));
  }
  return {};
}

Result<Credential> read_credential(const json::Document& document, const CredentialLimits& limits) {
  Credential credential{.document = document};
  const Place root(document.root(), "$");
  if (!root.value().is(json::Kind::object)) return root.fail_here(malformed, "It is no object.");
  TRY_OK(read_contexts(root, credential, limits));
  TRY_OK(read_types(root, credential, limits));
  TRY(id, read_url(root, "id"));
  credential.id = id;
  TRY_OK(read_issuer(root, credential));
  TRY_OK(read_words(root, credential));
  TRY_OK(read_subjects(root, credential, limits));
  TRY_OK(read_dates(root, credential));
  TRY_OK(read_typed(root, "credentialStatus", limits.statuses_max, &credential.statuses));
  TRY_OK(read_typed(root, "credentialSchema", limits.statuses_max, &credential.schemas));
  for (const std::string_view name : {"evidence", "termsOfUse"}) {
    TRY_OK(read_typed(root, name, limits.related_max, nullptr));
  }
  std::vector<json::Value> refresh_services;
  TRY_OK(read_typed(root, "refreshService", limits.statuses_max, &refresh_services));
  for (const auto& one : refresh_services) {
    credential.refresh_services.push_back(read_refresh_service(one));
  }
  TRY_OK(check_related_resources(root));
  return credential;
}

}  // namespace waarmerk::node::credential
