// Invitation: what one organisation hands to another to have its trust answered (spec/trust.md 9).
//
// It is signed as a JWS by who invites. The nonce is known to who has the invitation and to nobody
// else: an answer on a feed shows what follows from it and from the feed, so that who sees one
// answer cannot give another.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/base/bytes.hpp"
#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "crypto/json/document.hpp"
#include "did/did.hpp"
#include "node/feed/feed_id.hpp"
#include "node/trust/terms.hpp"

namespace waarmerk::node::trust {

inline constexpr ErrorCode bad_invitation{"trust.bad_invitation", ErrorKind::invalid};

/// `typ` of the JWS.
inline constexpr std::string_view invitation_type = "bot-invitation+jwt";
/// Of the JWS: what a link, a QR code and a mail can carry.
inline constexpr std::size_t invitation_bytes_max = 4000;
inline constexpr std::int64_t invitation_ms_max = 90 * day_ms;

using Nonce = ByteArray<32>;

struct Invitation {
  did::Did inviter;
  std::string name = {};                 ///< of the inviter; may be empty
  std::string url = {};                  ///< of its node; may be empty
  std::optional<did::Did> invitee = {};  ///< nothing: whoever has it
  Nonce nonce = {};
  UnixTime until = {};  ///< whole seconds
  Terms terms = {};     ///< what the inviter will say of who answers
};

/// The claims: `iss`, `name`, `uri`, `aud`, `jti`, `exp` and `terms`.
std::string write_invitation(const Invitation& invitation);
/// Fails with trust.bad_invitation, did.malformed, or as read_terms and the reader do.
Result<Invitation> read_invitation(const json::Document& claims);

/// What the bit of who answers from this feed shows in its term `answers`.
std::string answer_to(const Nonce& nonce, const feed::FeedId& from);

}  // namespace waarmerk::node::trust
