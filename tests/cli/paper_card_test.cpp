#include "cli/paper_card.hpp"

#include <doctest/doctest.h>

#include "cli/qr.hpp"

namespace waarmerk::cli {
namespace {

namespace credential = node::credential;

const PaperCard card{.digits = std::string(1700, '7'),
                     .check_page = "https://library.example/check"};

}  // namespace

TEST_CASE("a card says what the badge says and how it is checked, in two languages") {
  credential::BadgeView view{.edition = "3.0", .id = "", .name = "Host"};
  view.issuer_name = "Library";
  view.subject = "Amira";
  const auto page = card_page(view, card);
  REQUIRE(page);
  CHECK(page->contains("<h1>Host</h1>"));
  CHECK(page->contains("<p lang=\"nl\">Voor Amira · Van Library</p>"));
  CHECK(page->contains("<p lang=\"en\">For Amira · From Library</p>"));
  CHECK(page->contains("or on library.example/check</p>"));
  CHECK(page->contains("<svg "));
}

TEST_CASE("without a page to check on the card names none, and an id is no name") {
  credential::BadgeView view{.edition = "3.0", .id = "", .name = "<b>Host"};
  view.issuer_id = "did:key:z6Mk";
  view.subject = "did:key:z6Mk";
  const auto page = card_page(view, {.digits = "123", .check_page = ""});
  REQUIRE(page);
  CHECK(page->contains("&lt;b&gt;Host"));
  CHECK_FALSE(page->contains("For "));
  CHECK(page->contains("Scan the code on a page that checks badges."));
}

TEST_CASE("digits that fit into no code are refused") {
  const credential::BadgeView view{.edition = "3.0", .id = "", .name = "Host"};
  const auto page = card_page(view, {.digits = std::string(3100, '1'), .check_page = ""});
  CHECK(page.error().code == too_long_for_qr);
}

}  // namespace waarmerk::cli
