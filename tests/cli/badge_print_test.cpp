// Tests of `badge print`, from the words that are typed to the page.
#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "node/credential/paper.hpp"
#include "tests/support/badge_files.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::cli {

TEST_CASE("a page says what the badge says and what was found, and ends as verify does") {
  const tests::TemporaryFolder folder;
  const tests::BadgeFiles files(folder.path(), tests::badge_now);
  tests::Desk desk(tests::badge_now);
  const auto good = desk.type({"badge", "print", files / "good.png"});
  CHECK(good.exit == 0);
  CHECK(good.out.starts_with("<!DOCTYPE html>"));
  CHECK(good.out.contains("<strong>genuine</strong>"));
  CHECK(good.out.contains("Library of Breda"));
  const auto expired = desk.type({"badge", "print", files / "expired.json", "-o", files / "page"});
  CHECK(expired.exit == 14);
  CHECK(tests::read_file(files / "page").contains("has expired"));
}

TEST_CASE("no page is made of what is no badge") {
  const tests::TemporaryFolder folder;
  const tests::BadgeFiles files(folder.path(), tests::badge_now);
  tests::Desk desk(tests::badge_now);
  CHECK(desk.type({"badge", "print", files / "not-a-badge.json"}).exit == 8);
}

TEST_CASE("a card holds the whole badge, or is not made") {
  const tests::TemporaryFolder folder;
  const tests::BadgeFiles files(folder.path(), tests::badge_now);
  tests::Desk desk(tests::badge_now);
  const auto card = desk.type({"badge", "print", files / "good.png", "--card", "--check-page",
                               "https://library.example/check"});
  CHECK(card.exit == 0);
  CHECK(card.out.contains("size: A6"));
  CHECK(card.out.contains("<svg "));
  CHECK(card.out.contains("library.example/check"));
  const auto long_link = "https://" + std::string(99, 'a');
  for (const std::string& page : {std::string("library.example"), long_link}) {
    CHECK(desk.type({"badge", "print", files / "good.json", "--card", "--check-page", page}).exit ==
          2);
  }
}

TEST_CASE("the text of a card's code is checked as the badge that it holds") {
  const tests::TemporaryFolder folder;
  const tests::BadgeFiles files(folder.path(), tests::badge_now);
  tests::Desk desk(tests::badge_now);
  const auto good = tests::read_file(files / "good.jwt");
  const auto digits = node::credential::print_paper(good);
  REQUIRE(digits);
  std::ofstream(files / "scanned") << "https://library.example/check#paper=" << *digits;
  CHECK(desk.type({"badge", "verify", files / "scanned"}).exit == 0);
  CHECK(desk.type({"badge", "import", files / "scanned", "-o", files / "out"}).exit == 0);
  CHECK(tests::read_file(files / "out") + "\n" == good);
}

}  // namespace waarmerk::cli
