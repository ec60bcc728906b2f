#include "node/actions/kit_feed.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "node/actions/change_status.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

kit::Kit kit_of(const tests::TestNode& library, const KitFeedWish& wish) {
  kit::Kit kit{.issuer = library.self.did};
  const auto& feeds = library.memory.records.feeds;
  add_feed(feeds, *feeds.head(library.self.feed), wish, kit);
  return kit;
}

}  // namespace

TEST_CASE("a kit has the newest form of each list, and the entries from the first of them on") {
  tests::TestNode library("library.example");
  const auto badge = library.award(library.define("Taalmaatje"));
  REQUIRE(tests::run_task(change_status(library.ports, {.badge_id = tests::id_of(badge)})));
  const auto kit = kit_of(library, {.entries_max = 64});
  REQUIRE_FALSE(kit.lists.empty());
  CHECK(kit.headers.front().type == feed::EntryType::status);
  CHECK(kit.headers.back() == *library.memory.records.feeds.head(library.self.feed));
  const auto newest =
      std::ranges::find(kit.lists, "https://library.example/status/1", &kit::KitList::url);
  REQUIRE(newest != kit.lists.end());
  CHECK(newest->version > 1);
  const auto one = kit_of(library, {.urls = {{newest->url}}, .entries_max = 64});
  CHECK(one.headers.size() <= kit.headers.size());
}

TEST_CASE("where no wanted list is found, a kit has the head alone") {
  tests::TestNode library("library.example");
  static_cast<void>(library.award(library.define("Taalmaatje")));
  const auto kit =
      kit_of(library, {.urls = {{"https://library.example/other"}}, .entries_max = 64});
  CHECK(kit.headers.size() == 1);
  CHECK(kit_of(library, {.urls = {{}}, .entries_max = 64}).headers.size() == 1);
}

}  // namespace waarmerk::node::actions
