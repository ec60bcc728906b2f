// Tests of `badge explain`.
#include <doctest/doctest.h>

#include "tests/support/badge_files.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"

namespace waarmerk::cli {
namespace {

struct Table {
  tests::TemporaryFolder folder;
  tests::BadgeFiles files{folder.path(), tests::badge_now};
  tests::Desk desk{tests::badge_now};
  Table() {
    desk.console.is_terminal = true;
    desk.environment["NO_COLOR"] = "1";
  }
  tests::Typed explain(const std::string& name) {
    return desk.type(
        {"badge", "explain", files / name, "--offline", "--documents", files / "known.json"});
  }
};

}  // namespace

TEST_CASE("each check is told in a word, a sentence and a code, and where the knowledge is from") {
  Table table;
  const auto typed = table.explain("revoked.json");
  CHECK(typed.exit == 12);
  CHECK(typed.out.contains("good    Nothing was changed after it was signed."));
  CHECK(typed.out.contains("wrong   Library of Breda"));
  CHECK(typed.out.contains("badge.revoked"));
  CHECK(typed.out.contains("status known from  the documents that were given"));
  CHECK(typed.out.contains("asked others       no, nobody"));
}

TEST_CASE("an explanation ends as the verification does") {
  Table table;
  CHECK(table.explain("good.json").exit == 0);
  CHECK(table.explain("tampered.json").exit == 11);
  const auto absent = table.explain("absent.json");
  CHECK(absent.exit == 22);
  CHECK(absent.err.contains("(cli.unreadable_file)"));
}

TEST_CASE("scripts get the checks as fields, or the JSON of badge verify") {
  Table table;
  table.desk.console.is_terminal = false;
  CHECK(table.explain("good.json").out.starts_with("format\tpassed\tbadge.format_good\t"));
  const auto json = table.desk.type({"badge", "explain", table.files / "good.json", "--json"});
  CHECK(json.out == table.desk.type({"badge", "verify", table.files / "good.json", "--json"}).out);
}

}  // namespace waarmerk::cli
