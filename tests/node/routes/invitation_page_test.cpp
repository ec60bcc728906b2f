// The page that a browser shows of an invitation.
#include <doctest/doctest.h>

#include <string>

#include "crypto/base/bytes.hpp"
#include "crypto/base/sha2.hpp"
#include "crypto/encoding/base64.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/accept_invitation.hpp"
#include "node/actions/answer_invitations.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::request_of;
using tests::run_task;
using tests::TestRoutes;
using tests::text_in;

struct Scene {
  explicit Scene(const std::string& order = R"({"terms":{"any":true,"amount":60}})") {
    const auto made = library.post("/v1/trust/invitations", order);
    REQUIRE_MESSAGE(made.status == 201, made.body);
    link = text_in(made, "link");
    id = text_in(made, "id");
  }
  http::Response open(const std::string& language = {}) {
    auto request = request_of("GET", "/invitation/" + id);
    if (!language.empty()) request.headers.set("Accept-Language", language);
    return library.call(request);
  }
  void check_closed() {
    const auto page = open();
    CHECK(page.status == 404);
    CHECK(page.headers.find("Content-Type") == "text/html; charset=utf-8");
    CHECK(page.body.contains("This invitation is not open"));
    CHECK(page.body.contains("did:web:library.example"));
    CHECK_FALSE(page.body.contains("60 of 120"));
    CHECK_FALSE(page.body.contains("<b>"));
  }

  TestRoutes library;
  std::string link;
  std::string id;
};

}  // namespace

TEST_CASE("a link of an invitation opens a page that says who invites, to what and until when") {
  Scene scene(R"({"did":"did:web:town.example","terms":{"kind":"introduce","amount":60,)"
              R"("jurisdiction":["NL-ZH"]},"until":"2026-03-17T10:12:00Z"})");
  CHECK(scene.link.starts_with("https://library.example/invitation/" + scene.id + "#eyJ"));
  const auto page = scene.open();
  REQUIRE(page.status == 200);
  CHECK(page.headers.find("Content-Type") == "text/html; charset=utf-8");
  CHECK(page.body.contains("<html lang=\"en\">"));
  CHECK(page.body.contains("<code>did:web:library.example</code>"));
  CHECK(page.body.contains("whom you say to believe"));
  CHECK(page.body.contains("60 of 120"));
  CHECK(page.body.contains("<bdi>NL-ZH</bdi>"));
  CHECK(page.body.contains("<code>did:web:town.example</code>"));
  CHECK(page.body.contains("2026-03-17 10:12 UTC"));
  CHECK(page.body.contains("waarmerk org accept '"));
}

TEST_CASE("what others named begins nothing in the page of an invitation") {
  Scene scene(R"({"terms":{"skill":["<b>\"making\" & baking"]}})");
  scene.library.node.self.name = "<i>\"Us\" & co";
  const auto page = scene.open();
  REQUIRE(page.status == 200);
  CHECK(page.body.contains("<bdi>&lt;b&gt;&quot;making&quot; &amp; baking</bdi>"));
  CHECK(page.body.contains("<bdi>&lt;i&gt;&quot;Us&quot; &amp; co</bdi> invites you"));
  CHECK(page.body.contains("<title>&lt;i&gt;&quot;Us&quot; &amp; co invites you</title>"));
  CHECK_FALSE(page.body.contains("<b>"));
  CHECK_FALSE(page.body.contains("<i>"));
}

TEST_CASE("the page runs nothing, loads nothing and holds no part of the invitation") {
  Scene scene;
  const auto page = scene.open();
  CHECK_FALSE(page.body.contains("<script"));
  CHECK_FALSE(page.body.contains("src="));
  CHECK_FALSE(page.body.contains("href="));
  CHECK_FALSE(page.body.contains("eyJ"));
  const auto begin = page.body.find("<style>") + 7;
  const auto style = page.body.substr(begin, page.body.find("</style>") - begin);
  const auto hash = encoding::encode_base64(sha256(bytes_of(style)).value);
  CHECK(page.headers.find("Content-Security-Policy") ==
        "default-src 'none'; style-src 'sha256-" + hash +
            "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
}

TEST_CASE("who reads Dutch is told in Dutch") {
  Scene scene;
  const auto page = scene.open("nl-NL,nl;q=0.9,en;q=0.8");
  CHECK(page.body.contains("<html lang=\"nl\">"));
  CHECK(page.body.contains("nodigt u uit"));
  CHECK(page.body.contains("60 van 120"));
  CHECK(page.headers.find("Content-Language") == "nl");
  CHECK(page.headers.find("Vary") == "Accept-Language");
  scene.id = "uAAAA";
  CHECK(scene.open("nl").body.contains("Deze uitnodiging is niet open"));
}

TEST_CASE("an invitation that is over, closed or was never made says so, and shows nothing of it") {
  Scene over;
  over.library.node.clock.advance(14 * day_ms);
  over.check_closed();
  Scene closed;
  auto close = request_of("DELETE", "/v1/trust/invitations/" + closed.id);
  close.headers.set("Authorization", "Bearer " + closed.library.token);
  REQUIRE(closed.library.call(close).status == 204);
  closed.check_closed();
  Scene unknown;
  unknown.id = "u%3Cb%3E";
  unknown.check_closed();
}

TEST_CASE("an invitation that was answered is open to nobody else") {
  Scene scene;
  auto& library = scene.library.node;
  tests::TestNode town("town.example", 9);
  REQUIRE(run_task(actions::accept_entries(town.ports, tests::entries_of(library))));
  const auto token = scene.link.substr(scene.link.find('#') + 1);
  REQUIRE(run_task(actions::accept_invitation(town.ports, town.evidence, {.token = token})));
  CHECK(scene.open().status == 200);
  REQUIRE(run_task(actions::accept_entries(library.ports, tests::entries_of(town))));
  REQUIRE(run_task(actions::answer_invitations(library.ports)) == 1);
  scene.check_closed();
}

}  // namespace waarmerk::node::routes
