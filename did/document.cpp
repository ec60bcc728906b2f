// A DID document from JSON, strictly: one id names one method, and limits hold (DID 1.1 section 5).
#include "did/document.hpp"

#include <algorithm>
#include <optional>

#include "crypto/json/parse.hpp"
#include "crypto/json/reader.hpp"
#include "crypto/json/writer.hpp"

namespace waarmerk::did {
namespace {

/// Whatever was wrong, it is the document that is bad.
std::unexpected<Error> as_bad_document(Error error) {
  error.code = bad_document;
  return std::unexpected(std::move(error));
}

/// What a document has besides its id, while it is read.
struct Parts {
  std::vector<std::string> also_known_as;
  std::vector<VerificationMethod> methods;
  std::vector<std::pair<Purpose, std::string>> purposes;
  std::vector<Service> services;
};

Result<std::vector<json::Reader>> read_entries(const json::Reader& document,
                                               std::string_view name) {
  auto entries = document.one_or_many(name);
  if (entries.size() > document_entries_max) {
    return document.fail_here(bad_document, "more than 64 entries under " + std::string(name));
  }
  return entries;
}

template <class Entry>
bool has_id(const std::vector<Entry>& entries, std::string_view id) {
  return std::ranges::any_of(entries, [&](const Entry& entry) { return entry.id == id; });
}

Result<void> add_method(const json::Reader& entry, const Did& id, Parts& parts) {
  TRY(method, read_verification_method(entry, id));
  if (has_id(parts.methods, method.id)) {
    return entry.fail_here(bad_document, "two methods have one id");
  }
  if (parts.methods.size() == document_entries_max) {
    return entry.fail_here(bad_document, "more than 64 methods");
  }
  parts.methods.push_back(std::move(method));
  return {};
}

/// A purpose lists references to methods, and methods that serve it alone.
Result<void> read_purpose(const json::Reader& document, const Did& id, Purpose purpose,
                          Parts& parts) {
  TRY(entries, read_entries(document, print_purpose(purpose)));
  for (const auto& entry : entries) {
    if (entry.value().is(json::Kind::object)) {
      TRY_OK(add_method(entry, id, parts));
      parts.purposes.emplace_back(purpose, parts.methods.back().id);
      continue;
    }
    TRY(reference, entry.string());
    const auto url = absolute_url(id, reference);
    if (!url) return entry.fail_here(bad_document, "a purpose lists what is no DID URL");
    parts.purposes.emplace_back(purpose, url->text());
  }
  return {};
}

bool is_endpoint(json::Value value) {
  if (!value.is(json::Kind::array)) {
    return value.is(json::Kind::object) || !value.string().value_or("").empty();
  }
  for (const json::Value one : value.elements()) {
    if (one.is(json::Kind::array) || !is_endpoint(one)) return false;
  }
  return value.size() > 0;
}

/// A text stands by itself; what holds others stays where it is.
Result<json::Document> endpoint_of(const json::Document& source, json::Value endpoint) {
  if (endpoint.string()) return json::parse(json::print(endpoint));
  return source.part(endpoint);
}

Result<Service> read_service(const json::Document& source, const json::Reader& entry,
                             const Did& base) {
  TRY_OK(entry.expect(json::Kind::object));
  TRY(id, entry.find_string("id"));
  TRY(types, entry.strings("type"));
  TRY(endpoint, entry.get("serviceEndpoint"));
  if (types.empty()) return entry.fail_here(bad_document, "a service has a type");
  if (!is_endpoint(endpoint.value())) {
    return endpoint.fail_here(bad_document, "an endpoint is a text, an object, or a list of those");
  }
  TRY(own, endpoint_of(source, endpoint.value()));
  std::string name = id.value_or("");
  if (name.starts_with('#')) name.insert(0, base.text());
  return Service{std::move(name), std::move(types), std::move(own)};
}

Result<void> read_services(const json::Document& source, const Did& id, Parts& parts) {
  TRY(entries, read_entries(json::Reader(source), "service"));
  for (const auto& entry : entries) {
    TRY(service, read_service(source, entry, id));
    if (!service.id.empty() && has_id(parts.services, service.id)) {
      return entry.fail_here(bad_document, "two services have one id");
    }
    parts.services.push_back(std::move(service));
  }
  return {};
}

Result<Parts> read_parts(const json::Document& source, const Did& id) {
  const json::Reader document(source);
  Parts parts;
  TRY(names, read_entries(document, "alsoKnownAs"));
  for (const auto& name : names) {
    TRY(text, name.string());
    parts.also_known_as.push_back(std::move(text));
  }
  TRY(methods, read_entries(document, "verificationMethod"));
  for (const auto& method : methods) TRY_OK(add_method(method, id, parts));
  for (const auto purpose : all_purposes) TRY_OK(read_purpose(document, id, purpose, parts));
  TRY_OK(read_services(source, id, parts));
  return parts;
}

}  // namespace

DidDocument::DidDocument(Did id, json::Document source)
    : id_(std::move(id)), source_(std::move(source)) {}

Result<DidDocument> DidDocument::read(const json::Document& document) {
  const json::Reader reader(document);
  if (auto is_object = reader.expect(json::Kind::object); !is_object) {
    return as_bad_document(std::move(is_object).error());
  }
  auto name = reader.get_string("id");
  if (!name) return as_bad_document(std::move(name).error());
  auto id = Did::parse(*name);
  if (!id) return fail(bad_document, "the id of the document is not a DID", "$.id");
  auto parts = read_parts(document, *id);
  if (!parts) return as_bad_document(std::move(parts).error());

  DidDocument result(std::move(*id), document);
  result.also_known_as_ = std::move(parts->also_known_as);
  result.methods_ = std::move(parts->methods);
  result.purposes_ = std::move(parts->purposes);
  result.services_ = std::move(parts->services);
  return result;
}

const VerificationMethod* DidDocument::find_method(std::string_view did_url) const {
  const auto found = std::ranges::find(methods_, did_url, &VerificationMethod::id);
  return found == methods_.end() ? nullptr : &*found;
}

bool DidDocument::allows(std::string_view did_url, Purpose purpose) const {
  const auto* method = find_method(did_url);
  if (method == nullptr || method->controller != id_.text()) return false;
  const auto url = DidUrl::parse(did_url);
  if (!url || url->did() != id_) return false;
  return std::ranges::any_of(purposes_, [&](const auto& listed) {
    return listed.first == purpose && listed.second == did_url;
  });
}

Result<DidDocument> read_document(std::string_view text) {
  const json::Limits limits{.bytes_max = document_bytes_max, .depth_max = document_depth_max};
  auto document = json::parse(text, limits);
  if (!document) return as_bad_document(std::move(document).error());
  return DidDocument::read(*document);
}

}  // namespace waarmerk::did
