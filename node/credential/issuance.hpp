// Issuance: claims in, a credential out, unsigned and then secured.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/jsonld/contexts.hpp"
#include "crypto/keys/signer.hpp"
#include "node/credential/achievement.hpp"
#include "node/credential/credential.hpp"
#include "node/credential/identity.hpp"
#include "node/credential/profile.hpp"
#include "node/credential/status_entry.hpp"

namespace waarmerk::node::credential {

/// The client's credential is not one that we may sign.
inline constexpr ErrorCode not_ours{"credential.not_ours", ErrorKind::invalid};

struct Evidence {
  std::string id;  ///< a URL, or a `urn:uuid`
  std::string name = {};
  std::string description = {};
  std::string narrative = {};  ///< Markdown
  std::string genre = {};
  std::string audience = {};
};

/// What was reached, against a ResultDescription of the achievement.
struct AchievementResult {
  std::string id;                  ///< a `urn:uuid`
  std::string result_description;  ///< its id
  std::string value = {};
  std::string status = {};
  std::string achieved_level = {};  ///< the id of a RubricLevel
};

struct Badge {
  std::string id;  ///< a `urn:uuid`, from the caller
  Profile issuer;
  json::Document achievement;  ///< the definition, which goes in untouched
  std::optional<std::string> subject_id = {};
  std::vector<Identity> identities = {};
  UnixTime valid_from;
  std::optional<UnixTime> valid_until = {};
  std::optional<UnixTime> awarded = {};
  std::string name = {};  ///< of the credential; absent: the achievement's
  std::string description = {};
  std::string image = {};      ///< a URL
  std::string narrative = {};  ///< how this person earned it
  std::vector<Evidence> evidence = {};
  std::vector<AchievementResult> results = {};
  std::vector<StatusEntry> statuses = {};
};

/// The unsigned OpenBadgeCredential. Fails with credential.bad_achievement or
/// credential.malformed for claims that break a rule; what comes out was read back and passed.
Result<json::Document> write_badge(const Badge& badge);

struct SecureOptions {
  std::string verification_method;
  UnixTime created;
  std::string cryptosuite = "eddsa-rdfc-2022";
  jsonld::Contexts contexts = jsonld::Contexts::shipped();
};

/// The credential with its proof. Fails with what proof::add_proof fails with.
Result<json::Document> secure(const json::Document& unsecured, const SecureOptions& options,
                              const keys::Signer& signer);

/// Where each context is one that we know, or is among the `more_contexts`, a member that none of
/// them defines means nothing, and signing it would promise something: it is refused, unless it is
/// among the `more_members`. Other contexts may define what they like. Fails with
/// credential.malformed.
Result<void> refuse_undefined(const Credential& credential,
                              std::span<const std::string_view> more_contexts = {},
                              std::span<const std::string_view> more_members = {});

struct PrepareOptions {
  std::string issuer;                       ///< our DID, which the credential must name
  std::optional<std::string> id = {};       ///< filled in where absent
  std::optional<UnixTime> valid_from = {};  ///< filled in where absent
  std::vector<StatusEntry> statuses = {};   ///< added to `credentialStatus`
  bool old_version = false;                 ///< credentials of VC 1.1 too
};

/// Takes a client's credential (VC-API), checks it, fills in and adds what is ours; but whose it is
/// the client says. Fails with credential.malformed, credential.unsupported_version,
/// credential.bad_achievement or credential.not_ours.
Result<json::Document> prepare_credential(const json::Document& client,
                                          const PrepareOptions& options);

}  // namespace waarmerk::node::credential
