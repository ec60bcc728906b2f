#include "node/actions/start_epoch.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include "did/did_webvh.hpp"
#include "did/webvh_controller.hpp"
#include "did/webvh_log.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/keep_current.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/own_did.hpp"
#include "node/actions/own_document.hpp"
#include "node/records/badges.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::NodeMethod;
using tests::run_task;
using tests::TestNode;

/// A library whose log names a new feed key for the next epoch; it was started again since.
struct Renewed {
  Renewed() : badge(library.award(library.define("Taalmaatje"))) {
    const auto known = get_log(library.memory.store, library.self.did);
    REQUIRE(known);
    const auto log =
        did::WebvhLog::read(known->log, did::scid_of(library.self.did), library.clock.now());
    const auto document = write_own_document({.did = library.self.did,
                                              .url = library.self.url,
                                              .issuing_fragment = "issuing-1",
                                              .issuing = library.issuing->public_key(),
                                              .feed = tests::update_key(77)->public_key(),
                                              .epoch = 1});
    const auto now = tests::update_key(2);
    const auto line = did::continue_webvh(log.entries().back(), document->source(),
                                          {.now = *now, .next = tests::update_key(3)->public_key()},
                                          library.clock.now());
    REQUIRE(line);
    storage::Batch rows;
    records::save_log(rows, did::scid_of(library.self.did),
                      {known->log + *line + "\n", "", "own", library.clock.now() + second_ms});
    library.memory.write(rows);
    library.clock.advance(minute_ms);
    start_again();
  }

  void start_again() {
    const auto organisation = *records::load_organisation(library.memory.store);
    const auto history = load_own_history(library.memory.store, *organisation);
    auto made = make_identity(*organisation, {*library.issuing, *feed_key}, *history);
    REQUIRE(made);
    self.emplace(std::move(*made));
    publisher.emplace(*self, library.memory.records, library.clock, feed::Standing::safe);
    ports.emplace(library.clock, library.random, *self, library.memory.records, *publisher,
                  library.fetcher);
  }
  /// Another entry in the place of the head, which the old key signed too.
  feed::ForkProof fork() {
    const auto& feeds = library.memory.records.feeds;
    const auto head = *feeds.head(library.self.feed);
    auto other = head;
    other.ts = other.ts + 1;
    REQUIRE(feed::sign_header(other, *library.feed_signer));
    storage::Batch rows;
    const auto proof = *feed::make_fork_proof(head, other);
    library.memory.records.feeds.save_fork(rows, proof);
    library.memory.write(rows);
    return proof;
  }
  feed::Header head() const { return *library.memory.records.feeds.head(library.self.feed); }

  TestNode library{"library.example", 1, NodeMethod::webvh};
  json::Document badge;
  std::unique_ptr<keys::Signer> feed_key = tests::update_key(77);
  std::optional<Identity> self;
  std::optional<Publisher> publisher;
  std::optional<Ports> ports;
};

}  // namespace

TEST_CASE("a forked feed goes on in the epoch that the DID names, and says all anew") {
  Renewed renewed;
  const auto before = renewed.head();
  const auto proof = renewed.fork();
  REQUIRE(run_task(keep_current(*renewed.ports)));
  const auto& feeds = renewed.library.memory.records.feeds;
  const auto first = feeds.headers(renewed.self->feed, 1, {1, 1}, 1);
  REQUIRE(first.size() == 1);
  CHECK(first[0].type == feed::EntryType::epoch);
  CHECK(first[0].prev == feed::entry_hash(before));
  const auto start = feed::decode_epoch_start(*feeds.payload(first[0].payload_hash));
  REQUIRE(start);
  CHECK(start->fork == feed::fork_proof_hash(proof));
  CHECK(start->did_version.starts_with("2-"));
  const auto said = feeds.headers(renewed.self->feed, 1, {2, 99}, 99);
  const auto count = [&](feed::EntryType type) {
    return std::ranges::count(said, type, &feed::Header::type);
  };
  CHECK(count(feed::EntryType::did_log) == 2);
  CHECK(count(feed::EntryType::profile) == 1);
  CHECK(count(feed::EntryType::status) == 2);
  const auto end = renewed.head();
  REQUIRE(run_task(keep_current(*renewed.ports)));
  CHECK(renewed.head() == end);
}

TEST_CASE("an epoch is not begun without need, and not before peers were asked") {
  TestNode library("library.example", 1, NodeMethod::webvh);
  const auto head = *library.memory.records.feeds.head(library.self.feed);
  REQUIRE(run_task(start_epoch(library.ports)));
  CHECK(*library.memory.records.feeds.head(library.self.feed) == head);
  Renewed renewed;
  const auto before = renewed.head();
  renewed.publisher->stand(feed::Standing::asking);
  REQUIRE(run_task(start_epoch(*renewed.ports)));
  CHECK(renewed.head() == before);
  renewed.publisher->stand(feed::Standing::safe);
  REQUIRE(run_task(start_epoch(*renewed.ports)));
  CHECK(renewed.head().epoch == 1);
  const auto start = feed::decode_epoch_start(
      *renewed.library.memory.records.feeds.payload(renewed.head().payload_hash));
  CHECK_FALSE(start->fork);
}

TEST_CASE("what the other branch revoked is revoked, and no place is given twice") {
  Renewed renewed;
  auto& library = renewed.library;
  const auto place =
      (*records::find_badge(library.memory.store, tests::id_of(renewed.badge)))->revocation;
  renewed.fork();
  auto branch = tests::no_entries_of(library);
  branch.branch_payloads = {
      tests::status_payload(tests::list_of(library, {.set = {place->index}}))};
  REQUIRE(run_task(accept_entries(*renewed.ports, std::move(branch))));
  CHECK_FALSE(library.memory.records.statuses.is_set(*place));
  REQUIRE(run_task(keep_current(*renewed.ports)));
  CHECK(library.memory.records.statuses.is_set(*place));
  const auto list = *records::find_published_list(library.memory.store, place->list);
  CHECK(list);
  storage::Batch rows;
  CHECK(library.memory.records.statuses
            .draw(rows, {"revocation", "https://library.example"}, library.random)
            .list > 2);
}

TEST_CASE("who deactivated its DID tells that, ends its feed, and is served as it was") {
  TestNode library("library.example", 1, NodeMethod::webvh);
  const auto known = get_log(library.memory.store, library.self.did);
  const auto log =
      did::WebvhLog::read(known->log, did::scid_of(library.self.did), library.clock.now());
  const auto line =
      did::deactivate_webvh(log.entries().back(), *tests::update_key(2), library.clock.now());
  REQUIRE(line);
  storage::Batch rows;
  records::save_log(rows, did::scid_of(library.self.did),
                    {known->log + *line + "\n", "", "own", library.clock.now() + second_ms});
  library.memory.write(rows);
  const auto organisation = *records::load_organisation(library.memory.store);
  const auto self = make_identity(*organisation, {*library.issuing, *library.feed_signer},
                                  *load_own_history(library.memory.store, *organisation));
  REQUIRE(self);
  CHECK(is_over(self->documents));
  CHECK(self->document.id() == library.self.did);
  CHECK_FALSE(is_over(library.self.documents));
  Publisher publisher(*self, library.memory.records, library.clock, feed::Standing::safe);
  Ports ports{library.clock,          library.random, *self,
              library.memory.records, publisher,      library.fetcher};
  CHECK(publisher.expect_open().error().code == feed::ended);
  REQUIRE(run_task(keep_current(ports)));
  const auto& feeds = library.memory.records.feeds;
  const auto head = *feeds.head(library.self.feed);
  CHECK(head.type == feed::EntryType::close);
  const auto before = feeds.headers(library.self.feed, 0, {head.seq - 1, head.seq - 1}, 1);
  CHECK(before.front().type == feed::EntryType::did_log);
  REQUIRE(run_task(keep_current(ports)));
  CHECK(*feeds.head(library.self.feed) == head);
  TestNode employer("employer.example", 2);
  REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(library))));
  const auto heard = get_documents(employer.memory.store, library.self.did);
  REQUIRE(heard);
  CHECK(is_over(*heard));
}

}  // namespace waarmerk::node::actions
