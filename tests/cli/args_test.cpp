#include "cli/args.hpp"

#include <doctest/doctest.h>

#include "cli/error_codes.hpp"

namespace waarmerk::cli {
namespace {

using Words = std::vector<std::string>;

const Shape shape{
    .operands = {{.name = "FIRST", .meaning = "a word"},
                 {.name = "FILE", .meaning = "files", .is_many = true, .is_needed = false}},
    .options = {{"--json", "", "a switch"},
                {"--as-of", "T", "a value"},
                {"-o", "FILE", "a short one"},
                {"--scope", "NAME", "many", false, true}}};

std::string refusal(const Words& words) {
  const auto args = Args::parse(shape, words);
  REQUIRE_FALSE(args);
  CHECK(args.error().code == bad_usage);
  return args.error().detail;
}

}  // namespace

TEST_CASE("options stand before, between and after operands") {
  const auto args = Args::parse(shape, Words{"--json", "a", "--as-of", "now", "b", "-o", "x", "c"});
  REQUIRE(args);
  CHECK(args->get("FIRST") == "a");
  CHECK(args->all("FILE") == Words{"b", "c"});
  CHECK(args->has("--json"));
  CHECK(args->find("--as-of") == "now");
  CHECK(args->find("-o") == "x");
}

TEST_CASE("a value may stand behind an equals sign") {
  const auto args = Args::parse(shape, Words{"a", "--as-of=x=y", "--scope=a", "--scope", "b"});
  REQUIRE(args);
  CHECK(args->find("--as-of") == "x=y");
  CHECK(args->all("--scope") == Words{"a", "b"});
  CHECK_FALSE(args->has("--json"));
  CHECK_FALSE(args->find("-o"));
}

TEST_CASE("behind two dashes everything is an operand, and one dash is always") {
  const auto args = Args::parse(shape, Words{"-", "--", "--json", "--"});
  REQUIRE(args);
  CHECK(args->get("FIRST") == "-");
  CHECK(args->all("FILE") == Words{"--json", "--"});
  CHECK_FALSE(args->has("--json"));
}

TEST_CASE("what is not taken is refused with a reason") {
  CHECK(refusal({}) == "It misses FIRST: a word.");
  CHECK(refusal({"a", "--jsno"}) == "There is no option --jsno. Did you mean --json?");
  CHECK(refusal({"a", "--frobnicate"}) == "There is no option --frobnicate.");
  CHECK(refusal({"a", "--json", "--json"}) == "--json stands there twice.");
  CHECK(refusal({"a", "--json=yes"}) == "--json takes no value.");
  CHECK(refusal({"a", "--as-of"}) == "--as-of takes a value: T.");
  CHECK(refusal({"a", "--as-of", ""}) == "--as-of has an empty value.");
  CHECK(refusal({"a", "--as-of="}) == "--as-of has an empty value.");
  CHECK(refusal({"a", ""}) == "A word of the command is empty.");
  CHECK(refusal(Words(words_max + 1, "a")) == "There are too many words.");
}

TEST_CASE("an operand too many is refused, and a needed option asked for") {
  const Shape strict{.operands = {{.name = "ID", .meaning = "an id"}},
                     .options = {{"--reason", "TEXT", "why", true}}};
  CHECK(Args::parse(strict, Words{"a", "b", "--reason", "x"}).error().detail ==
        "It does not take \"b\".");
  CHECK(Args::parse(strict, Words{"a"}).error().detail == "It needs --reason TEXT.");
  CHECK(Args::parse(strict, Words{"a", "--reason", "x"}));
}

TEST_CASE("a day begins with its first second, and ends with its last") {
  CHECK(print_time(*read_moment("2026-03-03")) == "2026-03-03T00:00:00Z");
  CHECK(print_time(*read_last_moment("2026-03-03")) == "2026-03-03T23:59:59Z");
  CHECK(print_time(*read_last_moment("2026-03-03T10:00:00Z")) == "2026-03-03T10:00:00Z");
  CHECK_FALSE(read_last_moment("soon"));
}

}  // namespace waarmerk::cli
