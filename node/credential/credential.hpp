// Credential: the envelope of VC 2.0 and of VC 1.1, read (vc-data-model 2.0 section 4, 1.1 section
// 4).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"

namespace waarmerk::node::credential {

inline constexpr ErrorCode malformed{"credential.malformed", ErrorKind::invalid};
/// VC 1.1 is read, and not issued.
inline constexpr ErrorCode unsupported_version{"credential.unsupported_version",
                                               ErrorKind::invalid};

inline constexpr std::string_view context_v2 = "https://www.w3.org/ns/credentials/v2";
inline constexpr std::string_view context_v1 = "https://www.w3.org/2018/credentials/v1";
inline constexpr std::string_view context_ob3 =
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

struct CredentialLimits {
  std::size_t contexts_max = 32;
  std::size_t types_max = 32;
  std::size_t subjects_max = 64;
  std::size_t statuses_max = 8;
  std::size_t related_max = 256;  ///< evidence, results, alignments, each
};

/// Where the holder may get the credential anew. It is shown, and never asked by itself.
struct RefreshService {
  std::string type = {};
  std::string id = {};  ///< may be empty

  friend bool operator==(const RefreshService&, const RefreshService&) = default;
};

enum class ModelVersion { v1_1, v2_0 };

/// What every credential says of itself. The claims stay in the document.
struct Credential {
  json::Document document;
  ModelVersion version = ModelVersion::v2_0;  ///< by its first context
  std::vector<std::string> contexts = {};     ///< the URLs; an inline context is left out
  std::vector<std::string> types = {};
  std::optional<std::string> id = {};
  std::string issuer = {};
  std::string issuer_name = {};  ///< may be empty
  std::string name = {};         ///< may be empty
  std::vector<std::string> subject_ids = {};
  std::vector<json::Value> subjects = {};
  std::vector<json::Value> statuses = {};  ///< each entry of `credentialStatus`
  std::vector<json::Value> schemas = {};   ///< each entry of `credentialSchema`
  std::vector<RefreshService> refresh_services = {};
  std::optional<UnixTime> valid_from = {};   ///< `issuanceDate` in 1.1, where it must be
  std::optional<UnixTime> valid_until = {};  ///< `expirationDate` in 1.1

  bool has_type(std::string_view type) const;
  /// AchievementCredential or its other name, OpenBadgeCredential.
  bool is_open_badge() const;
};

/// Checks the MUSTs of the data model and reads. The Values live as long as `document`, which the
/// Credential shares. Fails with credential.malformed and the JSON path.
Result<Credential> read_credential(const json::Document& document,
                                   const CredentialLimits& limits = {});

/// The name of the achievement that the first of its subjects has; empty where none has.
std::string name_of_achievement(const Credential& credential);

/// Whether `text` has the form of an absolute URL: a scheme, a colon, and no white space.
bool is_url(std::string_view text);

/// The string itself, or the first `@value` of a language value object; empty for anything else.
std::string_view text_in(json::Value value);

}  // namespace waarmerk::node::credential
