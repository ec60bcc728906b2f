// Tests of `badge bake` and `badge unbake`, from the words that are typed to the files.
#include <doctest/doctest.h>

#include <filesystem>
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

  tests::Typed bake(const std::string& badge, const std::string& picture, const std::string& to) {
    return desk.type({"badge", "bake", files / badge, files / picture, "-o", files / to});
  }
  std::string text(const std::string& name) const { return tests::read_file(files / name); }
};

}  // namespace

TEST_CASE("a badge goes into a picture, verifies there, and comes out again") {
  for (const std::string picture : {"heart.png", "heart.svg"}) {
    for (const std::string badge : {"good.json", "good.jwt"}) {
      Table table;
      CHECK(table.bake(badge, picture, "out").exit == 0);
      CHECK(table.desk.type({"badge", "verify", table.files / "out"}).exit == 0);
      const auto typed = table.desk.type({"badge", "unbake", table.files / "out"});
      CHECK(typed.exit == 0);
      CHECK(typed.out.starts_with(table.text(badge).substr(0, 1000)));
    }
  }
}

TEST_CASE("the badge of one picture goes into another") {
  Table table;
  CHECK(table.bake("good.png", "heart.svg", "out.svg").exit == 0);
  CHECK(table.desk.type({"badge", "unbake", table.files / "out.svg", "-o", table.files / "out"})
            .exit == 0);
  CHECK(table.text("out") == table.text("good.json"));
}

TEST_CASE("JSON names the edition and holds the badge") {
  Table table;
  const auto typed = table.desk.type({"badge", "unbake", table.files / "good.png", "--json"});
  const auto document = json::parse(typed.out);
  REQUIRE(document);
  CHECK(document->root().find("edition")->string() == "3");
  CHECK(document->root().find("badge")->string() == table.text("good.json"));
}

TEST_CASE("what is no badge, no picture, not there or not named is refused") {
  Table table;
  CHECK(table.bake("heart.png", "heart.svg", "out").exit == 8);
  CHECK(table.bake("good.json", "good.json", "out").exit == 8);
  CHECK(table.bake("absent.json", "heart.svg", "out").exit == 22);
  CHECK(table.bake("good.json", "heart.svg", "absent/out").exit == 4);
  CHECK_FALSE(std::filesystem::exists(table.files / "out"));
  CHECK(table.desk.type({"badge", "bake", table.files / "good.json", table.files / "heart.svg"})
            .exit == 2);
  CHECK(table.desk.type({"badge", "unbake", table.files / "heart.png"}).exit == 8);
  CHECK(table.desk.type({"badge", "unbake", table.files / "good.json"}).exit == 8);
}

}  // namespace waarmerk::cli
