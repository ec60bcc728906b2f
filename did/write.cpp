// The members of a published document, in the order in which people read them.
#include "did/write.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <span>

#include "crypto/json/writer.hpp"
#include "crypto/keys/multikey.hpp"

namespace waarmerk::did {
namespace {

/// A method as it is written: its key is text by now.
struct MethodText {
  std::string_view fragment;
  std::string multibase;
  const std::vector<Purpose>* purposes;
  std::optional<UnixTime> revoked = {};
};

void write_head(json::Writer& writer, const Did& id,
                const std::vector<std::string>& also_known_as) {
  writer.name("@context").begin_array();
  writer.string("https://www.w3.org/ns/did/v1").string("https://w3id.org/security/multikey/v1");
  writer.end_array().member("id", id.text()).member("controller", id.text());
  if (also_known_as.empty()) return;
  writer.name("alsoKnownAs").begin_array();
  for (const auto& name : also_known_as) writer.string(name);
  writer.end_array();
}

std::string absolute(const Did& id, std::string_view fragment) {
  return id.text() + "#" + std::string(fragment);
}

void write_methods(json::Writer& writer, const Did& id, std::span<const MethodText> methods) {
  if (methods.empty()) return;
  writer.name("verificationMethod").begin_array();
  for (const auto& method : methods) {
    writer.begin_object();
    writer.member("id", absolute(id, method.fragment)).member("type", "Multikey");
    writer.member("controller", id.text()).member("publicKeyMultibase", method.multibase);
    if (method.revoked) writer.member("revoked", print_time(*method.revoked));
    writer.end_object();
  }
  writer.end_array();
}

void write_purposes(json::Writer& writer, const Did& id, std::span<const MethodText> methods) {
  for (const auto purpose : all_purposes) {
    const auto serves = [&](const MethodText& method) {
      return std::ranges::find(*method.purposes, purpose) != method.purposes->end();
    };
    if (std::ranges::none_of(methods, serves)) continue;
    writer.name(print_purpose(purpose)).begin_array();
    for (const auto& method : methods) {
      if (serves(method)) writer.string(absolute(id, method.fragment));
    }
    writer.end_array();
  }
}

void write_services(json::Writer& writer, const Did& id,
                    const std::vector<PublishedService>& services) {
  if (services.empty()) return;
  writer.name("service").begin_array();
  for (const auto& service : services) {
    writer.begin_object().member("id", absolute(id, service.fragment)).member("type", service.type);
    writer.name("serviceEndpoint").value(service.endpoint.root()).end_object();
  }
  writer.end_array();
}

}  // namespace

Result<DidDocument> make_document(const Publication& publication) {
  std::vector<MethodText> methods;
  for (const auto& method : publication.methods) {
    methods.push_back(
        {method.fragment, keys::print_multikey(method.key), &method.purposes, method.revoked});
  }
  json::Writer writer;
  writer.begin_object();
  write_head(writer, publication.id, publication.also_known_as);
  write_methods(writer, publication.id, methods);
  write_purposes(writer, publication.id, methods);
  write_services(writer, publication.id, publication.services);
  writer.end_object();
  return read_document(writer.text());
}

std::string write_single_key_document(const Did& id, std::string_view fragment,
                                      std::string_view public_key_multibase,
                                      const std::vector<Purpose>& purposes) {
  const std::array methods{MethodText{fragment, std::string(public_key_multibase), &purposes}};
  json::Writer writer;
  writer.begin_object();
  write_head(writer, id, {});
  write_methods(writer, id, methods);
  write_purposes(writer, id, methods);
  writer.end_object();
  return writer.take();
}

}  // namespace waarmerk::did
