// Tests of `badge print`, from the words that are typed to the page.
#include <doctest/doctest.h>

#include <string>

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

}  // namespace waarmerk::cli
