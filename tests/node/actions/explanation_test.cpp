#include "node/actions/explanation.hpp"

#include <doctest/doctest.h>

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
  const std::string words =
      "Only West vouches for The lab, and your rule asks for more: 60 of 120.";
  CHECK(shown.sentence() == words);
  shown.bound = 120;
  CHECK(shown.sentence() == words + " There may be up to 120.");
  shown.is_cut_short = true;
  CHECK(shown.sentence() == words + " More is said of it than is looked at.");
  shown.paths.front().bits.clear();
  CHECK(shown.sentence() ==
        "You trust The lab yourself, and your rule asks for more: 60 of 120. More is said of it "
        "than is looked at.");
}

TEST_CASE("levels have names that do not change") {
  CHECK(print_level(Level::vetoed) == "vetoed");
  CHECK(print_level(Level::full) == "full");
  CHECK(print_level(Level::partial) == "partial");
  CHECK(print_level(Level::undecided) == "undecided");
  CHECK(print_level(Level::none) == "none");
}

}  // namespace waarmerk::node::actions
