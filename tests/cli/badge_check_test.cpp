#include "cli/badge_check.hpp"

#include <doctest/doctest.h>

#include "cli/error_codes.hpp"
#include "tests/support/badge_files.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

Result<Args> typed(std::vector<std::string> words) {
  return Args::parse({.operands = {}, .options = check_options()}, words);
}

}  // namespace

TEST_CASE("a file that cannot be read could not be checked, and says so in the same words") {
  const CheckedFile absent{"a.json", fail(unreadable_file, "It is not there.")};
  CHECK(absent.exit() == Exit::unreadable_file);
  CHECK(code_of(absent) == "cli.unreadable_file");
  CHECK(print_checked(absent) ==
        R"({"file":"a.json","exit":22,"outcome":"cannot_be_checked",)"
        R"("code":"cli.unreadable_file","summary":"It is not there.","checks":[]})");
}

TEST_CASE("one check serves many files") {
  const tests::TemporaryFolder folder;
  const tests::BadgeFiles files(folder.path(), tests::badge_now);
  tests::Desk desk(tests::badge_now);
  auto workspace = desk.make_workspace();
  auto check = BadgeCheck::make(typed({"--offline", "--documents", files / "known.json"}).value(),
                                workspace);
  REQUIRE(check);
  CHECK(check->check(files / "listed.json").exit() == Exit::done);
  CHECK(check->check(files / "revoked.json").exit() == Exit::revoked);
  CHECK(check->check(files / "listed.json").exit() == Exit::done);
}

TEST_CASE("the time of a check is that at which it is asked for") {
  const tests::TemporaryFolder folder;
  const tests::BadgeFiles files(folder.path(), tests::badge_now);
  tests::Desk desk(tests::badge_now);
  auto workspace = desk.make_workspace();
  auto check = BadgeCheck::make(typed({"--offline"}).value(), workspace);
  REQUIRE(check);
  const std::vector<std::string> one{files / "early.json"};
  CHECK(check->check(one[0]).exit() == Exit::out_of_date);
  const auto begins = tests::badge_now + day_ms;
  const auto text = workspace.read_file(one[0], 1 << 20).value();
  CHECK(check->check_text_at(text, begins).accepted());
  CHECK_FALSE(check->check_text(text).accepted());
  desk.clock.set(begins);
  CHECK(check->check(one[0]).exit() == Exit::done);
  CHECK(check->check_all(one).at(0).exit() == Exit::done);
  CHECK(check->check_text(text).checked_at == begins);
}

TEST_CASE("a day is its first moment, and other words are no time") {
  tests::Desk desk(tests::badge_now);
  auto workspace = desk.make_workspace();
  CHECK(BadgeCheck::make(typed({"--as-of", "2026-03-03"}).value(), workspace));
  for (const auto* text : {"2026-13-03", "2026-3-3", "today"}) {
    const auto check = BadgeCheck::make(typed({"--as-of", text}).value(), workspace);
    REQUIRE_FALSE(check);
    CHECK(check.error().code == bad_time);
  }
}

}  // namespace waarmerk::cli
