#include "node/actions/feed_profile.hpp"

#include <doctest/doctest.h>

#include "node/actions/keep_current.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

struct Scene {
  void say(feed::EntryType type, std::string_view payload = {}) {
    const feed::Draft draft{.type = type, .payload = to_bytes(bytes_of(payload))};
    REQUIRE(tests::run_task(library.publisher.publish(draft, {})));
  }
  std::string name() const {
    return find_profile_name(library.memory.records.feeds, library.self.feed);
  }

  tests::TestNode library{"library.example", 1};
};

}  // namespace

TEST_CASE("an organisation is called what it calls itself last") {
  Scene scene;
  CHECK(scene.name() == "Bibliotheek");
  scene.say(feed::EntryType::profile, R"({"name":"Bibliotheek Zuid"})");
  scene.say(feed::EntryType::heartbeat);
  CHECK(scene.name() == "Bibliotheek Zuid");
  CHECK(find_profile(scene.library.memory.records.feeds, scene.library.self.feed) ==
        R"({"name":"Bibliotheek Zuid"})");
}

TEST_CASE("what it called itself at first is found behind a thousand entries") {
  Scene scene;
  for (int i = 0; i < 1000; ++i) scene.say(feed::EntryType::heartbeat);
  CHECK(scene.name() == "Bibliotheek");
}

TEST_CASE("a name that is none, or longer than a name, is not shown") {
  Scene scene;
  scene.say(feed::EntryType::profile, R"({"name":["Bibliotheek"]})");
  CHECK(scene.name().empty());
  scene.say(feed::EntryType::profile, R"({"name":")" + std::string(301, 'a') + R"("})");
  CHECK(scene.name().empty());
  const auto stranger = feed::feed_id_of(*did::Did::parse("did:web:stranger.example"));
  CHECK(find_profile_name(scene.library.memory.records.feeds, stranger).empty());
}

}  // namespace waarmerk::node::actions
