// Issuing: a badge from a stored definition, or a credential that a client prepared. Both are on
// disk, with their places in the status lists, before they are handed out.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "node/actions/ports.hpp"
#include "node/credential/issuance.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode badge_exists{"badge.exists", ErrorKind::conflict};
inline constexpr ErrorCode no_subject{"badge.no_subject", ErrorKind::invalid};
inline constexpr ErrorCode bad_form{"badge.bad_form", ErrorKind::invalid};

/// Who gets a badge for what. Either `subject_id` or `email` names the person, an e-mail address
/// only as a salted hash; or the badge is for a card on paper, and names nobody.
struct Award {
  std::string id = {};  ///< of the badge: a `urn:uuid`, drawn here where empty
  std::string achievement_id;
  std::optional<std::string> subject_id = {};
  std::optional<std::string> email = {};
  bool is_for_card = false;  ///< its subject is a number, drawn here
  std::optional<UnixTime> valid_until = {};
  std::optional<UnixTime> awarded = {};
  std::string narrative = {};
  std::vector<credential::Evidence> evidence = {};          ///< ids are given here where empty
  std::vector<credential::AchievementResult> results = {};  ///< likewise
  /// How it is secured: one of credential::forms_of the organisation's key, or `dc+sd-jwt` where
  /// the subject is the DID of a key. Empty: as usual.
  std::string form = {};
  std::vector<std::string> mandatory_pointers = {};    ///< for the form `ecdsa-sd-2023`
  std::vector<std::string> disclosable_pointers = {};  ///< for the form `vc-sd-jwt`
  /// The id of a badge on paper that is given again here; it is withdrawn together with that one.
  std::string paper = {};
};

/// Whether it could be awarded now. Fails with achievement.not_found, badge.no_subject,
/// badge.bad_form, credential.* for claims that break a rule, or as credential::secure_as.
Result<void> check_award(Ports& ports, Award award);

/// The secured credential. Fails as check_award; with badge.exists where the id was used before,
/// or is being used now; or as the journal does.
Task<Result<json::Document>> award_badge(Ports& ports, Award award);

/// Issues a client's VC 2.0 credential (VC-API `/credentials/issue`). Fails with credential.*,
/// badge.exists where its id was used before, or as the journal does.
Task<Result<json::Document>> issue_credential(Ports& ports, json::Document client);

}  // namespace waarmerk::node::actions
