// Writing a DID document: what this node publishes for its own DID (DID 1.1 section 5).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/public_key.hpp"
#include "did/did.hpp"
#include "did/document.hpp"

namespace waarmerk::did {

/// A key to publish, as a Multikey.
struct PublishedMethod {
  std::string fragment;  ///< `key-1`, without `#`
  keys::PublicKey key;
  std::vector<Purpose> purposes;
  std::optional<UnixTime> revoked = {};  ///< since when it is not to be believed
};

struct PublishedService {
  std::string fragment;  ///< `feed`, without `#`
  std::string type;
  json::Document endpoint;  ///< a string, an object or an array
};

struct Publication {
  Did id;
  std::vector<PublishedMethod> methods;
  std::vector<PublishedService> services = {};
  std::vector<std::string> also_known_as = {};
};

/// The document, read back as any reader would; its text is `source().text()`. Fails with
/// did.bad_document for what DidDocument::read refuses, such as one fragment used twice.
Result<DidDocument> make_document(const Publication& publication);

/// A document with one Multikey method whose id is `id#fragment`, for each of `purposes`.
std::string write_single_key_document(const Did& id, std::string_view fragment,
                                      std::string_view public_key_multibase,
                                      const std::vector<Purpose>& purposes);

}  // namespace waarmerk::did
