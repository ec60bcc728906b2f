#include "node/actions/recover_feed.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "node/actions/accept_entries.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/exchange_gossip.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/records/badges.hpp"
#include "node/records/organisation.hpp"
#include "node/task/await_call.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/peer_fetcher.hpp"
#include "tests/support/step_background.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

/// What the store holds, as a backup would have it.
storage::Batch copy_of(const storage::Store& store) {
  storage::Batch rows;
  for (std::size_t index = 0; index < records::family_names.size(); ++index) {
    const storage::Family family{index};
    REQUIRE(store.scan(family, {}, [&](ByteView key, ByteView value) {
      rows.put(family, key, value);
      return true;
    }));
  }
  return rows;
}

std::unique_ptr<Exchange> start(Ports& ports, Background& background) {
  auto exchange = Exchange::start(ports, background, {});
  REQUIRE(exchange);
  return std::move(*exchange);
}

/// A library that issued a badge, was backed up, revoked the badge, and comes back from the backup.
/// An employer heard all that it said.
struct Restored {
  records::Records load() {
    REQUIRE(store.write(copy_of(library.memory.store), storage::Durability::durable));
    REQUIRE(run_task(change_status(library.ports, {.badge_id = tests::id_of(badge)})));
    library.define("Digitaal startpunt");
    REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(library))));
    auto loaded = records::Records::load(store, journal);
    REQUIRE(loaded);
    return std::move(*loaded);
  }

  void recover() {
    RecoveryOptions options;
    options.peers = [this] { return peers; };
    options.wait = [this](std::int64_t ms) { return wait(ms); };
    options.ask_links = [this](bool is_wanted) { asks_links = is_wanted; };
    options.alone_ms = alone_ms;
    options.is_ordinary_start = is_ordinary;
    options.fetch_own_feed = [this](bool recovering) {
      exchange->recover_own_feed(recovering);
      if (recovering) exchange->sync_now();
    };
    CHECK(tests::run_on(context, recover_with(std::move(options))));
  }
  Task<bool> recover_with(RecoveryOptions options) {
    co_await recover_feed(ports, std::move(options));
    co_return true;
  }
  /// Time passes, and what runs beside the recovery goes on.
  Task<void> wait(std::int64_t ms) {
    ++rounds;
    on_wait();
    clock.advance(ms);
    for (int turn = 0; turn < 200; ++turn) {
      background.wake(clock.now());
      co_await boost::asio::post(context, boost::asio::use_awaitable);
    }
  }
  Result<void> say_something() {
    return run_task(publisher.publish({.type = feed::EntryType::heartbeat}, {}));
  }
  std::optional<feed::Header> head() const { return records.feeds.head(library.self.feed); }
  std::optional<feed::Header> head_elsewhere() const {
    return employer.memory.records.feeds.head(library.self.feed);
  }
  int next_list() {
    storage::Batch rows;
    return static_cast<int>(
        records.statuses.draw(rows, {"revocation", "https://library.example"}, library.random)
            .list);
  }
  bool is_revoked() const {
    const auto row = records::find_badge(store, tests::id_of(badge));
    return records.statuses.is_set(*(*row)->revocation);
  }

  TestNode library{"library.example", 1};
  TestNode employer{"employer.example", 2};
  json::Document badge = library.award(library.define("Taalmaatje"));
  tests::FragileStore store{records::family_names.size()};
  storage::Journal journal{store};
  records::Records records = load();
  tests::FixedClock& clock = library.clock;
  boost::asio::io_context context;
  tests::StepBackground employer_background{context};
  std::unique_ptr<Exchange> employer_exchange = start(employer.ports, employer_background);
  tests::PeerFetcher fetcher{"https://employer.example", employer_exchange.get(), &employer.self};
  Publisher publisher{library.self, records, clock, feed::Standing::asking};
  Ports ports{clock, library.random, library.self, records, publisher, fetcher};
  tests::StepBackground background{context};
  std::unique_ptr<Exchange> exchange = start(ports, background);
  std::vector<std::string> peers{"https://employer.example"};
  std::function<void()> on_wait = [] {};
  std::int64_t alone_ms = 0;
  bool is_ordinary = false;
  bool asks_links = false;
  int rounds = 0;
};

/// With the employer as a peer of the exchange too.
struct RestoredAndLinked : Restored {
  RestoredAndLinked() {
    REQUIRE(tests::run_on(context, exchange->add_peer("https://employer.example")));
  }
};

}  // namespace

TEST_CASE("a restored node takes back what it said before it says anything") {
  RestoredAndLinked node;
  CHECK(node.head()->seq < node.head_elsewhere()->seq);
  CHECK_FALSE(node.is_revoked());
  CHECK(node.say_something().error().code == feed::not_safe);
  node.recover();
  CHECK(node.publisher.standing() == feed::Standing::safe);
  CHECK(node.head() == node.head_elsewhere());
  CHECK(node.is_revoked());
  REQUIRE(node.say_something());
  CHECK(node.head()->seq == node.head_elsewhere()->seq + 1);
  CHECK(node.head()->prev == feed::entry_hash(*node.head_elsewhere()));
}

TEST_CASE("after a restore no place of the old lists is given again") {
  RestoredAndLinked node;
  node.recover();
  REQUIRE(node.say_something());
  storage::Batch rows;
  CHECK(node.records.statuses
            .draw(rows, {"revocation", "https://library.example"}, node.library.random)
            .list == 3);
  CHECK(node.records.statuses
            .draw(rows, {"suspension", "https://library.example"}, node.library.random)
            .list == 4);
}

TEST_CASE("where it is safe already nobody is asked") {
  Restored node;
  node.publisher.stand(feed::Standing::safe);
  node.recover();
  CHECK(node.fetcher.asked == 0);
  storage::Batch rows;
  CHECK(node.records.statuses
            .draw(rows, {"revocation", "https://library.example"}, node.library.random)
            .list == 1);
}

TEST_CASE("while no peer answers nothing is said, and one that comes back is enough") {
  RestoredAndLinked node;
  node.fetcher.gone = true;
  node.on_wait = [&] {
    CHECK(node.say_something().error().code == feed::not_safe);
    if (node.rounds == 3) node.fetcher.gone = false;
  };
  node.recover();
  CHECK(node.rounds >= 3);
  CHECK(node.head() == node.head_elsewhere());
}

TEST_CASE("where the last peer that is silent is removed there is nobody to wait for") {
  Restored node;
  node.fetcher.gone = true;
  node.on_wait = [&] { node.peers.clear(); };
  node.recover();
  CHECK(node.rounds == 1);
  CHECK(node.publisher.standing() == feed::Standing::safe);
}

TEST_CASE("links are asked meanwhile, and what they know first ends the recovery") {
  Restored node;
  node.fetcher.gone = true;
  node.on_wait = [&] {
    CHECK(node.asks_links);
    if (node.rounds == 2) node.publisher.stand(feed::Standing::safe);
  };
  node.recover();
  CHECK(node.rounds == 2);
  CHECK_FALSE(node.asks_links);
}

TEST_CASE("what links call safe is not, where a peer has shown more") {
  Restored node;  // whose exchange has no peers, and fetches nothing
  int safe_rounds = 0;
  node.on_wait = [&] {
    if (node.rounds > 1) node.fetcher.gone = true;
    node.publisher.stand(feed::Standing::safe);
    CHECK(node.publisher.standing() == feed::Standing::behind);
    CHECK(node.say_something().error().code == feed::not_safe);
    if (node.rounds < 4) return;
    auto missing = tests::entries_of(node.library, node.head()->seq);
    REQUIRE(run_task(accept_entries(node.ports, std::move(missing))));
    ++safe_rounds;
  };
  node.recover();
  CHECK(safe_rounds == 1);
  CHECK(node.publisher.standing() == feed::Standing::safe);
  CHECK(node.head() == node.head_elsewhere());
}

TEST_CASE("where there is no peer, those who dialled us have a while to come again") {
  Restored node;
  node.peers.clear();
  node.alone_ms = 10 * second_ms;
  const auto begun = node.clock.now();
  node.on_wait = [&] { CHECK(node.say_something().error().code == feed::not_safe); };
  node.recover();
  CHECK(node.clock.now() - begun >= 10 * second_ms);
  CHECK(node.publisher.standing() == feed::Standing::safe);
}

TEST_CASE(
    "a disk that was put back as a whole shows by what a peer knows, and from then on itself") {
  RestoredAndLinked node;
  node.is_ordinary = true;
  node.on_wait = [&] {
    CHECK(node.say_something().error().code == feed::not_safe);
    CHECK(records::load_instance(node.store).value() == Bytes());
  };
  node.recover();
  CHECK(node.rounds > 0);
  CHECK(node.head() == node.head_elsewhere());
  CHECK(node.publisher.standing() == feed::Standing::safe);
  CHECK(node.publisher.is_confirmed());
  CHECK(node.next_list() == 3);
}

TEST_CASE("at an ordinary start one peer that knows no more is enough, and lists go on") {
  Restored node;
  REQUIRE(run_task(accept_entries(node.ports, tests::entries_of(node.library, node.head()->seq))));
  node.is_ordinary = true;
  node.peers.insert(node.peers.begin(), "https://gone.example");
  const auto list = node.next_list();
  node.recover();
  CHECK(node.rounds == 0);
  CHECK(node.publisher.standing() == feed::Standing::safe);
  CHECK(node.publisher.is_confirmed());
  CHECK(node.next_list() == list);
}

TEST_CASE(
    "an ordinary start looks for a peer a while, and goes on unconfirmed where none answers") {
  Restored node;
  node.is_ordinary = true;
  node.fetcher.gone = true;
  const auto begun = node.clock.now();
  node.on_wait = [&] { CHECK(node.say_something().error().code == feed::not_safe); };
  node.recover();
  CHECK(node.clock.now() - begun >= look_ms);
  CHECK(node.clock.now() - begun < 2 * look_ms);
  CHECK(node.publisher.standing() == feed::Standing::safe);
  CHECK_FALSE(node.publisher.is_confirmed());
}

TEST_CASE("an ordinary start without peers asks nobody") {
  Restored node;
  node.is_ordinary = true;
  node.peers.clear();
  node.recover();
  CHECK(node.rounds == 0);
  CHECK(node.publisher.standing() == feed::Standing::safe);
  CHECK_FALSE(node.publisher.is_confirmed());
}

TEST_CASE("without any peer a mirror of our own feed shows what we said, and gives it back") {
  for (const bool is_ordinary : {false, true}) {
    Restored node;
    node.peers.clear();
    node.is_ordinary = is_ordinary;
    node.library.self.mirrors = {"https://employer.example/bot/1"};
    node.on_wait = [&] { CHECK(node.exchange->peers().empty()); };  // a mirror is no peer
    node.recover();
    CHECK(node.rounds > 0);
    CHECK(node.head() == node.head_elsewhere());
    CHECK(node.is_revoked());
    CHECK(node.publisher.standing() == feed::Standing::safe);
    CHECK(node.exchange->peers().empty());
  }
}

TEST_CASE("mirrors are asked at once: however many are dead, a start waits for one") {
  /// Says nothing to anybody until all three are asked.
  struct Together final : fetch::Fetcher {
    Task<Result<fetch::Fetched>> fetch(fetch::FetchRequest /*request*/) override {
      if (waiting.size() < 2) {
        co_await await_call<bool>([this](Done<bool> done) { waiting.push_back(std::move(done)); });
      } else {
        for (auto& done : waiting) done(true);
      }
      co_return fail(fetch::fetch_failed, "Nobody answers.");
    }
    std::vector<Done<bool>> waiting;
  };
  TestNode library("library.example");
  library.self.mirrors = {"https://a.example/bot/1", "https://b.example/bot/1",
                          "https://c.example/bot/1"};
  boost::asio::io_context context;  // outlives what waits in it
  Together fetcher;
  Publisher publisher(library.self, library.memory.records, library.clock, feed::Standing::asking);
  Ports ports{library.clock,          library.random, library.self,
              library.memory.records, publisher,      fetcher};
  RecoveryOptions options;
  options.peers = [] { return std::vector<std::string>(); };
  options.is_ordinary_start = true;
  tests::begin(context, recover_feed(ports, std::move(options)));
  context.poll();
  CHECK(fetcher.waiting.size() == 2);
  CHECK(publisher.standing() == feed::Standing::safe);
}

TEST_CASE("a mirror that shows no more is no answer: who is a peer is waited for") {
  Restored node;
  REQUIRE(run_task(accept_entries(node.ports, tests::entries_of(node.library, node.head()->seq))));
  node.library.self.mirrors = {"https://employer.example/bot/1"};
  node.peers = {"https://gone.example"};
  node.on_wait = [&] {
    CHECK(node.publisher.standing() == feed::Standing::asking);
    if (node.rounds == 3) node.peers.clear();
  };
  node.recover();
  CHECK(node.rounds == 3);
  CHECK(node.publisher.standing() == feed::Standing::safe);
  CHECK_FALSE(node.publisher.is_confirmed());
}

TEST_CASE("a node that has said two things says no more") {
  RestoredAndLinked node;
  node.publisher.stand(feed::Standing::safe);
  node.clock.advance(second_ms);
  REQUIRE(node.say_something());
  node.publisher.stand(feed::Standing::asking);
  node.recover();
  CHECK(node.publisher.standing() == feed::Standing::forked);
  node.publisher.stand(feed::Standing::safe);
  CHECK(node.say_something().error().code == feed::not_safe);
}

TEST_CASE("where the disk is full the recovery ends, and it is not safe") {
  Restored node;
  node.store.is_full = true;
  node.recover();
  CHECK(node.publisher.standing() == feed::Standing::asking);
}

}  // namespace waarmerk::node::actions
