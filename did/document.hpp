// DidDocument: who holds which key for what (DID 1.1 section 5, cid 2).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "crypto/json/writer.hpp"
#include "crypto/keys/public_key.hpp"
#include "did/did.hpp"

namespace waarmerk::did {

/// A key in a document. `key` is absent where the key is of a kind that we cannot use; the method
/// then still has a name.
struct VerificationMethod {
  std::string id;  ///< always absolute: a DID URL
  std::string type;
  std::string controller;
  std::optional<keys::PublicKey> key;
};

enum class Purpose {
  authentication,
  assertion_method,
  key_agreement,
  capability_invocation,
  capability_delegation
};

std::string_view print_purpose(Purpose purpose);

struct Service {
  std::string id;
  std::vector<std::string> types;
  json::Document endpoint;  ///< a string, an object or an array, as it was written
};

class DidDocument {
 public:
  /// Fails with did.bad_document and the JSON path; at most 64 methods and 64 services.
  static Result<DidDocument> read(const json::Document& document);

  const Did& id() const { return id_; }
  const std::vector<std::string>& also_known_as() const { return also_known_as_; }
  const std::vector<VerificationMethod>& methods() const { return methods_; }
  const std::vector<Service>& services() const { return services_; }
  /// The document as it was read.
  const json::Document& source() const { return source_; }

  /// The method by its absolute id, or nothing.
  const VerificationMethod* find_method(std::string_view did_url) const;
  /// Whether the method with this absolute id may be used for `purpose`.
  bool allows(std::string_view did_url, Purpose purpose) const;

 private:
  DidDocument(Did id, json::Document source);

  Did id_;
  json::Document source_;
  std::vector<std::string> also_known_as_;
  std::vector<VerificationMethod> methods_;
  std::vector<std::pair<Purpose, std::string>> purposes_;
  std::vector<Service> services_;
};

}  // namespace waarmerk::did
