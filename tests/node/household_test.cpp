#include "node/household.hpp"

#include <doctest/doctest.h>

#include "tests/support/test_node.hpp"

namespace waarmerk::node {

TEST_CASE("a household has room for its own feed, and knows whom it keeps") {
  tests::TestNode home("home.example");
  ops::Log log(home.clock, ops::Level::error);
  const auto friends = feed::feed_id_of(did::Did::parse("did:web:friend.example").value());
  Household household(home.ports, log, [&] { return actions::WhomWeKnow{.interests = {friends}}; });
  const auto now = home.clock.now();
  CHECK(household.room().is_kept(friends, now));
  CHECK(household.room().is_kept(home.self.feed, now));
  CHECK_FALSE(household.room().is_kept(feed::FeedId{}, now));
  CHECK(household.room().has_room(home.self.feed, 1ULL << 40U, now));
  CHECK_FALSE(household.room().has_room(feed::FeedId{}, 1ULL << 40U, now));
}

}  // namespace waarmerk::node
