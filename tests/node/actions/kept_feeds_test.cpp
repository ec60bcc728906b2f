#include "node/actions/kept_feeds.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "did/webvh_parameters.hpp"
#include "node/records/did_places.hpp"
#include "node/records/endings.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

feed::FeedId feed_of(const std::string& did) {
  return feed::feed_id_of(did::Did::parse(did).value());
}

}  // namespace

TEST_CASE("kept are the feeds of peers, by whatever DID their hosts have, and of witnesses") {
  tests::TestNode home("home.example");
  const auto scid = did::webvh_hash("library");
  storage::Batch rows;
  const auto now = home.clock.now();
  records::save_claims(rows, "library.example", {{.scid = scid, .known = now, .served = now}});
  records::save_claims(rows, "school.example", {{.scid = scid, .known = now}});
  home.memory.write(rows);
  const auto kept = find_kept_feeds(
      home.memory.store,
      {.peers = {"https://library.example", "https://town.example:8443", "no address"},
       .witnesses = {tests::someone}});
  CHECK(kept.contains(feed_of("did:webvh:" + scid + ":library.example")));
  CHECK(kept.contains(feed_of("did:web:town.example%3A8443")));
  CHECK(kept.contains(feed_of(tests::someone)));
  CHECK_FALSE(kept.contains(feed_of("did:web:school.example")));
}

TEST_CASE("kept is also who was appointed to go on with the lists of one that is kept") {
  tests::TestNode home("home.example");
  const auto closed = feed_of("did:web:closed.example");
  const auto heir = feed_of("did:web:heir.example");
  storage::Batch rows;
  records::save_appointment(
      rows, {.by = closed, .said = {.seq = 3, .at = {}}, .succession = {.to = heir, .from = {}}});
  home.memory.write(rows);
  CHECK(find_kept_feeds(home.memory.store, {.interests = {closed}}) == std::set{closed, heir});
  CHECK(find_kept_feeds(home.memory.store, {}).empty());
}

}  // namespace waarmerk::node::actions
