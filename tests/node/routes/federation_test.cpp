#include <doctest/doctest.h>

#include <string>

#include "crypto/jose/jws.hpp"
#include "tests/support/test_routes.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::routes {
namespace {

using tests::request_of;
using tests::TestRoutes;
using tests::text_in;

/// The library believes the mill in whole, and of the school it says less.
struct Scene {
  explicit Scene(const actions::TrustPolicy& policy = {})
      : library(tests::NodeMethod::web, policy) {
    tests::vouch(library.node, tests::word_of(library.node, mill));
    auto half = tests::word_of(library.node, school);
    half.amount = 60;
    tests::vouch(library.node, half);
    auto narrow = tests::word_of(library.node, school);
    narrow.scope = {.values = {{trust::Dimension::skill, {"making"}}}};
    tests::vouch(library.node, narrow);
  }
  /// Without a token.
  http::Response get(const std::string& path) { return library.call(request_of("GET", path)); }
  http::Response fetch(const std::string& sub) { return get("/federation/fetch?sub=" + sub); }

  did::Did mill = *did::Did::parse(tests::someone);
  did::Did school = *did::Did::parse("did:web:school.example");
  TestRoutes library;
};

/// What it refuses with, in the form that the specification asks for.
std::string error_in(const http::Response& response, int status) {
  CHECK_MESSAGE(response.status == status, response.body);
  CHECK(response.headers.find("Content-Type") == "application/json");
  CHECK_FALSE(text_in(response, "error_description").empty());
  return text_in(response, "error");
}

}  // namespace

TEST_CASE("anybody reads whom we believe in whole and for all to know, as a federation") {
  Scene scene;
  const auto own = scene.get("/.well-known/openid-federation");
  REQUIRE_MESSAGE(own.status == 200, own.body);
  CHECK(own.headers.find("Content-Type") == "application/entity-statement+jwt");
  CHECK(scene.get("/federation/list").body == "[\"" + scene.mill.text() + "\"]");
  const auto mill = scene.fetch(scene.mill.text());
  REQUIRE_MESSAGE(mill.status == 200, mill.body);
  CHECK(mill.headers.find("Content-Type") == "application/entity-statement+jwt");
  CHECK(jose::open_jws(mill.body)->type == "entity-statement+jwt");
  CHECK(text_of(jose::open_jws(mill.body)->payload).contains(scene.mill.text()));
}

TEST_CASE("a bit that says less, or is over, is no statement of a federation") {
  Scene scene;
  CHECK(error_in(scene.fetch("did:web:school.example"), 404) == "not_found");
  CHECK(error_in(scene.fetch("did:web:nobody.example"), 404) == "not_found");
  CHECK(error_in(scene.fetch("https%3A%2F%2Fmill.example"), 404) == "not_found");
  scene.library.node.clock.advance(366 * day_ms);
  CHECK(error_in(scene.fetch(scene.mill.text()), 404) == "not_found");
  CHECK(scene.get("/federation/list").body == "[]");
}

TEST_CASE("a root of the policy is shown where its owner says so, and not to whom a root objects") {
  const std::string root =
      "[[root]]\ndid = \"did:key:z6Mkf5rGMoatrSj1f4CyvuHBeXJELe9RPdzo2PKGNCKVtZxP\"\n";
  const std::string did = "did:key:z6Mkf5rGMoatrSj1f4CyvuHBeXJELe9RPdzo2PKGNCKVtZxP";
  Scene silent(*actions::read_trust_policy(root));
  CHECK(error_in(silent.fetch(did), 404) == "not_found");
  Scene open(*actions::read_trust_policy(root + "public = true\nname = \"The city\"\n"));
  const auto shown = open.fetch(did);
  REQUIRE(shown.status == 200);
  CHECK(text_of(jose::open_jws(shown.body)->payload).contains("The city"));
  CHECK(open.get("/federation/list").body.contains(did));
  Scene objected(*actions::read_trust_policy(root + "[[objection]]\nby = \"" + did +
                                             "\"\nagainst = \"" + tests::someone + "\"\n"));
  CHECK(error_in(objected.fetch(tests::someone), 404) == "not_found");
  CHECK(objected.get("/federation/list").body == "[]");
}

TEST_CASE("whom we believe, but whose keys we do not know, is listed and not stated") {
  Scene scene;
  const auto far = *did::Did::parse("did:web:far.example");
  tests::vouch(scene.library.node, tests::word_of(scene.library.node, far));
  CHECK(scene.get("/federation/list").body.contains(far.text()));
  CHECK(error_in(scene.fetch(far.text()), 404) == "not_found");
}

TEST_CASE("who is meant must be said, and of ourselves there is no such statement") {
  Scene scene;
  CHECK(error_in(scene.get("/federation/fetch"), 400) == "invalid_request");
  CHECK(error_in(scene.get("/federation/fetch?sub=a&sub=b"), 400) == "invalid_request");
  CHECK(error_in(scene.fetch("https%3A%2F%2Flibrary.example"), 400) == "invalid_request");
  CHECK(error_in(scene.fetch("did:web:library.example"), 400) == "invalid_request");
  // What is not understood is passed over.
  CHECK(scene.fetch(scene.mill.text() + "&more=1").status == 200);
}

TEST_CASE("a list is not filtered, and who asks for that is told") {
  Scene scene;
  for (const auto* filter :
       {"entity_type=openid_provider", "entity_type=a&entity_type=b", "trust_marked=true",
        "trust_mark_type=x", "a=b&intermediate=true", "intermediate"}) {
    CAPTURE(filter);
    CHECK(error_in(scene.get("/federation/list?" + std::string(filter)), 400) ==
          "unsupported_parameter");
  }
  CHECK(scene.get("/federation/list?more=entity_type&x").status == 200);
  CHECK(scene.get("/federation/list?").status == 200);
}

}  // namespace waarmerk::node::routes
