#include "node/web/book_page.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/parse.hpp"
#include "node/web/assets.hpp"

namespace waarmerk::node::web {

using words::Language;

TEST_CASE("the page of the badge book says what it is to whom no script runs") {
  const auto page = book_page({.language = Language::nl, .node_name = "Bibliotheek"});
  CHECK(page.status == 200);
  CHECK(page.body.contains("<h1>Mijn badgeboek</h1>"));
  CHECK(page.body.contains("<noscript><p class=\"lead\">Uw badgeboek staat op uw eigen toestel"));
  CHECK(page.body.contains("href=\"/check?lang=nl\""));
  CHECK(page.body.contains("<bdi>Bibliotheek</bdi>"));
  CHECK(page.body.contains("href=\"/wallet?lang=ar\""));
}

TEST_CASE("it loads its own style and script, may ask for the camera, and names its manifest") {
  const auto page = book_page({.language = Language::ar, .node_name = "x"});
  CHECK(page.body.contains("<html lang=\"ar\" dir=\"rtl\">"));
  CHECK(page.body.contains("<script type=\"module\" src=\"" + asset_path("book.js") + "\">"));
  CHECK(page.body.contains("<link rel=\"stylesheet\" href=\"" + asset_path("book.css") + "\">"));
  CHECK(page.body.contains("<link rel=\"manifest\" href=\"/wallet.webmanifest?lang=ar\">"));
  CHECK(std::string(*page.headers.find("Permissions-Policy")).starts_with("camera=(self)"));
}

TEST_CASE("the manifest is JSON, whatever the node is called, and its icon is there") {
  const auto answer = book_manifest({.language = Language::nl, .node_name = "De \"Buurt\""});
  CHECK(answer.headers.find("Content-Type") == "application/manifest+json");
  const auto manifest = json::parse(answer.body);
  REQUIRE(manifest);
  const auto text = [&](std::string_view name) {
    const auto found = manifest->root().find(name);
    REQUIRE(found);
    return std::string(found->string().value_or(""));
  };
  CHECK(text("name") == "Mijn badgeboek · De \"Buurt\"");
  CHECK(text("start_url") == "/wallet?lang=nl");
  CHECK(text("id") == "/wallet");
  for (const auto* source : {"icon.svg", "icon-192.png", "icon-512.png", "icon-maskable.png"}) {
    CHECK(answer.body.contains(asset_path(source)));
  }
  CHECK(answer.body.contains(R"("sizes":"512x512","purpose":"maskable")"));
}

}  // namespace waarmerk::node::web
