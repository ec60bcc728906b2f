// Interaction URLs by way of the routes: what a wallet and what a browser is given.
#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::body_of;
using tests::TestRoutes;
using tests::text_in;

/// An offer and a request of a library, and where each leads.
struct Scene {
  Scene() {
    const auto offered =
        library.post("/v1/offers", R"({"award":{"achievement":")" + definition + "\"}}");
    REQUIRE_MESSAGE(offered.status == 201, offered.body);
    offer = path_of(offered);
    wallet_link = text_in(offered, "link");
    const auto asked = library.post("/v1/requests", R"({"badge":{"achievement":")" + definition +
                                                        R"("},"purpose":"A <b>job</b>"})");
    REQUIRE_MESSAGE(asked.status == 201, asked.body);
    request = path_of(asked);
  }
  static std::string path_of(const http::Response& made) {
    const auto link = text_in(made, "interaction");
    const std::string base = "https://library.example";
    REQUIRE(link.starts_with(base));
    return link.substr(base.size());
  }
  http::Response get(const std::string& target, const std::string& accept) {
    auto asked = tests::request_of("GET", target);
    if (!accept.empty()) asked.headers.set("Accept", accept);
    return library.call(std::move(asked));
  }

  TestRoutes library;
  std::string definition = library.node.define("Taalmaatje");
  std::string offer;
  std::string wallet_link;
  std::string request;
};

constexpr const char* browser = "text/html,application/xhtml+xml,*/*;q=0.8";

}  // namespace

TEST_CASE("a wallet is told the protocols") {
  Scene scene;
  const auto offer = scene.get(scene.offer, "application/json");
  REQUIRE_MESSAGE(offer.status == 200, offer.body);
  CHECK(offer.headers.find("Cache-Control") == "no-store");
  const auto body = body_of(offer);
  CHECK(body.root().find("protocols")->find("oid4vci-1.0")->string() == scene.wallet_link);
  const auto request = scene.get(scene.request, "application/json");
  const auto said = body_of(request);
  const auto link = said.root().find("protocols")->find("oid4vp-1.0")->string();
  REQUIRE(link);
  CHECK(link->starts_with("openid4vp://?"));
}

TEST_CASE("a browser is given a page, and so is who asks for anything else") {
  Scene scene;
  for (const std::string accept : {browser, "*/*", "", "image/png"}) {
    const auto page = scene.get(scene.offer, accept);
    CHECK(page.status == 200);
    CHECK(page.headers.find("Content-Type") == "text/html; charset=utf-8");
  }
  const auto offer = scene.get(scene.offer + "&lang=nl", browser);
  CHECK(offer.body.contains("Taalmaatje"));
  CHECK(offer.body.contains("href=\"/wallet?credential_offer_uri=https%3A%2F%2F"));
  CHECK(offer.body.contains("<html lang=\"nl\""));
  const auto request = scene.get(scene.request + "&lang=en", browser);
  CHECK(request.body.contains("A &lt;b&gt;job&lt;/b&gt;"));
  CHECK(request.body.contains("<li>this badge: <bdi>Taalmaatje</bdi></li>"));
  CHECK(request.body.contains("href=\"/wallet?request_uri=https%3A%2F%2F"));
  CHECK(request.body.contains("What you show is erased on "));
  // By POST it answers the nonce of who reads it.
  CHECK(request.body.contains("&amp;request_uri_method=post\""));
  // Asked for in three forms, and said once.
  CHECK(request.body.find("<li>this badge") == request.body.rfind("<li>this badge"));
}

TEST_CASE("a link that is wrong or over leads nowhere, and says so to whoever reads it") {
  Scene scene;
  CHECK(scene.get(scene.offer + "0", browser).status == 404);
  CHECK(scene.get(scene.offer.substr(0, scene.offer.find("&key")), browser).status == 404);
  CHECK(scene.get("/interactions/0123?iuv=1", browser).body.contains("does not work any more"));
  const auto told = scene.get("/interactions/0123?iuv=1", "application/json");
  CHECK(told.status == 404);
  CHECK(text_in(told, "code") == "request.not_found");
  scene.library.node.clock.advance(15 * minute_ms);
  CHECK(scene.get(scene.offer, browser).status == 404);
  CHECK(scene.get(scene.request, browser).status == 404);
}

}  // namespace waarmerk::node::routes
