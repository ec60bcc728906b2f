#include "cli/program.hpp"

#include <doctest/doctest.h>

#include "tests/support/desk.hpp"

namespace waarmerk::cli {

TEST_CASE("no words, or a noun alone, get help on the error stream and a usage exit") {
  tests::Desk desk({});
  for (const auto& typed : {desk.type(std::vector<std::string>{}), desk.type({"badge"})}) {
    CHECK(typed.exit == 2);
    CHECK(typed.out.empty());
    CHECK(typed.err.contains("badge verify"));
  }
}

TEST_CASE("asking for help is no failure") {
  tests::Desk desk({});
  for (const auto& typed :
       {desk.type({"--help"}), desk.type({"badge", "--help"}), desk.type({"badge", "verify", "-h"}),
        desk.type({"badge", "verify", "--nonsense", "--help"})}) {
    CHECK(typed.exit == 0);
    CHECK(typed.out.contains("verify"));
    CHECK(typed.err.empty());
  }
  CHECK(desk.type({"--version"}).out.starts_with("waarmerk 0."));
}

TEST_CASE("a typo gets the nearest command") {
  tests::Desk desk({});
  const auto verb = desk.type({"badge", "verfy", "x"});
  CHECK(verb.exit == 2);
  CHECK(verb.err ==
        "waarmerk: There is no command \"badge verfy\". Did you mean \"badge verify\"? "
        "(cli.usage)\n");
  CHECK(desk.type({"bdage", "verify", "x"}).err.contains("\"badge verify\""));
  CHECK(desk.type({"hlep"}).err.contains("\"help\""));
  CHECK(desk.type({"did", "resolv", "x"}).err.contains("\"did resolve\""));
  CHECK(desk.type({"frobnicate"}).err.contains("See: waarmerk help."));
}

TEST_CASE("words that a command does not take are told with its usage") {
  tests::Desk desk({});
  const auto typed = desk.type({"badge", "verify"});
  CHECK(typed.exit == 2);
  CHECK(typed.err.contains("It misses FILE"));
  CHECK(typed.err.contains("Usage: waarmerk badge verify FILE... [options]"));
}

TEST_CASE("the form is what was asked for, or what the other end is") {
  tests::Desk desk({});
  CHECK(desk.type({"badge", "verify", "absent"}).out.contains("\tcannot_be_checked\t"));
  desk.console.is_terminal = true;
  const auto people = desk.type({"badge", "verify", "absent"});
  CHECK(people.out.contains("absent: \x1b[33mcannot be checked\x1b[0m\n"));
  CHECK(desk.type({"badge", "verify", "absent", "--plain"}).out.contains("\tcannot_be_checked\t"));
  CHECK(desk.type({"badge", "verify", "absent", "--json"}).out.starts_with("{\"file\""));
}

TEST_CASE("colours obey the environment") {
  tests::Desk desk({});
  desk.console.is_terminal = true;
  desk.environment["NO_COLOR"] = "1";
  CHECK_FALSE(desk.type({"badge", "verify", "absent"}).out.contains('\x1b'));
  desk.environment.clear();
  desk.console.is_terminal = false;
  desk.environment["CLICOLOR_FORCE"] = "1";
  CHECK(desk.type({"frobnicate"}).err.contains('\x1b'));
  CHECK_FALSE(desk.type({"badge", "verify", "absent", "--json"}).out.contains('\x1b'));
  desk.environment["CLICOLOR_FORCE"] = "0";
  CHECK_FALSE(desk.type({"frobnicate"}).err.contains('\x1b'));
}

}  // namespace waarmerk::cli
