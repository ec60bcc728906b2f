#include "cli/demo_teller.hpp"

#include <doctest/doctest.h>

#include "cli/error_codes.hpp"
#include "tests/support/desk.hpp"

namespace waarmerk::cli {
namespace {

std::string told(const Output::Options& options, void (*tell)(DemoTeller& teller)) {
  tests::FakeConsole console;
  Output output(console, options);
  DemoTeller teller(output);
  tell(teller);
  return console.written_out;
}

void tell_a_step(DemoTeller& teller) {
  teller.begin("A library opens.");
  teller.fact("It has many books.");
  teller.command("$ waarmerk org init --name 'The Library'");
  teller.pass();
}

}  // namespace

TEST_CASE("a step is a line with its mark at the end, and below it what was found and typed") {
  const std::string room(78 - 5 - std::string_view("A library opens.").size(), ' ');
  CHECK(told({}, tell_a_step) == "  1  A library opens." + room +
                                     "✓\n     It has many books.\n"
                                     "     $ waarmerk org init --name 'The Library'\n\n");
}

TEST_CASE("a step that fails says why") {
  const auto text = told({}, [](DemoTeller& teller) {
    teller.begin("A library opens.");
    teller.fail({demo_failed, "The door is locked."});
  });
  CHECK(text.contains("✗\n     The door is locked. (demo.failed)\n"));
  CHECK_FALSE(text.contains("✓"));
}

TEST_CASE("steps are counted, and a colour is shown only where colours are") {
  const auto twice = [](DemoTeller& teller) {
    tell_a_step(teller);
    tell_a_step(teller);
  };
  CHECK(told({}, twice).contains("\n  2  A library opens."));
  CHECK_FALSE(told({}, twice).contains("\x1b"));
  CHECK(told({.colour = true}, twice).contains("\x1b[32m✓"));
}

TEST_CASE("a long command is broken between words, so that it can still be typed") {
  const auto text = told({}, [](DemoTeller& teller) {
    teller.begin("It goes on.");
    teller.command(
        "$ waarmerk badge award https://library.example/v1/achievements/language-buddy --to "
        "amira@example.org --narrative 'She came eight times and spoke'");
    teller.pass();
  });
  CHECK(text.contains(
      "\n     $ waarmerk badge award \\\n"
      "         https://library.example/v1/achievements/language-buddy \\\n"
      "         --to amira@example.org --narrative 'She came eight times and spoke'\n"));
}

TEST_CASE("a paragraph is broken between words") {
  const auto text = told({}, [](DemoTeller& teller) {
    teller.begin("It goes on.");
    teller.fact(
        "A paragraph that is so long that it does not fit in the columns that there are here.");
    teller.pass();
  });
  CHECK(text.contains("that\n     there are here.\n"));
}

TEST_CASE("as JSON a step is an object, and nothing else is said") {
  const auto text = told({.form = Form::json}, [](DemoTeller& teller) {
    teller.title("A demo", {"with words"});
    tell_a_step(teller);
    teller.line("more words");
    teller.begin("Another.");
    teller.fail({demo_failed, "No."});
  });
  CHECK(text.starts_with("{\"step\":1,\"title\":\"A library opens.\",\"passed\":true,\"ms\":"));
  CHECK(text.contains("\"facts\":[\"It has many books.\"]"));
  CHECK(text.contains("\n{\"step\":2,\"title\":\"Another.\",\"passed\":false,\"why\":\"No. "));
  CHECK_FALSE(text.contains("words"));
}

TEST_CASE("words are quoted where a shell would take them apart") {
  CHECK(shell_line({"a", "b c", "it's", ""}) == "a 'b c' 'it'\\''s' ''");
  CHECK(shell_line({"--url", "http://localhost:8081"}) == "--url http://localhost:8081");
}

}  // namespace waarmerk::cli
