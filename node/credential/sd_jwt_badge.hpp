// SdJwtBadge: an Open Badge as an SD-JWT VC, for wallets that know no other credentials (SD-JWT VC
// 2 and 3; OpenID4VCI 1.0 A.3).
//
// No profile says how: the claims of the badge keep their names, those of its subject beside them,
// and what a JWT has a claim for stands there. Whatever tells more of a person than that they have
// the badge may be kept back.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "crypto/base/random.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "crypto/keys/public_key.hpp"
#include "crypto/keys/signer.hpp"
#include "node/credential/status_entry.hpp"

namespace waarmerk::node::credential {

/// The name of this form beside those of form.hpp, and the subtype of its media type.
inline constexpr std::string_view dc_sd_jwt = "dc+sd-jwt";

/// The `vct`: the class that a badge is of in the vocabulary of Open Badges 3.0.
inline constexpr std::string_view open_badge_vct =
    "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential";

/// What its holder may keep back, where it is there.
inline constexpr auto disclosable_of_badge = std::to_array<std::string_view>(
    {"/awardedDate", "/evidence", "/identifier", "/narrative", "/result"});

struct SdJwtBadgeOptions {
  std::string verification_method;
  UnixTime created;
  StatusEntry status;      ///< in a Status List Token
  keys::PublicKey holder;  ///< in `cnf`
};

/// The claims of an unsigned OpenBadgeCredential with one subject. Its status is not looked at.
/// Fails as read_credential, or with credential.malformed for another number of subjects.
Result<json::Document> sd_jwt_claims_of(const json::Document& badge, const StatusEntry& status);

/// The SD-JWT VC of the badge, all of it disclosed, in an EnvelopedVerifiableCredential. Fails as
/// the above and as secure_sd_jwt_vc.
Result<json::Document> secure_sd_jwt_badge(const json::Document& badge,
                                           const SdJwtBadgeOptions& options,
                                           const keys::Signer& signer, Random& random);

}  // namespace waarmerk::node::credential
