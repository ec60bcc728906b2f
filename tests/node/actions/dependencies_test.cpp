#include "node/actions/dependencies.hpp"

#include <doctest/doctest.h>

#include <cstdint>

#include "tests/support/vouching.hpp"

namespace waarmerk::node::actions {

TEST_CASE("a feed that an answer rests on is named with the newest of it that is held") {
  tests::TestNode library("library.example");
  const auto lab = *did::Did::parse("did:web:lab.example");
  const auto rests_on = [&] {
    return dependencies_of(library.memory.records,
                           {.depends_on = {library.self.feed, feed::feed_id_of(lab)}});
  };
  tests::vouch(library, tests::word_of(library, lab));
  const auto before = rests_on();
  REQUIRE(before.feeds.size() == 2);
  CHECK_FALSE(before.is_cut_short);
  CHECK(before.feeds[0].feed == library.self.feed);
  REQUIRE(before.feeds[0].newest);
  const auto head = library.memory.records.feeds.head(library.self.feed);
  CHECK(before.feeds[0].newest == trust::Place{head->epoch, head->seq});
  CHECK_FALSE(before.feeds[1].newest);  // nothing of the lab ever came
  library.clock.advance(second_ms);
  tests::vouch(library, tests::word_of(library, lab));
  CHECK(rests_on().feeds[0].newest > before.feeds[0].newest);
}

TEST_CASE("no more feeds are named than a limit, and that there are more is said") {
  tests::TestNode library("library.example");
  trust::Answer answer;
  for (std::size_t i = 0; i < Dependencies::named_max; ++i) {
    feed::FeedId feed{};
    feed.value[0] = static_cast<std::uint8_t>(i);
    answer.depends_on.push_back(feed);
  }
  const auto all = dependencies_of(library.memory.records, answer);
  CHECK(all.feeds.size() == Dependencies::named_max);
  CHECK_FALSE(all.is_cut_short);
  answer.depends_on.push_back(library.self.feed);
  const auto more = dependencies_of(library.memory.records, answer);
  CHECK(more.feeds.size() == Dependencies::named_max);
  CHECK(more.is_cut_short);
  answer.depends_on = {library.self.feed};
  answer.region.is_crowded = true;  // then any bit may change it
  CHECK(dependencies_of(library.memory.records, answer).is_cut_short);
}

}  // namespace waarmerk::node::actions
