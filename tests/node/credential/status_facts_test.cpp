#include "node/credential/status_facts.hpp"

#include <doctest/doctest.h>

#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::credential {

TEST_CASE("of two lists the more careful word counts, with the worse of the grades") {
  const StatusFacts clear{.word = StatusWord::not_revoked, .grade = Grade::c};
  const StatusFacts revoked{.word = StatusWord::revoked, .grade = Grade::a};
  const auto both = more_careful(clear, revoked);
  CHECK(both.word == StatusWord::revoked);
  CHECK(both.grade == Grade::c);
  CHECK(more_careful(revoked, clear).word == StatusWord::revoked);
  const StatusFacts contested{.word = StatusWord::contested};
  CHECK(more_careful(contested, {.word = StatusWord::suspended}).word == StatusWord::contested);
  CHECK(more_careful(contested, revoked).word == StatusWord::revoked);
}

TEST_CASE("what came along and was not used is told as a warning") {
  CHECK(unused_of({}, "Library").empty());
  const auto told = unused_of(
      {.issuer = {.conflicts = {Conflict::unsound_kit, Conflict::older_list}}}, "Library");
  REQUIRE(told.size() == 2);
  CHECK(told[0].finding == Finding::older_list);
  CHECK(told[0].sentence.contains("Library"));
  CHECK(told[1].finding == Finding::kit_unsound);
  CHECK(told[1].state() == CheckState::warning);
}

TEST_CASE("what could not be found out is never taken for not revoked") {
  for (const auto finding : {Finding::status_unknown, Finding::status_list_unusable}) {
    CHECK(word_of(finding) == StatusWord::unknown);
  }
  const StatusFacts unknown{.word = StatusWord::unknown};
  CHECK(more_careful(unknown, {.word = StatusWord::not_revoked}).word == StatusWord::unknown);
  CHECK_FALSE(state_in(unknown).is_known);
  CHECK_FALSE(state_in({}).is_known);
  CHECK(state_in({.word = StatusWord::revoked}).is_known);
  CHECK(state_in({.word = StatusWord::contested}).is_contested);
}

TEST_CASE("of two facts the more careful one stands") {
  const StatusFacts clear{.word = StatusWord::not_revoked, .as_of = tests::badge_now};
  const StatusFacts older{.word = StatusWord::not_revoked, .as_of = tests::badge_issued};
  const StatusFacts revoked{.word = StatusWord::revoked};
  CHECK(more_careful(clear, revoked).word == StatusWord::revoked);
  CHECK(more_careful(revoked, clear).word == StatusWord::revoked);
  CHECK(more_careful(clear, older).as_of == tests::badge_issued);
  CHECK(more_careful({}, clear).word == StatusWord::not_revoked);
}

}  // namespace waarmerk::node::credential
