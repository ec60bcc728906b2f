#include "cli/output.hpp"

#include <doctest/doctest.h>

#include "tests/support/desk.hpp"

namespace waarmerk::cli {
namespace {

struct Printed {
  tests::FakeConsole console;
  Output output;
  explicit Printed(Output::Options options) : output(console, options) {}
};

}  // namespace

TEST_CASE("a table has headings and columns for people, and tabs for scripts") {
  Printed people({.form = Form::people});
  people.output.table({"id", "name"}, {{"1", "Cafe\u0301"}, {"234", "x"}});
  CHECK(people.console.written_out == "id   name\n1    Cafe\u0301\n234  x\n");
  Printed plain({.form = Form::plain});
  plain.output.table({"id", "name"}, {{"1", "a b"}, {"", "x"}});
  CHECK(plain.console.written_out == "1\ta b\n\tx\n");
}

TEST_CASE("text of strangers can neither steer the terminal nor break out of its field") {
  CHECK(one_line("a\x1b[31mred\tb\nc\x7f") == "a [31mred b c ");
  CHECK(one_line("\xc2\x9b"
                 "31m") == " 31m");
  CHECK(one_line("\xc3\xa9t\xc3\xa9") == "\xc3\xa9t\xc3\xa9");
  CHECK(one_line("\u202ea\u2066\u200eb\ufffe") == "ab");
  Printed plain({.form = Form::plain});
  plain.output.fields({"a\tb", "c\r\nd"});
  CHECK(plain.console.written_out == "a b\tc d\n");
}

TEST_CASE("colours are there only where they are wanted") {
  Printed coloured({.form = Form::people, .colour = true});
  CHECK(coloured.output.paint(Colour::bad, "x") == "\x1b[31mx\x1b[0m");
  CHECK(coloured.output.paint(Colour::none, "x") == "x");
  Printed grey({.form = Form::people});
  CHECK(grey.output.paint(Colour::bad, "x") == "x");
}

TEST_CASE("facts that are not known are left out") {
  Printed people({.form = Form::people});
  people.output.facts({{"id", "1"}, {"very long name", ""}, {"name", "x"}});
  CHECK(people.console.written_out == "id    1\nname  x\n");
}

TEST_CASE("a failure is one sentence with its code and its place, on the error stream") {
  Printed printed({.form = Form::json});
  printed.output.failure({bad_documents, "It is no\nJSON.", "$.a"});
  CHECK(printed.console.written_out.empty());
  CHECK(printed.console.written_err == "waarmerk: $.a: It is no JSON. (cli.bad_documents)\n");
}

TEST_CASE("talk is kept from those that asked for JSON, and advice is for people") {
  Printed json({.form = Form::json});
  json.output.say("Made.");
  json.output.suggest("waarmerk help");
  CHECK(json.console.written_err.empty());
  Printed plain({.form = Form::plain});
  plain.output.say("Made.");
  plain.output.suggest("waarmerk help");
  CHECK(plain.console.written_err == "Made.\n");
  Printed people({.form = Form::people});
  people.output.suggest("waarmerk help");
  CHECK(people.console.written_err == "Next: waarmerk help\n");
}

}  // namespace waarmerk::cli
