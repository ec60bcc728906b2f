#include <doctest/doctest.h>

#include "node/gossip/frame.hpp"
#include "tests/support/street.hpp"

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

}  // namespace waarmerk::node::routes
