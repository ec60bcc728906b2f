// DidDocument: who holds which key for what (DID 1.1 section 5, cid 2).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/json/document.hpp"
#include "did/did.hpp"
#include "did/verification_method.hpp"

namespace waarmerk::did {

inline constexpr std::size_t document_bytes_max = 1 << 20;
inline constexpr std::size_t document_depth_max = 16;
inline constexpr std::size_t document_entries_max =
    64;  ///< of methods, of services, of each purpose

struct Service {
  std::string id;  ///< absolute where it was `#feed`; empty where the service has none
  std::vector<std::string> types;
  json::Document endpoint;  ///< a string, an object or an array, as it was written
};

class DidDocument {
 public:
  /// Fails with did.bad_document and the JSON path; at most 64 methods and 64 services.
  static Result<DidDocument> read(const json::Document& document);

  const Did& id() const { return id_; }
  const std::vector<std::string>& also_known_as() const { return also_known_as_; }
  /// Those under `verificationMethod`, then those that stand whole under a purpose.
  const std::vector<VerificationMethod>& methods() const { return methods_; }
  const std::vector<Service>& services() const { return services_; }
  /// The document as it was read.
  const json::Document& source() const { return source_; }

  /// The method by its absolute id, or nothing.
  const VerificationMethod* find_method(std::string_view did_url) const;
  /// Whether the method with this absolute id stands in this document, is controlled by its
  /// subject, and is listed for `purpose` (cid 3.3). Not whether it is expired or revoked.
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

/// Parses and reads; at most 1 MiB, 16 levels deep. Fails with did.bad_document.
Result<DidDocument> read_document(std::string_view text);

}  // namespace waarmerk::did
