// Tests of `badge print`, from the words that are typed to the page.
#include <doctest/doctest.h>

#include <fstream>
#include <string>

#include "node/credential/paper.hpp"
#include "tests/support/badge_files.hpp"
#include "tests/support/desk.hpp"
#include "tests/support/office.hpp"
#include "tests/support/temporary_folder.hpp"
#include "tests/support/vectors.hpp"

namespace waarmerk::cli {
namespace {

constexpr auto claim =
    R"({"id":"0123456789abcdef","state":"open","until":"2027-03-03T10:12:00Z",)"
    R"("interaction":"http://localhost:8099/interactions/01?iuv=1&key=2","txCode":"01234567"})";

}  // namespace

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

TEST_CASE(
    "a card with a claim has a back with its address, and the digits are told apart from it") {
  tests::Office office;
  const tests::BadgeFiles files(office.home(), tests::badge_now);
  office.answer("POST /v1/offers", 201, claim);
  const auto card = office.desk.type({"badge", "print", files / "good.json", "--card", "--claim"});
  CHECK(card.exit == 0);
  CHECK(office.last().body.starts_with(R"({"paper":"urn:uuid:)"));
  CHECK(card.out.contains("http://localhost:8099/interactions/01?iuv=1&amp;key=2"));
  CHECK(card.out.contains("3 March 2027"));
  CHECK_FALSE(card.out.contains("01234567"));
  CHECK(card.err.contains("01234567"));
  const auto slip = files / "slip.html";
  const auto both =
      office.desk.type({"badge", "print", files / "good.json", "--card", "--claim", "--claim-until",
                        "2028-01-31", "--slip", slip, "-o", files / "card.html"});
  CHECK(both.exit == 0);
  CHECK(office.last().body.ends_with(R"("until":"2028-01-31T23:59:59Z"})"));
  CHECK_FALSE(both.err.contains("01234567"));
  CHECK(tests::read_file(slip).contains("01234567"));
  CHECK_FALSE(tests::read_file(slip).contains("key=2"));
  CHECK_FALSE(tests::read_file(files / "card.html").contains("01234567"));
}

TEST_CASE("a claim goes with a card, and a node that gives none leaves no card behind") {
  tests::Office office;
  const tests::BadgeFiles files(office.home(), tests::badge_now);
  const auto good = files / "good.json";
  CHECK(office.desk.type({"badge", "print", good, "--claim"}).exit == 2);
  CHECK(office.desk.type({"badge", "print", good, "--card", "--slip", files / "slip"}).exit == 2);
  office.answer("POST /v1/offers", 409,
                R"({"code":"offer.not_claimable","detail":"It has a key."})");
  const auto refused = office.desk.type({"badge", "print", good, "--card", "--claim"});
  CHECK(refused.exit == 6);
  CHECK(refused.out.empty());
}

}  // namespace waarmerk::cli
