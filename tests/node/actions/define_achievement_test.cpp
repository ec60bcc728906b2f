#include "node/actions/define_achievement.hpp"

#include <doctest/doctest.h>

#include <string>

#include "crypto/json/canonical.hpp"
#include "crypto/json/parse.hpp"
#include "node/credential/achievement.hpp"
#include "node/records/achievements.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

json::Document definition(const std::string& members) {
  const auto document = json::parse(R"({"name":"Taalmaatje","description":"Helps others.",
    "achievementType":"Badge","criteria":{"narrative":"Helped at ten afternoons."})" +
                                    members + "}");
  REQUIRE(document);
  return *document;
}

feed::Header head_of(const TestNode& node) {
  return *node.memory.records.feeds.head(node.self.feed);
}

}  // namespace

TEST_CASE("a definition gets an id and a type, is kept, and goes on our feed as it is") {
  TestNode library("library.example");
  const auto kept = run_task(define_achievement(library.ports, definition("")));
  REQUIRE(kept);
  const auto id = tests::id_of(*kept);
  CHECK(id.starts_with("https://library.example/v1/achievements/"));
  CHECK(kept->root().find("type")->size() == 1);
  CHECK(*records::find_achievement(library.memory.store, id));
  const auto head = head_of(library);
  CHECK(head.type == feed::EntryType::achievement);
  const auto payload = library.memory.records.feeds.payload(head.payload_hash);
  REQUIRE(payload);
  CHECK(text_of(*payload) == json::canonical(kept->root()));
}

TEST_CASE("a node without a web address names its definitions by a URN") {
  TestNode library("library.example");
  auto self = library.self;
  self.url.clear();
  Ports ports{library.clock,          library.random,    self,
              library.memory.records, library.publisher, library.fetcher};
  const auto kept = run_task(define_achievement(ports, definition("")));
  REQUIRE(kept);
  CHECK(tests::id_of(*kept).starts_with("urn:uuid:"));
}

TEST_CASE("the same definition again is no news, and another under its id is refused") {
  TestNode library("library.example");
  const std::string id = R"(,"id":"urn:uuid:11111111-2222-4333-8444-555555555555")";
  REQUIRE(run_task(define_achievement(library.ports, definition(id))));
  const auto seq = head_of(library).seq;
  REQUIRE(run_task(define_achievement(library.ports, definition(id))));
  CHECK(head_of(library).seq == seq);
  const auto other =
      run_task(define_achievement(library.ports, definition(id + R"(,"tag":["other"])")));
  REQUIRE_FALSE(other);
  CHECK(other.error().code == achievement_exists);
  CHECK(head_of(library).seq == seq);
}

TEST_CASE("what is no definition is neither kept nor published") {
  TestNode library("library.example");
  const auto seq = head_of(library).seq;
  const auto refused = run_task(define_achievement(library.ports, *json::parse(R"({"name":"x"})")));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == credential::bad_achievement);
  CHECK_FALSE(run_task(define_achievement(library.ports, *json::parse("[]"))));
  const auto misspelt =
      run_task(define_achievement(library.ports, definition(R"(,"humanKode":"TM-1")")));
  REQUIRE_FALSE(misspelt);
  CHECK(misspelt.error().path == "$.humanKode");
  CHECK(head_of(library).seq == seq);
  CHECK(records::list_achievements(library.memory.store, {})->empty());
}

TEST_CASE("a definition that cannot be published is not kept either") {
  TestNode library("library.example");
  library.publisher.stand(feed::Standing::asking);
  const auto refused = run_task(define_achievement(library.ports, definition("")));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == feed::not_safe);
  CHECK(records::list_achievements(library.memory.store, {})->empty());
}

}  // namespace waarmerk::node::actions
