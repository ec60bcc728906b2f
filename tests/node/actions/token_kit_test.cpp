// Status List Tokens in survival kits and staples.
#include <doctest/doctest.h>

#include "tests/support/survival.hpp"
#include "tests/support/token_pair.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;
using tests::token_place;
using tests::TokenPair;
using tests::TokenWish;

}  // namespace

TEST_CASE("a kit and a staple of a card have the token that speaks of it, and answer by it") {
  TokenPair pair(tests::NodeMethod::webvh);
  pair.accept_token({});
  const auto kit = make_kit(pair.employer.ports, nullptr, {.badge = pair.card});
  REQUIRE(kit);
  REQUIRE(kit->lists.size() == 1);
  CHECK(kit->lists.front().url == token_place);
  const auto read = kit::read_kit(kit::write_kit(*kit));
  REQUIRE(read);
  const auto verdict = tests::verify_with_kit(*read, pair.employer.clock.now());
  CHECK(verdict.code() == "badge.genuine");
  CHECK(verdict.status.source == credential::Source::holder_staple);
  CHECK(verdict.status.list_place);  // the feed's entry carried it
  CHECK(verdict.status.issuer.conflicts.empty());
  const auto staple =
      make_kit(pair.employer.ports, nullptr, {.badge = pair.card, .form = KitForm::staple});
  REQUIRE(staple);
  CHECK(staple->lists == kit->lists);
  pair.accept_token({.value = 1});
  const auto after = make_kit(pair.employer.ports, nullptr, {.badge = pair.card});
  REQUIRE(after);
  CHECK(tests::verify_with_kit(*after, pair.employer.clock.now()).code() == "badge.revoked");
}

TEST_CASE("of two kits with a token each, what the older withdrew stays so, and no token shrinks") {
  TokenPair pair(tests::NodeMethod::webvh);
  const auto make = [&](const TokenWish& wish) {
    pair.accept_token(wish);
    return make_kit(pair.employer.ports, nullptr, {.badge = pair.card}).value();
  };
  const auto older = make({.value = 1, .entries = 200});
  const auto newer = make({});
  TestNode machine("machine.example", 99);
  machine.clock.set(pair.employer.clock.now());
  HeldEvidence nothing(machine.ports, {});
  KitEvidence evidence({older, newer}, {}, machine.clock, nothing, nullptr);
  credential::Verification verification(pair.card, {.now = machine.clock.now()});
  const auto verdict = run_task(verify_badge(std::move(verification), evidence, machine.clock));
  CHECK(verdict.code() == "badge.revoked");
  CHECK(verdict.status.issuer.has(credential::Conflict::list_shrunk));
  CHECK(verdict.status.issuer.has(credential::Conflict::revocation_taken_back));
}

TEST_CASE("a kit carries a CWT, and answers by it") {
  TokenPair pair(tests::NodeMethod::webvh);
  pair.accept_token({.value = 2, .is_cwt = true});
  const auto kit = make_kit(pair.employer.ports, nullptr, {.badge = pair.card});
  REQUIRE(kit);
  const auto read = kit::read_kit(kit::write_kit(*kit));
  REQUIRE(read);
  CHECK(read->lists == kit->lists);
  const auto verdict = tests::verify_with_kit(*read, pair.employer.clock.now());
  CHECK(verdict.code() == "badge.suspended");
  CHECK(verdict.status.list_place);
  CHECK(verdict.status.issuer.conflicts.empty());
}

}  // namespace waarmerk::node::actions
