#include "node/actions/answer_invitations.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "node/actions/invite.hpp"
#include "node/actions/known_bits.hpp"
#include "node/actions/recognise.hpp"

namespace waarmerk::node::actions {
namespace {

bool is_answered_by(const trust::Invitation& invitation, const KnownBit& bit) {
  if (bit.state != BitState::stands || bit.said->answers.empty()) return false;
  const auto& by = bit.kept.name.by;
  const bool is_for_them = !invitation.invitee || feed::feed_id_of(*invitation.invitee) == by;
  return is_for_them && bit.said->answers == trust::answer_to(invitation.nonce, by);
}

/// The first answer on record: an invitation is good for one.
const KnownBit* find_answer(const trust::Invitation& invitation,
                            const std::vector<KnownBit>& newest_first) {
  const auto found =
      std::find_if(newest_first.rbegin(), newest_first.rend(),
                   [&invitation](const auto& bit) { return is_answered_by(invitation, bit); });
  return found == newest_first.rend() ? nullptr : &*found;
}

}  // namespace

Task<Result<std::size_t>> answer_invitations(Ports& ports) {
  CO_TRY(open, open_invitations(ports));
  if (open.empty()) co_return std::size_t{0};
  CO_TRY(bits, bits_received(ports));
  std::size_t count = 0;
  for (const auto& invitation : open) {
    const auto* answer = find_answer(invitation, bits);
    if (answer == nullptr) continue;
    Recognition wish{.trustee = answer->said->truster,
                     .trustee_name = answer->said->truster_name,
                     .terms = invitation.terms};
    CO_TRY(said, co_await recognise(ports, std::move(wish)));
    // Only now: where we are stopped between the two, it is said twice, and the later counts.
    auto closed = co_await close_invitation(ports, id_of(invitation));
    if (!closed) co_return failure_of(std::move(closed));
    ++count;
  }
  co_return count;
}

}  // namespace waarmerk::node::actions
