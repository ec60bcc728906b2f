#include "node/web/trust_ways.hpp"

#include <doctest/doctest.h>

#include "tests/support/badge_builder.hpp"

namespace waarmerk::node::web {
namespace {

using words::Language;

const TrustParty city{"did:web:city.example", "<i>City"};
const TrustParty hall{"did:web:hall.example"};
const TrustParty lab{"did:web:lab.example", "Lab"};

TrustWays over_two() {
  TrustWays trust{.is_enough = true};
  trust.ways = {{.root = city,
                 .words = {{city, hall, tests::badge_issued, tests::badge_now, true},
                           {hall, lab, tests::badge_issued, tests::badge_now}}}};
  return trust;
}

}  // namespace

TEST_CASE("a way has a stop for the node and for each who recognises, and none for the issuer") {
  const auto steps = steps_of(over_two(), "Employer", Language::en);
  REQUIRE(steps.size() == 3);
  CHECK(steps[0].heading == "This website: <bdi>Employer</bdi>");
  CHECK(steps[0].body.contains("<bdi>&lt;i&gt;City (city.example)</bdi>"));
  CHECK(steps[1].heading == "<bdi>&lt;i&gt;City</bdi> (<bdi>city.example</bdi>)");
  CHECK(steps[1].body.contains("also in what it says of others"));
  CHECK(steps[2].heading == "<bdi>did:web:hall.example</bdi>");
  CHECK_FALSE(steps[2].body.contains("others"));
  TrustWays own;
  own.ways = {{.root = lab}};
  CHECK(steps_of(own, "Employer", Language::en).size() == 1);
  CHECK(steps_of({}, "Employer", Language::en).empty());
}

TEST_CASE("who could say is named where something is missing, three at the most") {
  CHECK(advice_of(over_two(), Language::en).empty());
  CHECK(advice_of({.could_say = {lab}, .is_objected = true}, Language::en).empty());
  TrustWays trust;
  CHECK_FALSE(advice_of(trust, Language::en).contains("could say"));
  CHECK(advice_of(trust, Language::en).contains("no less genuine"));
  trust.could_say.assign(5, lab);
  CHECK(advice_of(trust, Language::en)
            .contains("<bdi>Lab (lab.example), Lab (lab.example), Lab (lab.example)</bdi> could"));
}

TEST_CASE("every way is a sentence in a list, and there are five at the most") {
  auto trust = over_two();
  const auto list = ways_list(trust, "Employer", Language::en);
  CHECK(list.contains("<li><bdi>Employer</bdi> believes"));
  CHECK(list.contains("<bdi>did:web:hall.example</bdi> recognises <bdi>Lab (lab.example)</bdi>"));
  trust.ways.assign(9, TrustWay{.root = lab});
  const auto many = ways_list(trust, "Employer", Language::nl);
  std::size_t count = 0;
  for (auto at = many.find("<li>"); at != std::string::npos; at = many.find("<li>", at + 1))
    ++count;
  CHECK(count == ways_shown_max);
  CHECK(ways_list({}, "Employer", Language::en).empty());
}

}  // namespace waarmerk::node::web
