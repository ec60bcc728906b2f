// Inviting: a signed word to another organisation that we will answer its trust with ours.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "did/did.hpp"
#include "node/actions/ports.hpp"
#include "node/task/task.hpp"
#include "node/trust/invitation.hpp"

namespace waarmerk::node::actions {

inline constexpr ErrorCode no_invitation{"trust.no_invitation", ErrorKind::missing};
inline constexpr ErrorCode many_invitations{"trust.many_invitations", ErrorKind::exhausted};

/// How long it may be answered where nothing is said.
inline constexpr std::int64_t invitation_ms = 14 * day_ms;

struct InvitationOrder {
  std::optional<did::Did> invitee = {};  ///< nothing: whoever has it
  trust::Terms terms = {};               ///< what we will say of who answers
  std::optional<UnixTime> until = {};
};

struct Invited {
  trust::Invitation invitation;
  std::string token;  ///< the JWS
};

/// Signs it, and keeps what it promises before it is handed out. Fails with trust.no_scope,
/// trust.own_bit, trust.bad_bit, trust.bad_scope, trust.bad_invitation for an end that is over or
/// more than 90 days away and for what is too long, trust.many_invitations where 256 are open, or
/// as the journal and the signer do.
Task<Result<Invited>> invite(Ports& ports, InvitationOrder order);

/// Our invitations that can be answered still. Fails as the store does.
Result<std::vector<trust::Invitation>> open_invitations(const Ports& ports);

/// Nobody can answer it any more. Fails with trust.no_invitation, or as the journal does.
Task<Result<void>> close_invitation(Ports& ports, std::string id);

/// What an invitation is called where its nonce may not be seen.
std::string id_of(const trust::Invitation& invitation);

}  // namespace waarmerk::node::actions
