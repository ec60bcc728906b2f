#include "node/credential/assurance_words.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::credential {
namespace {

constexpr UnixTime now{1'772'532'720'000};  // 2026-03-03T10:12:00Z

StatusFacts facts_of(Grade grade) {
  return {.word = StatusWord::not_revoked,
          .as_of = now,
          .list_valid_until = now + day_ms,
          .issuer_last_heard = now,
          .grade = grade,
          .issuer = {.liveness = Liveness::live,
                     .witnesses = {.agree = 2, .of = 3, .needed = 2, .newest = now}}};
}

}  // namespace

TEST_CASE("the assurance of a badge is one sentence with its times") {
  CHECK(say_assurance(facts_of(Grade::a)) ==
        "A: known as of 3 March 2026, 10:12 UTC, and nothing newer exists; the issuer was last "
        "heard on 3 March 2026, 10:12 UTC; 2 of 3 witnesses saw nothing newer, the last on 3 March "
        "2026, 10:12 UTC.");
  auto few = facts_of(Grade::b);
  few.issuer.witnesses = {.agree = 0, .of = 1, .needed = 2};
  few.issuer.liveness = Liveness::late;
  CHECK(say_assurance(few) ==
        "B: known as of 3 March 2026, 10:12 UTC, by a list that is good until 4 March 2026, 10:12 "
        "UTC; the issuer is late, and was last heard on 3 March 2026, 10:12 UTC; 0 of 1 witness "
        "saw nothing newer, and 2 are needed for more.");
}

TEST_CASE("an issuer that is gone is said to be silent, with what was so then") {
  auto gone = facts_of(Grade::c);
  gone.issuer = {.liveness = Liveness::silent};
  CHECK(say_assurance(gone) ==
        "C: known as of 3 March 2026, 10:12 UTC, by a list that was good until 4 March 2026, 10:12 "
        "UTC; the issuer has been silent since 3 March 2026, 10:12 UTC; no witnesses are counted "
        "here.");
}

TEST_CASE("where one witness is enough, the sentence says so") {
  auto small = facts_of(Grade::a);
  small.issuer.witnesses = {.agree = 1, .of = 1, .needed = 1};
  CHECK(say_assurance(small).ends_with("and one is enough in a network this small."));
}

TEST_CASE("what is not known is not said to be known") {
  auto unknown = facts_of(Grade::d);
  unknown.as_of = {};
  CHECK(say_assurance(unknown).starts_with("D: the present state is not known;"));
  CHECK(say_assurance(facts_of(Grade::d)).starts_with("D: the present state cannot be relied on;"));
  auto contested = facts_of(Grade::d);
  contested.word = StatusWord::contested;
  contested.issuer.liveness = Liveness::forked;
  CHECK(say_assurance(contested).starts_with("D: the issuer's own records contradict each other;"));
  CHECK(say_assurance({}).empty());
}

}  // namespace waarmerk::node::credential
