#include "cli/kept_badges.hpp"

#include <doctest/doctest.h>

#include "tests/support/card.hpp"
#include "tests/support/purse.hpp"

namespace waarmerk::cli {
namespace {

node::wallet::KeptBadge kept(const std::string& text) {
  return {.added = tests::badge_now, .media_type = "application/vc", .text = text};
}

}  // namespace

TEST_CASE("a badge is found by its number or its id, and each once") {
  tests::Purse purse;
  node::wallet::Book book;
  book.badges = {kept(purse.read(purse.files / "good.json")), kept("unreadable")};
  const auto id = view_of(book.badges[0]).id;
  REQUIRE_FALSE(id.empty());
  CHECK(find_badge(book, "2") == 1);
  CHECK(find_badge(book, id) == 0);
  for (const auto* wrong : {"0", "3", "1x", "", "-1", "99999999999999999999", "urn:uuid:1"}) {
    CHECK(find_badge(book, wrong).error().code == no_such_badge);
  }
  const auto found = find_badges(book, {"2", id, "1"});
  REQUIRE(found);
  REQUIRE(found->size() == 2);
  CHECK((*found)[0].text == "unreadable");
  CHECK_FALSE(find_badges(book, {"1", "3"}));
}

TEST_CASE("an id that several badges have names none of them") {
  tests::Purse purse;
  const auto badge = kept(purse.read(purse.files / "good.json"));
  node::wallet::Book book;
  book.badges = {badge, badge};
  CHECK(find_badge(book, view_of(badge).id).error().code == two_such_badges);
  CHECK(find_badge(book, "2") == 1);
}

TEST_CASE("which claims go out is told one by one, and a long one is cut") {
  tests::Purse purse;
  tests::SeededRandom random(1);
  Output output(purse.desk.console, {});
  const auto card = tests::card_for(node::wallet::make_holder(random));
  say_which_claims(kept(card),
                   {.text = {},
                    .shown = {{"portrait", std::string(299, 'x') + "\u00e9" + "yz"}, {"a", "b"}},
                    .withheld = {"city", "name"}},
                   output);
  const auto& said = purse.desk.console.written_err;
  CHECK(said.contains("this, and no more"));
  CHECK(said.contains(std::string(299, 'x') + "... (303 bytes)"));
  CHECK(said.contains("    a: b\n"));
  CHECK(said.contains("You keep back: city, name"));
}

TEST_CASE("what will be seen is told on the talk stream, the unreadable too") {
  tests::Purse purse;
  Output output(purse.desk.console, {});
  const std::vector badges{kept(purse.read(purse.files / "good.json")), kept("unreadable")};
  say_what_is_seen(badges, output);
  const auto& said = purse.desk.console.written_err;
  CHECK(said.contains("They will see"));
  CHECK(said.contains(view_of(badges[0]).name));
  CHECK(said.contains(purse.files.issuer().did));
  CHECK(said.contains("not readable here"));
  CHECK(purse.desk.console.written_out.empty());
}

TEST_CASE("an issuer and a day are told as people read them") {
  node::credential::BadgeView view;
  view.issuer_name = "Library";
  view.issuer_id = "did:web:library.example";
  CHECK(issuer_of(view) == "Library (did:web:library.example)");
  CHECK(day_of(tests::badge_now) == "2026-03-03");
  CHECK(day_of(std::nullopt).empty());
}

}  // namespace waarmerk::cli
