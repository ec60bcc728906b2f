#include "node/actions/get_from_peer.hpp"

#include <doctest/doctest.h>

#include "tests/support/canned_fetcher.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {

TEST_CASE("a peer is asked below its endpoint, and what it answers is the answer") {
  tests::CannedFetcher fetcher;
  fetcher.answer("https://a.example/bot/1/heads", 404, "none");
  const auto answer = tests::run_task(
      get_from_peer(fetcher, {.url = "https://a.example", .path = "/heads", .bytes_max = 100}));
  REQUIRE(answer);
  CHECK(answer->status == 404);
  CHECK(answer->body == "none");
  CHECK_FALSE(
      tests::run_task(get_from_peer(fetcher, {.url = "https://b.example", .path = "/heads"})));
}

}  // namespace waarmerk::node::actions
