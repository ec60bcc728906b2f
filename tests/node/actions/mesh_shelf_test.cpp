#include "node/actions/mesh_shelf.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "node/feed/feed_keys.hpp"
#include "node/gossip/frame.hpp"
#include "node/gossip/serve.hpp"
#include "node/link/error_codes.hpp"
#include "node/mesh/error_codes.hpp"
#include "node/recon/heads.hpp"
#include "node/records/witnesses.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/slow_journal.hpp"
#include "tests/support/test_node.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::TestNode;

struct Desk {
  /// What the library published, entry by entry.
  std::vector<gossip::StoredEntry> entries() const {
    const auto& feeds = library.memory.records.feeds;
    const auto head = feeds.head(library.self.feed).value();
    std::vector<gossip::StoredEntry> all;
    for (const auto& header :
         feeds.headers(library.self.feed, 0, {.from = 1, .to = head.seq}, 1000)) {
      all.push_back({.header = header, .payload = feeds.payload(header.payload_hash)});
    }
    return all;
  }

  TestNode library{"library.example", 1};
  TestNode employer{"employer.example", 2};
  records::Feeds& held = employer.memory.records.feeds;
  MeshShelf shelf{employer.ports};
  feed::FeedKeys keys = feed::feed_keys_of(library.self.document).value();
  MeshJudge judge{employer.ports, [this](const feed::FeedId& feed) -> const feed::FeedKeys* {
                    return feed == library.self.feed ? &keys : nullptr;
                  }};
};

/// The feeds that arrived after this number.
std::vector<feed::FeedId> followed(const TestNode& node, std::uint64_t after) {
  std::vector<feed::FeedId> arrived;
  for (const auto& arrival : node.memory.records.feeds.arrivals(after, 100))
    arrived.push_back(arrival.feed);
  return arrived;
}

/// The page that a peer is given.
gossip::Heads heads_after(const TestNode& node, std::uint64_t after) {
  const auto served =
      gossip::serve(node.memory.records.feeds, "/heads", "after=" + std::to_string(after));
  return std::get<gossip::Heads>(gossip::decode_frame(served.bytes).value());
}

}  // namespace

TEST_CASE("our own feed is found by its number before its first entry is there") {
  Desk desk;
  auto& own = desk.employer.self.feed;
  own = feed::feed_id_of(did::Did::parse("did:web:new.example").value());
  const MeshShelf shelf(desk.employer.ports);
  CHECK(shelf.feeds_of_key(recon::order_key_of(own)) == std::vector{own});
}

TEST_CASE("what is kept is shown, has its effect, and is found by the number of its feed") {
  Desk desk;
  const auto feed = desk.library.self.feed;
  const auto key = recon::order_key_of(feed);
  CHECK(desk.shelf.feeds_of_key(key).empty());
  REQUIRE(desk.shelf.keep({.feed = feed, .entries = desk.entries()}));
  CHECK(desk.shelf.head(feed) == desk.library.memory.records.feeds.head(feed));
  CHECK(desk.shelf.feeds_of_key(key) == std::vector{feed});
  CHECK(desk.shelf.payload(desk.entries().front().header.payload_hash));
  CHECK(desk.shelf.newest_arrival() > 0);
  CHECK(MeshShelf(desk.employer.ports).feeds_of_key(key) == std::vector{feed});
  const auto badge = desk.library.award(desk.library.define("Taalmaatje"));
  CHECK_FALSE(badge.text().empty());
}

TEST_CASE(
    "nothing is kept of a feed that is being written elsewhere, and nothing on a broken disk") {
  Desk desk;
  const auto expected = desk.held.expect(desk.library.self.feed);
  CHECK_FALSE(desk.shelf.keep({.feed = desk.library.self.feed, .entries = desk.entries()}));
  CHECK_FALSE(desk.shelf.head(desk.library.self.feed));
}

TEST_CASE("what the mesh keeps is not told before what the journal has to write came before it") {
  Desk desk;
  auto& employer = desk.employer;
  const auto before = desk.held.newest_arrival();
  const std::vector both{employer.self.feed, desk.library.self.feed};
  std::vector<feed::FeedId> arrived;  // by when we were told that we had published
  employer.publisher.on_published([&] { arrived = followed(employer, before); });
  boost::asio::io_context context;
  std::optional<Result<void>> published;
  tests::SlowJournal journal(employer.memory.store);
  tests::begin_watched(context, tests::keep_answer(employer.publisher.publish(
                                                       {.type = feed::EntryType::heartbeat}, {}),
                                                   published));
  context.poll();
  REQUIRE_FALSE(published);
  REQUIRE(desk.shelf.keep({.feed = desk.library.self.feed, .entries = desk.entries()}));
  CHECK(desk.shelf.head(desk.library.self.feed));
  CHECK(followed(employer, before).empty());
  CHECK(desk.held.newest_arrival() == before);
  const auto page = heads_after(employer, before);
  CHECK(page.heads.empty());
  CHECK(page.next == before);  // who asked is not sent back, nor told that there is more
  CHECK(page.newest == before);
  SUBCASE("it is written") {
    journal.go_on();
    context.run();
    REQUIRE(published);
    CHECK(*published);
    CHECK(arrived == both);
    CHECK(followed(employer, before) == both);
    CHECK(heads_after(employer, before).heads.size() == 2);
  }
  SUBCASE("it never is") {
    employer.memory.store.is_full = true;
    journal.go_on();
    context.run();
    REQUIRE(published);
    CHECK(published->error().code == storage::full_disk);
    CHECK(followed(employer, before) == std::vector{desk.library.self.feed});
  }
}

TEST_CASE("what a witness said is at hand where it was kept, or where we said it ourselves") {
  Desk desk;
  const auto feed = desk.employer.self.feed;
  const auto key = tests::signer_of(1);
  auto role = WitnessRole::start(desk.employer.ports, *key).value();
  REQUIRE(tests::run_task(role.look()));
  const auto at = role.latest()->body.at;
  const mesh::SnapshotName name{.witness = role.self(), .at = at};
  const MeshShelf own(desk.employer.ports, &role);
  CHECK(own.proof(name, feed) == *role.prove(feed));
  CHECK_FALSE(own.proof({.witness = role.self(), .at = at + 1}, feed));
  CHECK_FALSE(own.proof(name, desk.library.self.feed));
  CHECK_FALSE(desk.shelf.proof(name, feed));
  storage::Batch rows;
  records::save_proof(rows, feed, role.self(), gossip::encode_frame(*role.prove(feed)));
  desk.employer.memory.write(rows);
  CHECK(desk.shelf.proof(name, feed) == *role.prove(feed));
  CHECK_FALSE(desk.shelf.proof({.witness = role.self(), .at = at - 1}, feed));
}

TEST_CASE("a header is judged by the keys that are known, and a payload by what it may say") {
  Desk desk;
  const auto entry = desk.entries().front();
  CHECK(desk.judge.check(entry.header));
  CHECK(desk.judge.check(entry.header, *entry.payload));
  auto forged = entry.header;
  forged.sig[0] ^= 1;
  CHECK(desk.judge.check(forged).error().code == feed::bad_signature);
  auto foreign = entry.header;
  foreign.feed = desk.employer.self.feed;
  CHECK(desk.judge.check(foreign).error().code == mesh::unknown_feed);
  CHECK(desk.judge.check(foreign, {}).error().code == mesh::unknown_feed);
}

TEST_CASE("where a node can be reached is believed where a key of its DID signed it") {
  Desk desk;
  REQUIRE(desk.shelf.keep({.feed = desk.library.self.feed, .entries = desk.entries()}));
  gossip::PeerRecord record{.did = desk.library.self.did,
                            .endpoint = "https://library.example/bot/1",
                            .at = desk.library.clock.now()};
  const auto sign = [&record](const keys::Signer& signer) {
    const auto signature = signer.sign(gossip::signed_bytes(record)).value();
    std::copy(signature.begin(), signature.end(), record.sig.begin());
  };
  sign(desk.library.self.feed_signer);
  CHECK(desk.judge.check(record));
  sign(desk.employer.self.feed_signer);
  CHECK(desk.judge.check(record).error().code == link::bad_signature);
  record.did = did::Did::parse("did:web:nobody.example").value();
  CHECK_FALSE(desk.judge.check(record));
}

TEST_CASE("what there is no room for is not kept, but a proof of a fork is") {
  Desk desk;
  const auto feed = desk.library.self.feed;
  FeedRoom room(desk.employer.memory.records.feeds, desk.employer.self.feed, {.strangers_max = 0});
  MeshShelf shelf(desk.employer.ports, nullptr, {}, &room);
  CHECK_FALSE(shelf.has_room(feed));
  CHECK(desk.shelf.has_room(feed));
  CHECK_FALSE(shelf.keep({.feed = feed, .entries = desk.entries()}));
  CHECK_FALSE(shelf.head(feed));
  const auto one = tests::next_entry(desk.library, feed::EntryType::heartbeat, {});
  const auto other = tests::next_entry(desk.library, feed::EntryType::profile,
                                       to_bytes(bytes_of(R"({"name":"Other"})")));
  const auto proof = feed::make_fork_proof(one.header, other.header).value();
  CHECK(shelf.keep({.feed = feed, .forks = {proof}}));
  CHECK(shelf.fork(feed) == proof);
}

TEST_CASE("what is forgotten is not found any more, unless more of it is being written") {
  Desk desk;
  const auto feed = desk.library.self.feed;
  REQUIRE(desk.shelf.keep({.feed = feed, .entries = desk.entries()}));
  auto expected = desk.held.expect(feed);
  CHECK_FALSE(desk.shelf.forget(feed));
  CHECK(desk.shelf.head(feed));
  expected.reset();
  CHECK(desk.shelf.forget(feed));
  CHECK_FALSE(desk.shelf.head(feed));
  CHECK(desk.shelf.feeds_of_key(recon::order_key_of(feed)).empty());
}

}  // namespace waarmerk::node::actions
