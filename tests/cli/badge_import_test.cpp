// Tests of `badge import`, from the words that are typed to the file that is written.
#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "tests/support/badge_files.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::cli {
namespace {

using tests::badge_now;

struct Table {
  tests::TemporaryFolder folder;
  tests::BadgeFiles files{folder.path(), badge_now};
  tests::Desk desk{badge_now};

  tests::Typed import(const std::string& name, std::vector<std::string> more = {}) {
    std::vector<std::string> words{"badge", "import", files / name};
    words.insert(words.end(), more.begin(), more.end());
    return desk.type(words);
  }
};

}  // namespace

TEST_CASE("a badge comes out of its picture, signed as it was") {
  Table table;
  const auto typed = table.import("good.png", {"-o", table.files / "out.json"});
  CHECK(typed.exit == 0);
  CHECK(typed.out.contains("Library of Breda"));
  CHECK(tests::read_file(table.files / "out.json") == tests::read_file(table.files / "good.json"));
}

TEST_CASE("JSON has the form, the badge and the verdict") {
  Table table;
  const auto document = json::parse(table.import("good.jwt", {"--json"}).out);
  REQUIRE(document);
  CHECK(document->root().find("form")->string() == "jws");
  CHECK(document->root().find("badge")->find("edition")->string() == "3.0");
  CHECK(document->root().find("code")->string() == "badge.genuine");
}

TEST_CASE("the exit code is that of verify, and the badge is shown all the same") {
  Table table;
  const auto typed = table.import("expired.json");
  CHECK(typed.exit == 14);
  CHECK(typed.out.contains("badge.expired"));
  CHECK(table.import("tampered.svg").exit == 11);
}

TEST_CASE("a badge of Open Badges 2.0 is asked for where it is published, or cannot be checked") {
  Table table;
  const auto alone = table.import("assertion.json", {"--offline"});
  CHECK(alone.exit == 17);
  CHECK(alone.out.contains("badge.hosted_unavailable"));
  const auto published =
      table.import("assertion.json", {"--offline", "--documents", table.files / "published"});
  CHECK(published.exit == 0);
  CHECK(published.out.contains("Robots"));
}

TEST_CASE("what is no badge is refused before anything is written") {
  Table table;
  CHECK(table.import("not-a-badge.json", {"-o", table.files / "out"}).exit == 8);
  CHECK(table.import("heart.png").exit == 8);
  CHECK(table.import("absent.json").exit == 22);
}

}  // namespace waarmerk::cli
