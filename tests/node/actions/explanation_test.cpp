#include "node/actions/explanation.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <utility>

namespace waarmerk::node::actions {
namespace {

using trust::Level;

}  // namespace

TEST_CASE(
    "where it could not be told whether enough is said, the reason is, and who could say it") {
  Explanation shown{.issuer = {"did:web:lab.example", "The lab"},
                    .level = Level::undecided,
                    .amount = 40,
                    .bound = 130,
                    .vouchers = {{.who = {"did:web:town.example", "The town"}}}};
  CHECK(
      shown.sentence() ==
      "Whether enough is said of The lab could not be told: 40 of 120 was found, and there may be "
      "up to 130. The town could say whether it is to be believed.");
  shown.is_cut_short = true;
  CHECK(shown.sentence().contains("could not be told: more is said of it than is looked at."));
}

TEST_CASE("that less was found than there may be is said beside a partial answer too") {
  ShownBit word;
  word.from = {"did:web:west.example", "West"};
  Explanation shown{.issuer = {"did:web:lab.example", "The lab"},
                    .level = Level::partial,
                    .amount = 60,
                    .bound = 110,
                    .paths = {{.root = word.from, .amount = 60, .bits = {word}}}};
  const std::string words = "Only West vouches for The lab, and your rule asks for more: 60 of 120";
  CHECK(shown.sentence() == words + ".");
  shown.bound = 120;
  CHECK(shown.sentence() == words + ", and there may be up to 120.");
  shown.is_cut_short = true;
  CHECK(shown.sentence() == words + ", and more is said of it than is looked at.");
  shown.paths.front().bits.clear();
  CHECK(
      shown.sentence() ==
      "You trust The lab yourself, and your rule asks for more: 60 of 120, and more is said of it "
      "than is looked at.");
}

TEST_CASE("of an issuer who is known for something else that is said, and by whom") {
  const Party town{"did:web:town.example", "The town"};
  const auto skills = [](std::set<std::string> values) {
    return trust::Scope{.values = {{trust::Dimension::skill, std::move(values)}}};
  };
  Explanation shown{.issuer = {"did:web:lab.example", "The lab"},
                    .has_roots = true,
                    .vouchers = {{.who = town}},
                    .known_for = {{.who = town, .scope = skills({"making"}), .amount = 60}}};
  CHECK(shown.known_for_else() == "The town knows it for making");
  CHECK(shown.sentence() ==
        "Nobody you trust knows The lab for what was asked, but The town knows it for making. The "
        "town could say whether it is to be believed.");
  shown.amount = 40;
  CHECK(shown.sentence() ==
        "What you trust says too little of The lab: 40 of 120. But The town knows it for making. "
        "The town could say whether it is to be believed.");
  auto place = skills({"a", "b", "c"});
  place.values[trust::Dimension::jurisdiction] = {"NL-ZH"};
  shown.known_for.push_back({.who = town, .scope = place});
  shown.known_for.push_back({.who = {.did = "did:web:west.example"}});
  shown.known_for.push_back({.who = {.did = "did:web:mill.example"}});
  CHECK(shown.known_for_else() ==
        "The town knows it for making, for a, b, c and more and did:web:west.example without "
        "saying for what");
  shown.known_for.clear();
  CHECK(shown.known_for_else().empty());
}

TEST_CASE("levels have names that do not change") {
  CHECK(print_level(Level::vetoed) == "vetoed");
  CHECK(print_level(Level::full) == "full");
  CHECK(print_level(Level::partial) == "partial");
  CHECK(print_level(Level::undecided) == "undecided");
  CHECK(print_level(Level::none) == "none");
}

}  // namespace waarmerk::node::actions
