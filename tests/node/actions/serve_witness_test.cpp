#include "node/actions/serve_witness.hpp"

#include <doctest/doctest.h>

#include "node/gossip/error_codes.hpp"
#include "node/gossip/frame.hpp"
#include "node/gossip/head_answer.hpp"
#include "node/records/witnesses.hpp"
#include "node/witness/error_codes.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::TestNode;

/// A school that is a witness, and holds what another one said of the school's own feed.
struct Desk {
  Desk() {
    REQUIRE(tests::run_task(role.look()));
    const auto head = school.memory.records.feeds.head(school.self.feed);
    REQUIRE(other.witness.see(*head, school.clock.now()));
    const auto snapshot = other.publish(school.clock.now());
    theirs = gossip::encode_frame(*other.witness.prove(school.self.feed, snapshot));
    storage::Batch rows;
    records::save_proof(rows, school.self.feed, other.self(), theirs);
    records::save_snapshot(rows, other.self(), gossip::encode_frame(snapshot));
    school.memory.write(rows);
  }

  const records::Records& records() const { return school.memory.records; }
  std::string feed() const { return feed::print_feed_id(school.self.feed); }
  std::string time() const { return std::to_string(role.latest()->body.at.ms); }
  Result<gossip::Served> proof(const std::string& witness, const std::string& time,
                               const std::string& feed) const {
    return serve_proof(records(), &role, {witness, time, feed});
  }
  ErrorCode refusal(const std::string& witness, const std::string& time,
                    const std::string& feed) const {
    const auto served = proof(witness, time, feed);
    return served ? ErrorCode{} : served.error().code;
  }

  TestNode school{"school.example"};
  std::unique_ptr<keys::Signer> signer = tests::signer_of(9);
  WitnessRole role = *WitnessRole::start(school.ports, *signer);
  tests::WitnessDesk other{2};
  Bytes theirs;
};

}  // namespace

TEST_CASE("a witness shows its own snapshot, and what it holds of another") {
  const Desk desk;
  const auto own = serve_snapshot(desk.records(), &desk.role, desk.role.self().text());
  REQUIRE(own);
  CHECK(own->bytes == gossip::encode_frame(*desk.role.latest()));
  CHECK(own->cache_control == "public, max-age=60");
  const auto others = serve_snapshot(desk.records(), &desk.role, desk.other.self().text());
  REQUIRE(others);
  CHECK(others->bytes != own->bytes);
  CHECK(serve_snapshot(desk.records(), nullptr, desk.role.self().text()).error().code ==
        witness::not_listed);
  CHECK(serve_snapshot(desk.records(), &desk.role, "did:web:school.example").error().code ==
        gossip::malformed);
}

TEST_CASE("a proof is shown by its witness, its time and its feed, and never changes") {
  const Desk desk;
  const auto own = desk.proof(desk.role.self().text(), desk.time(), desk.feed());
  REQUIRE(own);
  CHECK(own->cache_control.contains("immutable"));
  CHECK(own->bytes == gossip::encode_frame(*desk.role.prove(desk.school.self.feed)));
  CHECK(desk.proof(desk.other.self().text(), desk.time(), desk.feed())->bytes == desk.theirs);
}

TEST_CASE("a proof of another time, feed or witness is not held, and other words are malformed") {
  const Desk desk;
  const auto self = desk.role.self().text();
  const auto other = desk.other.self().text();
  const auto nobody = did::did_key_of(tests::signer_of(77)->public_key()).text();
  const auto no_feed = feed::print_feed_id(feed::FeedId{});
  CHECK(desk.refusal(self, "1", desk.feed()) == witness::not_listed);
  CHECK(desk.refusal(other, "1", desk.feed()) == witness::not_listed);
  CHECK(desk.refusal(self, desk.time(), no_feed) == witness::not_listed);
  CHECK(desk.refusal(other, desk.time(), no_feed) == witness::not_listed);
  CHECK(desk.refusal(nobody, desk.time(), desk.feed()) == witness::not_listed);
  CHECK(desk.refusal(self, "01", desk.feed()) == gossip::malformed);
  CHECK(desk.refusal(self, "-1", desk.feed()) == gossip::malformed);
  CHECK(desk.refusal(self, "x", desk.feed()) == gossip::malformed);
  CHECK(desk.refusal(self, desk.time(), "u") == gossip::malformed);
  CHECK(desk.refusal("x", desk.time(), desk.feed()) == gossip::malformed);
}

TEST_CASE("a head is served with the proofs of all witnesses that are held") {
  const Desk desk;
  const auto plain =
      gossip::serve(desk.records().feeds, gossip::head_path(desk.school.self.feed), "");
  const auto with = serve_head(desk.records(), &desk.role, desk.feed(), plain);
  REQUIRE(with);
  CHECK(gossip::decode_head_proofs(with->bytes)->size() == 2);
  CHECK(*gossip::decode_head(with->bytes) == *gossip::decode_head(plain.bytes));
  CHECK(with->etag != plain.etag);
  CHECK(serve_head(desk.records(), &desk.role, "u", {.status = 400})->status == 400);
  const auto bare =
      serve_head(TestNode("library.example", 4).memory.records, nullptr, desk.feed(), plain);
  CHECK(bare->bytes == plain.bytes);
}

}  // namespace waarmerk::node::actions
