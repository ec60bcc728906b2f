#include "node/actions/invite.hpp"

#include <doctest/doctest.h>

#include <string>

#include "node/actions/recognise.hpp"
#include "node/records/invitations.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

InvitationOrder for_anyone() { return {.terms = {.scope = trust::any_scope()}}; }

ErrorCode refusal(TestNode& node, InvitationOrder order) {
  const auto made = run_task(invite(node.ports, std::move(order)));
  REQUIRE_FALSE(made);
  return made.error().code;
}

}  // namespace

TEST_CASE("an invitation is kept with what it promises, and is open for two weeks") {
  TestNode town("town.example");
  const auto made = run_task(invite(town.ports, for_anyone()));
  REQUIRE(made);
  CHECK(made->token.size() <= trust::invitation_bytes_max);
  const auto open = open_invitations(town.ports);
  REQUIRE(open);
  REQUIRE(open->size() == 1);
  CHECK(open->front().nonce == made->invitation.nonce);
  CHECK(open->front().terms.scope.any);
  CHECK(made->invitation.inviter == town.self.did);
  CHECK(made->invitation.url == "https://town.example");
  town.clock.advance(invitation_ms);
  CHECK(open_invitations(town.ports)->empty());
}

TEST_CASE("each invitation has a nonce of its own, and is called by another name") {
  TestNode town("town.example");
  const auto one = run_task(invite(town.ports, for_anyone()))->invitation;
  const auto two = run_task(invite(town.ports, for_anyone()))->invitation;
  CHECK(one.nonce != two.nonce);
  CHECK(id_of(one) != id_of(two));
  CHECK(id_of(one) != feed::print_feed_id(feed::FeedId{one.nonce}));
}

TEST_CASE("what could not be said later is not promised") {
  TestNode town("town.example");
  auto order = for_anyone();
  order.terms.scope = {};
  CHECK(refusal(town, order) == no_scope);
  order = for_anyone();
  order.terms.amount = 65;
  CHECK(refusal(town, order) == trust::bad_bit);
  order = for_anyone();
  order.terms.basis = std::string(65, 'x');
  CHECK(refusal(town, order) == trust::bad_bit);
  order = for_anyone();
  order.invitee = town.self.did;
  CHECK(refusal(town, order) == own_bit);
  order = for_anyone();
  order.until = town.clock.now();
  CHECK(refusal(town, order) == trust::bad_invitation);
  order.until = town.clock.now() + trust::invitation_ms_max + second_ms;
  CHECK(refusal(town, order) == trust::bad_invitation);
  order = for_anyone();
  order.terms.scope = {};
  for (int i = 0; i < 10; ++i) {
    order.terms.scope.values[trust::Dimension::skill].insert(std::string(500, 'a') +
                                                             std::to_string(i));
  }
  CHECK(refusal(town, order) == trust::bad_invitation);
  CHECK(open_invitations(town.ports)->empty());
}

TEST_CASE("an invitation is closed by its id, once") {
  TestNode town("town.example");
  const auto one = run_task(invite(town.ports, for_anyone()))->invitation;
  const auto two = run_task(invite(town.ports, for_anyone()))->invitation;
  REQUIRE(run_task(close_invitation(town.ports, id_of(one))));
  const auto open = open_invitations(town.ports);
  REQUIRE(open->size() == 1);
  CHECK(open->front().nonce == two.nonce);
  CHECK(run_task(close_invitation(town.ports, id_of(one))).error().code == no_invitation);
}

TEST_CASE("no more are open than can be kept") {
  TestNode town("town.example");
  storage::Batch rows;
  records::save_invitations(
      rows, std::vector<trust::Invitation>(
                records::invitations_max,
                {.inviter = town.self.did,
                 .until = {town.clock.now().ms / second_ms * second_ms + hour_ms}}));
  town.memory.write(rows);
  CHECK(refusal(town, for_anyone()) == many_invitations);
  town.clock.advance(hour_ms);
  CHECK(run_task(invite(town.ports, for_anyone())));
}

}  // namespace waarmerk::node::actions
