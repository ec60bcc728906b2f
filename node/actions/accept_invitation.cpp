#include "node/actions/accept_invitation.hpp"

#include <utility>

#include "node/actions/known_bits.hpp"
#include "node/actions/signed_by.hpp"
#include "node/credential/securing.hpp"

namespace waarmerk::node::actions {
namespace {

Result<void> check(const Ports& ports, const trust::Invitation& invitation) {
  if (feed::feed_id_of(invitation.inviter) == ports.self.feed) {
    return fail(own_bit, "This invitation is our own: hand it to somebody else.");
  }
  if (invitation.invitee && feed::feed_id_of(*invitation.invitee) != ports.self.feed) {
    return fail(not_invited, "This invitation is for " + invitation.invitee->text() + ".");
  }
  if (invitation.until <= ports.clock.now()) {
    return fail(not_invited, "This invitation was open until " + print_time(invitation.until) +
                                 ". Ask for a new one.");
  }
  return {};
}

Result<credential::Secured> open_token(const std::string& token) {
  if (token.size() > trust::invitation_bytes_max) {
    return fail(trust::bad_invitation, "This is too long for an invitation.");
  }
  auto opened = credential::open_token(token, trust::invitation_type);
  if (opened) return opened;
  return fail(trust::bad_invitation, "This is no invitation: " + opened.error().detail);
}

/// Who wishes for nothing of his own wishes for what was said.
bool is_wished(const trust::Endorsement& said, const Acceptance& wish) {
  const trust::Terms terms{.kind = said.kind,
                           .amount = said.amount,
                           .depth = said.depth,
                           .quota = said.quota,
                           .scope = said.scope,
                           .basis = said.basis};
  return (!wish.terms || *wish.terms == terms) &&
         (wish.comment.empty() || wish.comment == said.comment) &&
         (!wish.until || *wish.until == said.until);
}

Result<std::optional<Recognised>> find_standing(const Ports& ports, const Acceptance& wish,
                                                const std::string& answers) {
  TRY(given, bits_given(ports));
  for (const auto& bit : given) {
    const bool is_answer = bit.state == BitState::stands && bit.said->answers == answers;
    if (!is_answer || !is_wished(*bit.said, wish)) continue;
    TRY(credential, credential_of_bit(ports, bit.kept.name.hash));
    return Recognised{bit.kept.name.hash, std::move(credential.document)};
  }
  return std::nullopt;
}

}  // namespace

Task<Result<trust::Invitation>> open_invitation(Ports& ports, Evidence& evidence,
                                                std::string token) {
  CO_TRY(opened, open_token(token));
  CO_TRY(invitation, trust::read_invitation(opened.document));
  if (auto checked = check(ports, invitation); !checked) co_return failure_of(std::move(checked));
  auto found = co_await evidence.find_did(invitation.inviter);
  if (!found) co_return std::unexpected(found.error());
  CO_TRY(known, check_signed_by(ports.records.store, opened,
                                {.issuer = invitation.inviter.text(),
                                 .at = ports.clock.now(),
                                 .document = &found->documents}));
  if (known) co_return std::move(invitation);
  co_return fail(trust::bad_invitation,
                 "It is not signed by " + invitation.inviter.text() + ", or was changed since.");
}

Task<Result<Accepted>> accept_invitation(Ports& ports, Evidence& evidence, Acceptance acceptance) {
  CO_TRY(invitation, co_await open_invitation(ports, evidence, std::move(acceptance.token)));
  auto answers = trust::answer_to(invitation.nonce, ports.self.feed);
  CO_TRY(standing, find_standing(ports, acceptance, answers));
  if (standing) co_return Accepted{std::move(invitation), std::move(*standing), true};
  Recognition answer{.trustee = invitation.inviter,
                     .trustee_name = invitation.name,
                     .terms = acceptance.terms.value_or(invitation.terms),
                     .comment = std::move(acceptance.comment),
                     .until = acceptance.until,
                     .answers = std::move(answers)};
  CO_TRY(said, co_await recognise(ports, std::move(answer)));
  co_return Accepted{std::move(invitation), std::move(said)};
}

}  // namespace waarmerk::node::actions
