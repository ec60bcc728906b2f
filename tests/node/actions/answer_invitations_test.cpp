#include "node/actions/answer_invitations.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "node/actions/accept_entries.hpp"
#include "node/actions/accept_invitation.hpp"
#include "node/actions/invite.hpp"
#include "node/actions/known_bits.hpp"
#include "node/actions/withdraw_bits.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

/// A town that invites, and two who follow its feed.
struct Street {
  Street() {
    for (auto* other : {&library, &thief}) {
      REQUIRE(run_task(accept_entries(other->ports, tests::entries_of(town))));
    }
  }

  Invited invitation(std::optional<did::Did> invitee = {}) {
    const trust::Terms terms{.amount = 60, .scope = trust::any_scope()};
    auto made = run_task(invite(town.ports, {.invitee = std::move(invitee), .terms = terms}));
    REQUIRE(made);
    return *made;
  }
  static void accept(TestNode& by, const Invited& invited) {
    REQUIRE(run_task(accept_invitation(by.ports, by.evidence, {.token = invited.token})));
  }
  /// The town has seen the feed of `other` to its end, and does what it promised.
  std::size_t answers(const TestNode& other) {
    const auto head = town.memory.records.feeds.head(other.self.feed);
    REQUIRE(run_task(accept_entries(town.ports, tests::entries_of(other, head ? head->seq : 0))));
    const auto count = run_task(answer_invitations(town.ports));
    REQUIRE(count);
    return *count;
  }

  TestNode town{"town.example", 1};
  TestNode library{"library.example", 2};
  TestNode thief{"thief.example", 3};
};

}  // namespace

TEST_CASE("an invitation that was answered makes a relation that both sides see as mutual") {
  Street street;
  const auto invited = street.invitation(street.library.self.did);
  CHECK(street.answers(street.library) == 0);
  Street::accept(street.library, invited);
  CHECK(street.answers(street.library) == 1);
  const auto given = bits_given(street.town.ports);
  REQUIRE(given->size() == 1);
  CHECK(given->front().said->trustee == street.library.self.did);
  CHECK(given->front().said->amount == 60);
  const auto mutual = mutual_relations(*given, *bits_received(street.town.ports));
  CHECK(mutual.contains(*relation_of(given->front())));

  const auto seen = street.library.memory.records.feeds.head(street.town.self.feed)->seq;
  REQUIRE(run_task(accept_entries(street.library.ports, tests::entries_of(street.town, seen))));
  CHECK(mutual_relations(*bits_given(street.library.ports), *bits_received(street.library.ports)) ==
        mutual);
  REQUIRE(run_task(withdraw_bits(street.town.ports, {.hash = given->front().kept.name.hash})));
  CHECK(
      mutual_relations(*bits_given(street.town.ports), *bits_received(street.town.ports)).empty());
}

TEST_CASE("an invitation is good for one answer, and what was answered is not said again") {
  Street street;
  const auto invited = street.invitation();
  Street::accept(street.library, invited);
  CHECK(street.answers(street.library) == 1);
  CHECK(open_invitations(street.town.ports)->empty());
  CHECK(street.answers(street.library) == 0);
  Street::accept(street.thief, invited);
  CHECK(street.answers(street.thief) == 0);
  CHECK(bits_given(street.town.ports)->size() == 1);
}

TEST_CASE("who has not got the invitation cannot answer it, even with another's answer") {
  Street street;
  const auto invited = street.invitation();
  Recognition copied{
      .trustee = street.town.self.did,
      .terms = {.scope = trust::any_scope()},
      .answers = trust::answer_to(invited.invitation.nonce, street.library.self.feed)};
  REQUIRE(run_task(recognise(street.thief.ports, copied)));
  CHECK(street.answers(street.thief) == 0);
}

TEST_CASE("an invitation for one organisation is not answered by another, nor when it is over") {
  Street street;
  auto invited = street.invitation(street.library.self.did);
  Recognition guessed{
      .trustee = street.town.self.did,
      .terms = {.scope = trust::any_scope()},
      .answers = trust::answer_to(invited.invitation.nonce, street.thief.self.feed)};
  REQUIRE(run_task(recognise(street.thief.ports, guessed)));
  CHECK(street.answers(street.thief) == 0);
  Street::accept(street.library, invited);
  street.town.clock.advance(invitation_ms);
  CHECK(street.answers(street.library) == 0);
}

TEST_CASE("an answer that was withdrawn before it was seen is none") {
  Street street;
  Street::accept(street.library, street.invitation());
  REQUIRE(run_task(withdraw_bits(street.library.ports, {.about = street.town.self.did})));
  CHECK(street.answers(street.library) == 0);
}

}  // namespace waarmerk::node::actions
