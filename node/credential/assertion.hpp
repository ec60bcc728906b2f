// Assertion: a badge of Open Badges 2.0, and what it stands on, read (Open Badges 2.0, 3).
//
// Nothing of this kind is made here. A part that stands by its URL alone is fetched by whoever
// verifies; what is not needed to verify or to show is left in the document.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/public_key.hpp"
#include "node/credential/identity.hpp"

namespace waarmerk::node::credential {

/// A part that stands where it is named, or elsewhere.
struct Part {
  std::string id;                         ///< its URL; may be empty where it is embedded
  std::optional<json::Value> value = {};  ///< absent: only the URL is known
};

struct Assertion {
  json::Document document;
  std::string id;
  Identity recipient;
  Part badge;
  UnixTime issued;
  std::optional<UnixTime> expires = {};
  bool is_hosted = false;
  std::string creator = {};  ///< of a signed one: the URL of the key; may be empty
  bool is_revoked = false;
};

struct BadgeClass {
  std::string id;
  std::string name;
  std::string description;
  std::string criteria = {};  ///< a URL or a text
  std::string image = {};     ///< a URL
  std::vector<std::string> tags = {};
  Part issuer;
};

/// Who awards, and where what it awards may be published.
struct IssuerProfile {
  std::string id;
  std::string name = {};
  std::string url = {};
  std::string email = {};
  std::vector<Part> keys = {};
  std::string revocation_list = {};           ///< a URL; may be empty
  std::vector<std::string> starts_with = {};  ///< of the URLs of its assertions
  std::vector<std::string> hosts = {};        ///< `allowedOrigins`

  /// Whether an assertion at `url` is within its scope; where it says none, on its own host.
  bool may_host(std::string_view url) const;
};

struct PublishedKey {
  std::string id;
  std::string owner;
  keys::PublicKey key;
};

/// Whether the context is that of Open Badges 2.0, and the type Assertion.
bool is_assertion(json::Value value);
/// Of Open Badges 1.0 and before: without context, with the members of that time.
bool is_ancient_assertion(json::Value value);

// Each fails with credential.malformed and the JSON path.

Result<Assertion> read_assertion(const json::Document& document);
Result<BadgeClass> read_badge_class(json::Value value);
Result<IssuerProfile> read_issuer_profile(json::Value value);
/// Also fails with key.malformed or key.unsupported.
Result<PublishedKey> read_published_key(json::Value value);
/// Whether the RevocationList names the assertion.
Result<bool> lists_assertion(json::Value list, std::string_view assertion);

/// `school.example:8443`, of a URL of http or https; empty for any other.
std::string_view host_of(std::string_view url);

}  // namespace waarmerk::node::credential
