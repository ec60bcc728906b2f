#include "cli/paper_card.hpp"

#include <doctest/doctest.h>

#include <string>

#include "cli/qr.hpp"
#include "crypto/base/time.hpp"

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
  CHECK(page->contains("<p lang=\"nl\">Voor <bdi>Amira</bdi> · Van <bdi>Library</bdi></p>"));
  CHECK(page->contains("<p lang=\"en\">For <bdi>Amira</bdi> · From <bdi>Library</bdi></p>"));
  CHECK(page->contains("or on <bdi>library.example/check</bdi></p>"));
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

TEST_CASE("a name on a card turns nothing around but itself, and is no HTML") {
  credential::BadgeView view{.edition = "3.0", .id = "", .name = "Host"};
  view.subject = "\u2069\u202earimA";
  view.issuer_name = "<svg onload=x>";
  const auto page = card_page(view, card);
  REQUIRE(page);
  CHECK(page->contains("<bdi>\u2069\u202earimA</bdi> · From <bdi>&lt;svg onload=x&gt;</bdi>"));
}

TEST_CASE("digits that fit into no code are refused") {
  const credential::BadgeView view{.edition = "3.0", .id = "", .name = "Host"};
  const auto page = card_page(view, {.digits = std::string(3100, '1'), .check_page = ""});
  CHECK(page.error().code == too_long_for_qr);
}

TEST_CASE("the back says how the badge is claimed and until when, and the slip says the digits") {
  credential::BadgeView view{.edition = "3.0", .id = "", .name = "<i>Host"};
  auto both = card;
  const auto front = card_page(view, both);
  both.back = CardBack{"https://library.example/interactions/01?iuv=1&key=2",
                       parse_time("2027-03-03T10:12:00Z").value()};
  const auto page = card_page(view, both);
  REQUIRE(front);
  REQUIRE(page);
  const std::string end = "</body>\n</html>\n";
  CHECK(page->starts_with(front->substr(0, front->size() - end.size())));
  CHECK(page->contains("<p>https://library.example/interactions/01?iuv=1&amp;key=2</p>"));
  CHECK(page->contains("3 maart 2027"));
  CHECK(page->contains("3 March 2027"));
  const auto slip = slip_page(view, "01234567");
  CHECK(slip.contains("01234567</p>"));
  CHECK(slip.contains("&lt;i&gt;Host"));
  CHECK_FALSE(slip.contains("<svg"));
}

}  // namespace waarmerk::cli
