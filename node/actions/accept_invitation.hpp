// Accepting an invitation: looking at who invites, and answering with what we say of them.
#pragma once

#include <optional>
#include <string>

#include "crypto/base/result.hpp"
#include "crypto/base/time.hpp"
#include "node/actions/evidence.hpp"
#include "node/actions/ports.hpp"
#include "node/actions/recognise.hpp"
#include "node/task/task.hpp"
#include "node/trust/invitation.hpp"

namespace waarmerk::node::actions {

/// It is for another organisation, or over.
inline constexpr ErrorCode not_invited{"trust.not_invited", ErrorKind::conflict};

/// What it says, where its inviter signed it and it can be answered by us now. Fails with
/// trust.bad_invitation, trust.not_invited, or as finding the inviter's DID does.
Task<Result<trust::Invitation>> open_invitation(Ports& ports, Evidence& evidence,
                                                std::string token);

struct Acceptance {
  std::string token;
  std::optional<trust::Terms> terms = {};  ///< nothing: the same that they say of us
  std::string comment = {};
  std::optional<UnixTime> until = {};
};

struct Accepted {
  trust::Invitation invitation;
  Recognised answer;
  bool is_standing = false;  ///< it stood already, and nothing was published
};

/// What was answered already, with a bit of ours that stands and says what is wished for, is not
/// said again. Fails as opening it and recognising do.
Task<Result<Accepted>> accept_invitation(Ports& ports, Evidence& evidence, Acceptance acceptance);

}  // namespace waarmerk::node::actions
