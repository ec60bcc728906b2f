#include "node/credential/assurance.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace waarmerk::node::credential {
namespace {

constexpr UnixTime now{1'772'532'720'000};  // 2026-03-03T10:12:00Z

/// Known by a list of this minute, which two of two witnesses saw to be the last.
StateEvidence attested() {
  return {
      .is_known = true,
      .newest = now,
      .valid_until = now + day_ms,
      .ttl_ms = hour_ms,
      .issuer = {.liveness = Liveness::live,
                 .witnesses = {.agree = 2, .of = 2, .needed = 2, .newest = now, .together = now}}};
}

struct Boundary {
  const char* name;
  void (*change)(StateEvidence&);
  Grade grade;
};

const std::vector<Boundary> boundaries{
    {"attested", [](auto&) {}, Grade::a},

    {"as young as its ttl", [](auto& s) { s.newest = now - hour_ms; }, Grade::a},
    {"older than its ttl", [](auto& s) { s.newest = now - hour_ms - 1; }, Grade::b},
    {"no ttl, an hour old", [](auto& s) { s.ttl_ms = {}, s.newest = now - hour_ms; }, Grade::a},
    {"no ttl, older", [](auto& s) { s.ttl_ms = {}, s.newest = now - hour_ms - 1; }, Grade::b},

    {"one witness of two", [](auto& s) { s.issuer.witnesses.agree = 1; }, Grade::b},
    {"one, and one is enough",
     [](auto& s) { s.issuer.witnesses.agree = 1, s.issuer.witnesses.needed = 1; }, Grade::a},
    {"none, and none is needed",
     [](auto& s) { s.issuer.witnesses.agree = 0, s.issuer.witnesses.needed = 0; }, Grade::b},
    {"no time of the witnesses", [](auto& s) { s.issuer.witnesses.together = {}; }, Grade::b},
    {"witnesses two snapshots ago",
     [](auto& s) { s.issuer.witnesses.together = now - witness_recent_ms; }, Grade::a},
    {"witnesses longer ago",
     [](auto& s) { s.issuer.witnesses.together = now - witness_recent_ms - 1; }, Grade::b},

    {"good until now", [](auto& s) { s.valid_until = now; }, Grade::a},
    {"run out", [](auto& s) { s.valid_until = now - 1; }, Grade::d},
    {"without an end", [](auto& s) { s.valid_until = {}; }, Grade::a},
    {"without any date", [](auto& s) { s.newest = {}; }, Grade::d},
    {"without any date, and silent",
     [](auto& s) { s.newest = {}, s.issuer.liveness = Liveness::silent; }, Grade::d},
    {"run out, and silent",
     [](auto& s) { s.valid_until = now - 1, s.issuer.liveness = Liveness::silent; }, Grade::c},
    {"run out, and closed",
     [](auto& s) { s.valid_until = now - 1, s.issuer.liveness = Liveness::closed; }, Grade::c},
    {"run out, and late",
     [](auto& s) { s.valid_until = now - 1, s.issuer.liveness = Liveness::late; }, Grade::d},
    {"run out, of an issuer that is not followed",
     [](auto& s) { s.valid_until = now - 1, s.issuer.liveness = Liveness::unknown; }, Grade::d},
    {"run out, silent, and seen by too few",
     [](auto& s) {
       s.valid_until = now - 1, s.issuer.liveness = Liveness::silent;
       s.issuer.witnesses.agree = 1, s.issuer.witnesses.together = {};
     },
     Grade::d},
    {"run out, silent, and seen long ago",
     [](auto& s) {
       s.valid_until = now - 1, s.issuer.liveness = Liveness::silent;
       s.issuer.witnesses.together = now - 900 * day_ms;
     },
     Grade::c},

    {"forked", [](auto& s) { s.issuer.liveness = Liveness::forked; }, Grade::b},
    {"a conflict", [](auto& s) { s.issuer.conflicts = {Conflict::witness_differs}; }, Grade::b},
    {"a witness is ahead", [](auto& s) { s.issuer.conflicts = {Conflict::witness_ahead}; },
     Grade::b},
    {"a witness is ahead of what ran out",
     [](auto& s) {
       s.issuer.conflicts = {Conflict::witness_ahead};
       s.valid_until = now - 1;
     },
     Grade::d},
    {"contested", [](auto& s) { s.is_contested = true; }, Grade::d},
    {"unknown", [](auto& s) { s.is_known = false; }, Grade::d},
};

}  // namespace

TEST_CASE("each boundary between two grades lies where it should") {
  for (const auto& boundary : boundaries) {
    CAPTURE(boundary.name);
    auto state = attested();
    boundary.change(state);
    CHECK(print_grade(grade_of(state, now)) == print_grade(boundary.grade));
  }
}

TEST_CASE("no evidence makes a state that is not known, or contested, better than D") {
  for (const auto& boundary : boundaries) {
    CAPTURE(boundary.name);
    auto unknown = attested();
    boundary.change(unknown);
    auto contested = unknown;
    unknown.is_known = false;
    contested.is_contested = true;
    CHECK(grade_of(unknown, now) == Grade::d);
    CHECK(grade_of(contested, now) == Grade::d);
  }
}

TEST_CASE("of a time long ago the grade is what it was then") {
  auto state = attested();
  state.valid_until = now - 30 * day_ms;
  CHECK(grade_of(state, now) == Grade::d);
  CHECK(grade_of(state, now - 31 * day_ms) == Grade::a);
}

TEST_CASE("an issuer is late after two heartbeats and silent after thirty days") {
  const auto at = [](std::int64_t quiet_ms) {
    return print_liveness(liveness_of({.last = now - quiet_ms}, now));
  };
  CHECK(at(0) == "live");
  CHECK(at(2 * day_ms) == "live");
  CHECK(at(2 * day_ms + 1) == "late");
  CHECK(at(30 * day_ms) == "late");
  CHECK(at(30 * day_ms + 1) == "silent");
  CHECK(liveness_of({}, now) == Liveness::unknown);
  CHECK(liveness_of({.last = now, .is_closed = true}, now) == Liveness::closed);
  CHECK(liveness_of({.last = now, .is_closed = true, .is_forked = true}, now) == Liveness::forked);
}

TEST_CASE(
    "when an issuer is late or silent next is known before, and of who ended nothing changes") {
  for (const std::int64_t quiet_ms :
       {std::int64_t{0}, 2 * day_ms, 2 * day_ms + 1, 30 * day_ms, 30 * day_ms + 1}) {
    CAPTURE(quiet_ms);
    const FeedHeard heard{.last = now - quiet_ms};
    const auto next = next_liveness(heard, now);
    CHECK(next.has_value() == (quiet_ms <= 30 * day_ms));
    if (!next) continue;
    CHECK(liveness_of(heard, *next - 1) == liveness_of(heard, now));
    CHECK(liveness_of(heard, *next) != liveness_of(heard, now));
  }
  CHECK_FALSE(next_liveness({}, now));
  CHECK_FALSE(next_liveness({.last = now, .is_closed = true}, now));
  CHECK_FALSE(next_liveness({.last = now, .is_forked = true}, now));
}

TEST_CASE("one witness is enough while there are fewer than five nodes") {
  CHECK(witnesses_needed(2, 4) == 1);
  CHECK(witnesses_needed(2, 5) == 2);
  CHECK(witnesses_needed(7, 4) == 1);
  CHECK(witnesses_needed(0, 4) == 0);
}

TEST_CASE("conflicts and places have names that do not change") {
  const IssuerFacts facts{.conflicts = {Conflict::forked, Conflict::older_list}};
  CHECK(facts.has(Conflict::forked));
  CHECK_FALSE(facts.has(Conflict::witness_ahead));
  CHECK(print_conflict(Conflict::revocation_taken_back) == "revocation_taken_back");
  CHECK(print_conflict(Conflict::witness_ahead) == "witness_ahead");
  CHECK(print_conflict(Conflict::witness_differs) == "witness_differs");
  CHECK(print_conflict(Conflict::list_shrunk) == "list_shrunk");
  CHECK(print_feed_place({.epoch = 1, .seq = 41}) == "1/41");
  CHECK(FeedPlace{0, 41} < FeedPlace{1, 2});
}

}  // namespace waarmerk::node::credential
