#include "node/actions/name_owner.hpp"

#include <doctest/doctest.h>

#include "node/actions/known_did.hpp"
#include "node/records/did_places.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::NodeMethod;
using tests::TestNode;

/// What a stranger keeps of an organisation.
void meet(TestNode& stranger, const TestNode& whom) {
  const auto log = get_log(whom.memory.store, whom.self.did);
  REQUIRE(log);
  storage::Batch rows;
  DidKeeper keeper(stranger.memory.store, rows);
  const auto line = log->log.substr(0, log->log.find('\n'));
  REQUIRE(keeper.add_line(whom.self.did, {line, ""}, {"gossip", whom.clock.now()}));
  stranger.memory.write(rows);
}

did::DocumentHistory seen(const TestNode& stranger, const TestNode& whom) {
  auto documents = get_documents(stranger.memory.store, whom.self.did);
  REQUIRE(documents);
  return seen_under_name(stranger.memory.store, whom.self.did, std::move(*documents)).value();
}

}  // namespace

TEST_CASE("the place of a did:webvh is what stands behind its SCID, and other DIDs have none") {
  const TestNode library("library.example", 1, NodeMethod::webvh);
  CHECK(place_of(library.self.did) == "library.example");
  CHECK(place_of(TestNode("library.example").self.did).empty());
}

TEST_CASE(
    "who was first under a name stays its owner, whoever comes after and whatever they date") {
  TestNode owner("library.example", 1, NodeMethod::webvh);
  TestNode buyer("library.example", 2, NodeMethod::webvh);
  TestNode stranger("employer.example", 3);
  owner.clock.advance(day_ms);
  meet(stranger, owner);
  meet(stranger, buyer);  // whose history is dated a day before
  const auto his = seen(stranger, buyer);
  CHECK(his.is_about(buyer.self.did));
  CHECK(his.unproved_since(buyer.issuing->public_key()));
  CHECK(his.newest()->id() == buyer.self.did);
  const auto hers = seen(stranger, owner);
  CHECK(hers.is_dated());
  CHECK_FALSE(hers.unproved_since(owner.issuing->public_key()));
}

TEST_CASE("organisations under names of their own have nothing to do with each other") {
  TestNode one("library.example", 1, NodeMethod::webvh);
  TestNode other("school.example", 2, NodeMethod::webvh);
  TestNode stranger("employer.example", 3);
  meet(stranger, one);
  meet(stranger, other);
  CHECK(seen(stranger, one).is_dated());
  CHECK(seen(stranger, other).is_dated());
  CHECK(records::find_first_at(stranger.memory.store, "school.example")->value() ==
        other.self.did.specific_id().substr(0, other.self.did.specific_id().find(':')));
}

}  // namespace waarmerk::node::actions
