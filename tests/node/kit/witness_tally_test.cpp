#include "node/kit/witness_tally.hpp"

#include <doctest/doctest.h>

namespace waarmerk::node::kit {
namespace {

using credential::Conflict;
using credential::IssuerFacts;
using witness::Stance;

constexpr UnixTime now{1'772'532'720'000};

}  // namespace

TEST_CASE("so many witnesses as are needed agree since the time of the last of them") {
  WitnessTally tally;
  tally.hear(Stance::agrees, now - hour_ms);
  tally.hear(Stance::agrees, now);
  tally.hear(Stance::behind, now);
  tally.hear(Stance::agrees, now - day_ms);
  for (const std::size_t needed :
       {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{3}}) {
    IssuerFacts facts{.witnesses = {.of = 4, .needed = needed}};
    tally.tell(facts);
    CHECK(facts.witnesses.agree == 3);
    CHECK(facts.witnesses.newest == now);
    CHECK(facts.witnesses.median == now - hour_ms);
    const auto since = needed < 2 ? now : needed == 2 ? now - hour_ms : now - day_ms;
    CHECK(facts.witnesses.together == since);
  }
  IssuerFacts many{.witnesses = {.of = 4, .needed = 4}};
  tally.tell(many);
  CHECK_FALSE(many.witnesses.together);
}

TEST_CASE("one clock that is wrong does not move the median, and of two times it is the earlier") {
  WitnessTally tally;
  tally.hear(Stance::agrees, now - hour_ms);
  tally.hear(Stance::agrees, now + 90 * day_ms);
  IssuerFacts two;
  tally.tell(two);
  CHECK(two.witnesses.median == now - hour_ms);
  tally.hear(Stance::agrees, now);
  IssuerFacts three;
  tally.tell(three);
  CHECK(three.witnesses.median == now);
}

TEST_CASE("what a witness says against an entry is a conflict, each told once") {
  WitnessTally tally;
  for (int i = 0; i < 2; ++i) {
    tally.hear(Stance::ahead, now);
    tally.hear(Stance::differs, now);
    tally.hear(Stance::forked, now);
  }
  IssuerFacts facts{.conflicts = {Conflict::forked}};
  tally.tell(facts);
  CHECK(facts.conflicts ==
        std::vector{Conflict::forked, Conflict::witness_ahead, Conflict::witness_differs});
  CHECK(facts.witnesses.agree == 0);
  CHECK_FALSE(facts.witnesses.newest);
}

TEST_CASE("of nobody nothing is told") {
  IssuerFacts facts;
  WitnessTally().tell(facts);
  CHECK(facts.conflicts.empty());
  CHECK(facts.witnesses == credential::WitnessFacts{});
}

}  // namespace waarmerk::node::kit
