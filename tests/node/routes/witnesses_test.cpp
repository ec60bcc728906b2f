#include <doctest/doctest.h>

#include "node/gossip/frame.hpp"
#include "tests/support/street.hpp"
#include "tests/support/test_routes.hpp"

namespace waarmerk::node::routes {

TEST_CASE("a witness is told by its node, and shows snapshots and proofs") {
  tests::Street street;
  auto& school = street.add({.host = "school.example", .is_witness = true});
  street.work();
  CHECK(school.get("/.well-known/bot.json").body.contains(school.witness().text()));
  CHECK(school.get("/v1/node").body.contains(school.witness().text()));
  const auto base = "/bot/1/w/" + school.witness().text();
  const auto latest = school.get(base + "/latest");
  CHECK(latest.status == 200);
  CHECK(latest.headers.find("Content-Type") == "application/cbor");
  const auto snapshot = gossip::decode_frame(bytes_of(latest.body));
  REQUIRE(snapshot);
  const auto at = std::get<witness::Snapshot>(*snapshot).body.at;
  const auto feed = feed::print_feed_id(school.home.self.feed);
  const auto proof = school.get(base + "/" + std::to_string(at.ms) + "/" + feed);
  CHECK(proof.status == 200);
  CHECK(gossip::decode_frame(bytes_of(proof.body)));
  CHECK(school.get(base + "/1/" + feed).status == 404);
  CHECK(school.get("/bot/1/w/school/latest").status == 400);
}

TEST_CASE("a node that is no witness tells of none, and shows none") {
  tests::Street street;
  auto& library = street.add({.host = "library.example"});
  street.work();
  CHECK_FALSE(library.get("/.well-known/bot.json").body.contains("witness"));
  CHECK(library.get("/bot/1/w/did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK/latest")
            .status == 404);
}

TEST_CASE("who is no witness confirms nothing, and what is no line is not looked at") {
  tests::TestRoutes library;
  const auto post = [&](const std::string& json) {
    return library.call(tests::request_of("POST", "/bot/1/did-witness", json));
  };
  CHECK(post("{}").status == 400);
  CHECK(post(R"({"did":"library","line":"{}"})").status == 400);
  const auto refused = post(R"({"did":"did:web:library.example","line":"{}"})");
  CHECK(refused.status == 404);
  CHECK(tests::text_in(refused, "code") == "witness.not_here");
}

}  // namespace waarmerk::node::routes
