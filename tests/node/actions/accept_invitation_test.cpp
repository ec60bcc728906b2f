#include "node/actions/accept_invitation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "node/actions/accept_entries.hpp"
#include "node/actions/invite.hpp"
#include "node/actions/known_bits.hpp"
#include "node/actions/say_of_feed.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

/// A town that invites, and a library that follows its feed.
struct Pair {
  Pair() { REQUIRE(run_task(accept_entries(library.ports, tests::entries_of(town)))); }

  std::string invitation(std::optional<did::Did> invitee = {}) {
    const trust::Terms terms{.amount = 60, .scope = trust::any_scope()};
    const auto made = run_task(invite(town.ports, {.invitee = std::move(invitee), .terms = terms}));
    REQUIRE(made);
    return made->token;
  }
  Result<Accepted> accept(std::string token) {
    return run_task(
        accept_invitation(library.ports, library.evidence, {.token = std::move(token)}));
  }
  ErrorCode refusal(std::string token) {
    const auto opened =
        run_task(open_invitation(library.ports, library.evidence, std::move(token)));
    REQUIRE_FALSE(opened);
    return opened.error().code;
  }

  TestNode town{"town.example", 1};
  TestNode library{"library.example", 2};
};

}  // namespace

TEST_CASE("who is invited sees who invites and what they will say, and says the same of them") {
  Pair pair;
  const auto done = pair.accept(pair.invitation(pair.library.self.did));
  REQUIRE(done);
  CHECK(done->invitation.inviter == pair.town.self.did);
  const auto bits = bits_given(pair.library.ports);
  REQUIRE(bits->size() == 1);
  const auto& said = *bits->front().said;
  CHECK(said.trustee == pair.town.self.did);
  CHECK(said.amount == 60);
  CHECK(said.scope.any);
  CHECK(said.answers == trust::answer_to(done->invitation.nonce, pair.library.self.feed));
  CHECK(said.name == "Bibliotheek recognises Bibliotheek");  // what both are called here
}

TEST_CASE("an invitation can be answered with something else") {
  Pair pair;
  const trust::Terms terms{.amount = 20, .scope = trust::any_scope()};
  REQUIRE(run_task(
      accept_invitation(pair.library.ports, pair.library.evidence,
                        {.token = pair.invitation(), .terms = terms, .comment = "We know them."})));
  CHECK(bits_given(pair.library.ports)->front().said->amount == 20);
  CHECK(bits_given(pair.library.ports)->front().said->comment == "We know them.");
}

TEST_CASE("what was answered is not said again while it stands, unless with something else") {
  Pair pair;
  const auto token = pair.invitation();
  const auto said = [&] {
    return pair.library.memory.records.feeds.head(pair.library.self.feed)->seq;
  };
  const auto accept = [&](Acceptance wish) {
    pair.library.clock.advance(second_ms);
    auto done =
        run_task(accept_invitation(pair.library.ports, pair.library.evidence, std::move(wish)));
    REQUIRE(done);
    return std::move(*done);
  };
  const auto first = accept({.token = token, .comment = "We know them."});
  CHECK_FALSE(first.is_standing);
  const auto told = said();
  for (const auto& wish :
       {Acceptance{.token = token}, Acceptance{.token = token, .comment = "We know them."},
        Acceptance{.token = token, .terms = first.invitation.terms}}) {
    const auto again = accept(wish);
    CHECK(again.is_standing);
    CHECK(again.answer.hash == first.answer.hash);
    CHECK(again.answer.credential.root().find("id")->string() ==
          first.answer.credential.root().find("id")->string());
    CHECK(again.invitation.inviter == pair.town.self.did);
  }
  CHECK(said() == told);
  CHECK_FALSE(accept({.token = pair.invitation()}).is_standing);  // another one
  CHECK(said() > told);

  const trust::Terms less{.amount = 20, .scope = trust::any_scope()};
  const auto lesser = accept({.token = token, .terms = less});
  CHECK_FALSE(lesser.is_standing);
  CHECK(accept({.token = token}).answer.hash == lesser.answer.hash);
  CHECK_FALSE(accept({.token = token, .comment = "Still."}).is_standing);
  const auto end = pair.library.clock.now() + 40 * day_ms;
  CHECK_FALSE(accept({.token = token, .until = end}).is_standing);
  CHECK(accept({.token = token, .until = end}).is_standing);
  const auto last = accept({.token = token});
  REQUIRE(last.is_standing);
  REQUIRE(run_task(end_trust(pair.library.ports, last.answer.hash, "")));
  CHECK_FALSE(accept({.token = token}).is_standing);
}

TEST_CASE("nobody changes an invitation, or makes one in another's name") {
  Pair pair;
  auto changed = pair.invitation();
  const auto at = changed.find('.') + 20;
  changed[at] = changed[at] == 'A' ? 'B' : 'A';
  const auto code = pair.refusal(changed);
  CHECK(code.kind == ErrorKind::invalid);
  TestNode thief("town.example", 66);
  const auto made = run_task(invite(thief.ports, {.terms = {.scope = trust::any_scope()}}));
  CHECK(pair.refusal(made->token) == trust::bad_invitation);
  CHECK(pair.refusal("nonsense") == trust::bad_invitation);
  CHECK(pair.refusal(std::string(trust::invitation_bytes_max + 1, 'x')) == trust::bad_invitation);
  CHECK(bits_given(pair.library.ports)->empty());
}

TEST_CASE("an invitation for another, of our own, or of before is not answered") {
  Pair pair;
  CHECK(pair.refusal(pair.invitation(did::Did::parse("did:web:other.example").value())) ==
        not_invited);
  const auto own = run_task(invite(pair.library.ports, {.terms = {.scope = trust::any_scope()}}));
  CHECK(pair.refusal(own->token) == own_bit);
  const auto old = pair.invitation();
  pair.library.clock.advance(invitation_ms);
  CHECK(pair.refusal(old) == not_invited);
}

}  // namespace waarmerk::node::actions
