#include "node/actions/invite.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "crypto/base/sha2.hpp"
#include "crypto/jose/jws.hpp"
#include "node/actions/commit.hpp"
#include "node/actions/recognise.hpp"
#include "node/records/invitations.hpp"

namespace waarmerk::node::actions {
namespace {

UnixTime whole_seconds(UnixTime time) { return {time.ms / second_ms * second_ms}; }

/// Whatever we could not say later is not promised.
Result<void> check(const Ports& ports, const InvitationOrder& order) {
  if (order.invitee && feed::feed_id_of(*order.invitee) == ports.self.feed) {
    return fail(own_bit, "An organisation does not invite itself.", "$.did");
  }
  if (order.terms.scope.is_empty()) {
    return fail(no_scope,
                "Say for what: a skill, a type of achievement, a jurisdiction, or anything.");
  }
  if (order.terms.basis.size() > trust::basis_bytes_max) {
    return fail(trust::bad_bit, "The basis of a bit of trust has 64 bytes at the most.");
  }
  const auto now = ports.clock.now();
  if (order.until && (*order.until <= now || *order.until - now > trust::invitation_ms_max)) {
    return fail(trust::bad_invitation, "An invitation is open for up to 90 days.", "$.until");
  }
  return trust::check_bit({.truster = ports.self.feed,
                           .trustee = {},  // anybody
                           .hash = {},
                           .place = {},
                           .kind = order.terms.kind,
                           .amount = order.terms.amount,
                           .depth = order.terms.depth,
                           .quota = order.terms.quota,
                           .scope = order.terms.scope,
                           .from = now,
                           .until = now + recognition_ms});
}

Result<std::string> sign(const Ports& ports, const trust::Invitation& invitation) {
  const auto claims = trust::write_invitation(invitation);
  TRY(token, jose::sign_jws(
                 bytes_of(claims),
                 {.type = std::string(trust::invitation_type), .key_id = ports.self.issuing_method},
                 ports.self.issuing));
  if (token.size() <= trust::invitation_bytes_max) return std::move(token);
  return fail(trust::bad_invitation, "It would be too long: name fewer things.");
}

}  // namespace

std::string id_of(const trust::Invitation& invitation) {
  return feed::print_feed_id(feed::FeedId{sha256(invitation.nonce).value});
}

Result<std::vector<trust::Invitation>> open_invitations(const Ports& ports) {
  TRY(all, records::load_invitations(ports.records.store));
  const auto now = ports.clock.now();
  std::erase_if(all, [now](const auto& each) { return each.until <= now; });
  return std::move(all);
}

Task<Result<Invited>> invite(Ports& ports, InvitationOrder order) {
  if (auto checked = check(ports, order); !checked) co_return failure_of(std::move(checked));
  const auto until = order.until.value_or(ports.clock.now() + invitation_ms);
  trust::Invitation invitation{.inviter = ports.self.did,
                               .name = ports.self.name,
                               .url = ports.self.url,
                               .invitee = std::move(order.invitee),
                               .nonce = draw<std::tuple_size_v<trust::Nonce>>(ports.random),
                               .until = whole_seconds(until),
                               .terms = std::move(order.terms)};
  CO_TRY(token, sign(ports, invitation));
  // Nobody else changes the list meanwhile.
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(open, open_invitations(ports));
  if (open.size() >= records::invitations_max) {
    co_return fail(many_invitations, "256 invitations are open: close some, or wait.");
  }
  open.push_back(invitation);
  storage::Batch rows;
  records::save_invitations(rows, open);
  auto done = co_await commit(ports.records.journal, std::move(rows));
  if (!done) co_return failure_of(std::move(done));
  co_return Invited{std::move(invitation), std::move(token)};
}

Task<Result<void>> close_invitation(Ports& ports, std::string id) {
  const auto turn = co_await ports.publisher.take_turn();
  CO_TRY(open, open_invitations(ports));
  const auto count = std::erase_if(open, [&id](const auto& each) { return id_of(each) == id; });
  if (count == 0) co_return fail(no_invitation, "No invitation of ours that is open has this id.");
  storage::Batch rows;
  records::save_invitations(rows, open);
  co_return co_await commit(ports.records.journal, std::move(rows));
}

}  // namespace waarmerk::node::actions
