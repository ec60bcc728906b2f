#include "cli/help.hpp"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "cli/commands.hpp"
#include "tests/support/desk.hpp"

namespace waarmerk::cli {

TEST_CASE("a page opens with examples, and no line is wider than a terminal and a bit") {
  for (const auto& command : all_commands()) {
    const auto page = page_of(command);
    CHECK(page.find("Examples") < page.find("Usage"));
    CHECK(page.find("Usage") < page.find("Options"));
    std::istringstream lines(page);
    for (std::string line; std::getline(lines, line);) {
      CHECK_MESSAGE(columns_of(line) <= 100, line);
    }
  }
}

TEST_CASE("the usage names operands, and options that are needed") {
  const Command command{
      .name = "badge revoke",
      .summary = "",
      .examples = {},
      .shape = {.operands = {{.name = "ID", .meaning = ""},
                             {.name = "MORE", .meaning = "", .is_many = true, .is_needed = false}},
                .options = {{"--reason", "TEXT", "", true}, {"--json", "", ""}}}};
  CHECK(usage_of(command) == "waarmerk badge revoke ID [MORE...] --reason TEXT [options]");
}

TEST_CASE("help finds commands, nouns and topics, and guesses what was meant") {
  tests::Desk desk({});
  CHECK(desk.type({"help"}).out == overview(all_commands()));
  CHECK(desk.type({"help", "badge", "verify"}).out == page_of(badge_verify_command()));
  CHECK(desk.type({"help", "badge"}).out == noun_page(all_commands(), "badge"));
  CHECK(desk.type({"help", "formatting"}).exit == 0);
  const auto wrong = desk.type({"help", "exit-code"});
  CHECK(wrong.exit == 2);
  CHECK(wrong.err.contains("Did you mean \"exit-codes\"?"));
}

}  // namespace waarmerk::cli
