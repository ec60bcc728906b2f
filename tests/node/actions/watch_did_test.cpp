#include "node/actions/watch_did.hpp"

#include <doctest/doctest.h>

#include <string>

#include "did/did_webvh.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/issue_badge.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::TestNode;

/// An employer who took all that a library published.
struct Pair {
  Pair() { REQUIRE(tests::run_task(accept_entries(employer.ports, tests::entries_of(library)))); }

  std::string scid() const { return std::string(did::scid_of(library.self.did)); }
  Result<Resource> resource(const std::string& path) const {
    return find_watched_resource(employer.memory.records, scid(), path);
  }

  TestNode library{"library.example", 1, tests::NodeMethod::webvh};
  TestNode employer{"employer.example", 2};
};

}  // namespace

TEST_CASE("a history that came by a feed is handed on, to the byte") {
  const Pair pair;
  const auto held = find_watched(pair.employer.memory.store, pair.scid());
  REQUIRE(held);
  CHECK(held->log == find_watched(pair.library.memory.store, pair.scid())->log);
}

TEST_CASE("what is not held is not found, and what is no SCID is refused") {
  const Pair pair;
  const auto code_of = [&](const std::string& scid) {
    return find_watched(pair.employer.memory.store, scid).error().code;
  };
  auto other = pair.scid();
  other.back() = other.back() == 'a' ? 'b' : 'a';
  CHECK(code_of(other) == did::not_found);
  CHECK(code_of("") == did::malformed);
  CHECK(code_of("Qm1") == did::malformed);
  CHECK(code_of(pair.scid() + ":library.example") == did::malformed);
}

TEST_CASE("status lists and the parallel document are resources of a DID") {
  const Pair pair;
  const auto list = pair.resource("status/1");
  REQUIRE(list);
  CHECK(list->content_type == "application/vc");
  CHECK(list->body.contains("https://library.example/status/1"));
  const auto own = find_watched_resource(pair.library.memory.records, pair.scid(), "status/1");
  REQUIRE(own);
  CHECK(own->body == list->body);
  const auto document = pair.resource("did.json");
  REQUIRE(document);
  CHECK(document->body.contains("\"id\":\"did:web:library.example\""));
}

TEST_CASE("a list that is a token is handed on as one") {
  TestNode library("library.example", 1, tests::NodeMethod::webvh);
  REQUIRE(tests::run_task(award_badge(library.ports, {.achievement_id = library.define("Taal"),
                                                      .subject_id = tests::someone,
                                                      .form = "dc+sd-jwt"})));
  const std::string scid(did::scid_of(library.self.did));
  const auto list = find_watched_resource(library.memory.records, scid, "status/3");
  REQUIRE(list);
  CHECK(list->content_type == "application/statuslist+jwt");
}

TEST_CASE("a path stays below the place of its DID") {
  const Pair pair;
  CHECK(pair.resource("status/9").error().code == did::not_found);
  for (const auto* path : {"", "/status/1", "../status/1", "a/../status/1", "a\\b", "a b", "a?b"}) {
    CHECK_MESSAGE(pair.resource(path).error().code == did::malformed, std::string(path));
  }
  CHECK(pair.resource(std::string(2000, 'a')).error().code == did::malformed);
}

TEST_CASE("a status list is found below each place that the DID had") {
  TestNode library("library.example", 1, tests::NodeMethod::webvh);
  library.move_to("badges.example/dids");
  const std::string scid(did::scid_of(library.self.did));
  CHECK(find_watched_resource(library.memory.records, scid, "status/1"));
  CHECK(find_watched_resource(library.memory.records, scid, "status/9").error().code ==
        did::not_found);
  const auto place = find_place(library.memory.store, scid, "status/1");
  REQUIRE(place);
  CHECK(place->did == library.self.did.text());
  CHECK(place->url == "https://badges.example/dids/status/1");
  CHECK(find_place(library.memory.store, scid, "../x").error().code == did::malformed);
}

}  // namespace waarmerk::node::actions
