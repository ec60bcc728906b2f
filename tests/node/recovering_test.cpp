#include "node/recovering.hpp"

#include <doctest/doctest.h>

#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "node/actions/accept_entries.hpp"
#include "node/records/organisation.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/lane.hpp"

namespace waarmerk::node {
namespace {

using feed::Standing;
using tests::House;

std::unique_ptr<actions::Exchange> start(actions::Ports& ports, actions::Background& background) {
  auto started = actions::Exchange::start(ports, background, {});
  REQUIRE(started);
  return std::move(*started);
}

/// A library that was put back from a backup. An employer knows what it said since.
struct Restored : tests::Lane {
  Restored() {
    tests::TestNode before("library.example", 1);
    for (int i = 0; i < 3; ++i) REQUIRE(say_something(before));
    REQUIRE(
        tests::run_task(actions::accept_entries(employer.node.ports, tests::entries_of(before))));
    newest = before.memory.records.feeds.head(library.feed()).value();
    open(employer);
    library.mesh->on_event([this](const mesh::Event& event) {
      if (const auto* stands = std::get_if<mesh::OwnFeedStands>(&event)) recovering.hear(*stands);
      if (const auto* ahead = std::get_if<mesh::OwnFeedAhead>(&event)) {
        library.node.publisher.seen(ahead->head);
      }
    });
    library.node.publisher.stand(Standing::asking);
  }

  static Result<void> say_something(tests::TestNode& node) {
    return tests::run_task(node.publisher.publish({.type = feed::EntryType::heartbeat}, {}));
  }
  /// Time passes, and who is linked goes on.
  Task<void> wait(std::int64_t ms) {
    CHECK(say_something(library.node).error().code == feed::not_safe);
    for (House* house : {&library, &employer}) {
      house->node.clock.advance(ms);
      house->background.wake(house->node.clock.now());
    }
    for (int turn = 0; turn < 200; ++turn) {
      co_await boost::asio::post(context, boost::asio::use_awaitable);
    }
    if (++waits == 3) employer.mesh->peers_are({library.node.self.url});
  }
  bool recover() { return run(recovering.run()); }

  House& library = add("library.example");
  House& employer = add("employer.example");
  feed::Header newest;
  int waits = 0;
  tests::StepBackground background{context};
  std::unique_ptr<actions::Exchange> exchange = start(library.node.ports, background);
  Recovering recovering{{.ports = library.node.ports,
                         .exchange = *exchange,
                         .mesh = open(library),
                         .wait = [this](std::int64_t ms) { return wait(ms); }},
                        true};
};

}  // namespace

TEST_CASE("a library without peers takes back what it said from who dials it, and then speaks") {
  Restored town;
  storage::Batch rows;
  records::save_met_others(rows);
  town.library.node.memory.write(rows);
  town.employer.dialler.answer = [&town](Socket& socket) {
    return town.library.mesh->converse(socket);
  };
  CHECK(town.library.head_of(town.library)->seq < town.newest.seq);
  CHECK(town.recover());
  CHECK(town.waits >= 3);
  CHECK(town.library.head_of(town.library) == town.newest);
  REQUIRE(Restored::say_something(town.library.node));
  CHECK(town.library.head_of(town.library)->prev == feed::entry_hash(town.newest));
  CHECK_FALSE(town.recover());  // it is safe
}

TEST_CASE("a library that has no peers, and never met anybody, waits for nobody") {
  Restored town;
  CHECK(town.recover());
  CHECK(town.waits == 0);
}

TEST_CASE("what links say counts only while it is asked for") {
  Restored town;
  town.recovering.hear({.standing = Standing::safe});
  CHECK(town.library.node.publisher.standing() == Standing::asking);
}

}  // namespace waarmerk::node
