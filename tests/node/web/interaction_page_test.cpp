#include "node/web/interaction_page.hpp"

#include <doctest/doctest.h>

#include <string>

namespace waarmerk::node::web {
namespace {

using words::Language;

template <class Page>
Page filled() {
  Page page;
  page.node_name = "Bibliotheek <b>";
  page.path = "/interactions/01?iuv=1&key=ab";
  page.link = "https://library.example/interactions/01?iuv=1&key=ab";
  page.wallet_link = "openid-credential-offer://?credential_offer_uri=x&y";
  page.book_path = "/wallet?credential_offer_uri=x";
  page.until = UnixTime{1'772'532'720'000};
  return page;
}

}  // namespace

TEST_CASE("an offer says who offers what, and leads on in three ways without asking anything") {
  auto page = filled<OfferPage>();
  page.badge_name = "Taal<script>";
  for (const auto language : words::all_languages) {
    page.language = language;
    const auto response = offer_page(page);
    CHECK(response.status == 200);
    CHECK(response.headers.find("Vary") == "Accept, Accept-Language");
    CHECK(response.headers.find("Cache-Control") == "no-store");
    CHECK(response.body.contains("<bdi>Bibliotheek &lt;b&gt;</bdi>"));
    CHECK(response.body.contains("<bdi>Taal&lt;script&gt;</bdi>"));
    CHECK(response.body.contains("href=\"/wallet?credential_offer_uri=x\""));
    CHECK(
        response.body.contains("href=\"openid-credential-offer://?credential_offer_uri=x&amp;y\""));
    CHECK(response.body.contains("<svg class=\"qr\""));
    CHECK(
        response.body.contains("<code dir=\"ltr\">https://library.example/interactions/01?iuv=1"
                               "&amp;key=ab</code>"));
    CHECK(response.body.contains("href=\"/interactions/01?iuv=1&amp;key=ab&amp;lang=nl\""));
    CHECK_FALSE(response.body.contains("<form"));
    CHECK_FALSE(response.body.contains("<input"));
  }
}

TEST_CASE(
    "who offers is named with the address of the node, and in two languages where two are read") {
  auto page = filled<OfferPage>();
  page.language = {Language::nl, Language::en};
  const auto body = offer_page(page).body;
  CHECK(body.contains("<bdi>Bibliotheek &lt;b&gt;</bdi> (<bdi>library.example</bdi>)"));
  CHECK(body.contains("<span class=\"pair\"><span lang=\"nl\" dir=\"ltr\">"));
  CHECK(body.contains("<span lang=\"en\" dir=\"ltr\">"));
}

TEST_CASE("a request says for what, what is asked for, and until when it is kept") {
  auto page = filled<RequestPage>();
  page.language = Language::en;
  page.purpose = "A job at the desk";
  page.asked = {{.word = words::Key("ask.what_badge"), .text = "Taalmaatje"}, {.text = "a.b: 1"}};
  page.kept_until = UnixTime{1'772'536'320'000};
  const auto body = request_page(page).body;
  CHECK(body.contains("<bdi>A job at the desk</bdi>"));
  CHECK(body.contains("<li>this badge: <bdi>Taalmaatje</bdi></li>"));
  CHECK(body.contains("<li><bdi>a.b: 1</bdi></li>"));
  CHECK(body.contains("erased on 3 March 2026, 11:12 UTC"));
  page.asked.clear();
  CHECK(request_page(page).body.contains("<li>a badge</li>"));
}

TEST_CASE("a link that is over says so, and nothing of what it was") {
  const auto response = gone_page(Language::nl, "Bibliotheek");
  CHECK(response.status == 404);
  CHECK(response.body.contains("<h1>Deze link werkt niet meer</h1>"));
}

}  // namespace waarmerk::node::web
