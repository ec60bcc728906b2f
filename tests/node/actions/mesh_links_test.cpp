#include "node/actions/mesh_links.hpp"

#include <doctest/doctest.h>

#include <set>

#include "node/actions/link_memory.hpp"
#include "node/gossip/decode_as.hpp"
#include "node/mesh/marks.hpp"
#include "node/records/addresses.hpp"
#include "node/records/organisation.hpp"
#include "tests/support/lane.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::House;

tests::Lane::Known with_room(FeedRoom& room) {
  tests::Lane::Known known;
  known.room = &room;
  return known;
}

/// A library, and an employer that dials it.
struct Street : tests::Lane {
  Street() {
    open(library);
    open(employer);
  }

  void meet() {
    link(employer, library);
    pass(3 * second_ms);
  }

  House& library = add("library.example");
  House& employer = add("employer.example");
};

/// A socket on which, after the greetings, comes what is no frame.
class Spoilt final : public Socket {
 public:
  explicit Spoilt(Socket& under) : under_(under) {}

  Task<Result<Bytes>> receive() override {
    if (++received_ <= 2) co_return co_await under_.receive();
    co_return Bytes{0x82};
  }
  Task<Result<void>> send(Bytes message) override { return under_.send(std::move(message)); }
  void close() override { under_.close(); }
  void expire_after_ms(int ms) override { under_.expire_after_ms(ms); }
  std::optional<ByteArray<32>> exporter() override { return under_.exporter(); }

 private:
  Socket& under_;
  int received_ = 0;
};

/// A socket that hands on what the test says once the greetings are over, and says nothing more
/// itself before the gate opens.
class Clogged final : public Socket {
 public:
  explicit Clogged(Socket& under) : under_(under) {}

  Task<Result<Bytes>> receive() override {
    if (++received_ <= 2) co_return co_await under_.receive();
    auto heard = co_await heard_.take();
    if (!heard) co_return fail(socket_closed, "It was closed.");
    co_return std::move(*heard);
  }
  Task<Result<void>> send(Bytes message) override {
    if (received_ > 2) co_await gate_.take();
    said.push_back(message);
    co_return co_await under_.send(std::move(message));
  }
  void close() override {
    heard_.close();
    gate_.close();
    under_.close();
  }
  void expire_after_ms(int ms) override { under_.expire_after_ms(ms); }
  std::optional<ByteArray<32>> exporter() override { return under_.exporter(); }

  void hear(const gossip::Frame& frame) { heard_.put(gossip::encode_frame(frame)); }
  void open_gate() { gate_.close(); }

  std::vector<Bytes> said;

 private:
  Socket& under_;
  Mailbox<Bytes> heard_;
  Mailbox<bool> gate_;
  int received_ = 0;
};

}  // namespace

TEST_CASE("who asks and does not listen is told why the link ends, and nothing else that waits") {
  Street street;
  Clogged* clogged = nullptr;
  std::vector<Bytes> said;
  street.employer.dialler.answer = [&](Socket& socket) -> Task<void> {
    Clogged narrow(socket);
    clogged = &narrow;
    co_await street.library.mesh->converse(narrow);
    said = narrow.said;
    clogged = nullptr;
  };
  street.employer.mesh->peers_are({street.library.node.self.url});
  street.settle();
  REQUIRE(street.library.mesh->links() == 1);
  std::uint64_t number = 0;
  for (int round = 0; round < 8 && street.library.mesh->links() == 1; ++round) {
    for (int i = 0; i < 200; ++i) {
      gossip::HeadsRequest request;
      request.number = ++number;
      request.feeds = {street.library.feed()};
      clogged->hear(request);
    }
    street.pass(second_ms);
  }
  CHECK(street.library.mesh->links() == 0);
  CHECK(number > 1000);
  REQUIRE(clogged != nullptr);
  clogged->open_gate();
  clogged->hear(gossip::Ping{});
  street.settle();
  CHECK(said.size() <= 5);
  REQUIRE_FALSE(said.empty());
  const auto bye = gossip::decode_as<gossip::Bye>(said.back());
  REQUIRE(bye);
  CHECK(bye->code == gossip::bye_full);
}

TEST_CASE("what a library published and publishes comes along the link that an employer opened") {
  Street street;
  street.meet();
  CHECK(street.employer.dialler.dialled == "https://library.example/bot/1/ws");
  REQUIRE(street.employer.mesh->links() == 1);
  REQUIRE(street.library.mesh->links() == 1);
  CHECK(records::load_met_others(street.library.node.memory.store)->value() ==
        std::vector{street.employer.feed()});
  // What was there before is found by comparing.
  CHECK(street.employer.head_of(street.library) == street.library.head_of(street.library));
  CHECK(street.library.head_of(street.employer) == street.employer.head_of(street.employer));
  street.library.node.define("Taalmaatje");
  street.settle();
  CHECK(street.employer.head_of(street.library) == street.library.head_of(street.library));
}

TEST_CASE("who they are is to be known in ten seconds, and how long they talk is up to them") {
  Street street;
  street.meet();
  CHECK(*street.employer.dialler.limits == std::vector<int>{10'000, 10'000, 0, 0});
}

TEST_CASE("a node that starts dials where others were reached before, with no peer configured") {
  tests::Lane lane;
  auto& library = lane.add("library.example");
  auto& employer = lane.add("employer.example");
  lane.open(library);
  employer.dialler.answer = [&](Socket& socket) { return library.mesh->converse(socket); };
  auto& store = employer.node.memory.store;
  const std::string there = "https://library.example/bot/1", gone = "https://gone.example/bot/1";
  storage::Batch rows;
  records::save_addresses(rows, std::vector{gone, there});
  REQUIRE(store.write(rows, storage::Durability::buffered));
  lane.open(employer);
  lane.pass(3 * second_ms);
  CHECK(employer.mesh->links() == 1);
  CHECK(records::load_addresses(store).value() == std::vector{there, gone});
}

TEST_CASE("a configured peer needs not be remembered") {
  Street street;
  street.meet();
  REQUIRE(street.employer.mesh->links() == 1);
  CHECK(records::load_addresses(street.employer.node.memory.store)->empty());
}

TEST_CASE("whom a node met while it may not sign it did not meet before") {
  Street street;
  street.library.node.publisher.stand(feed::Standing::asking);
  street.meet();
  REQUIRE(street.library.mesh->links() == 1);
  CHECK_FALSE(*records::has_met_others(street.library.node.memory.store));
}

TEST_CASE("a stranger that names a peer's address for its own does not take that peer's place") {
  Street street;
  House& stranger = street.add("stranger.example");
  stranger.node.self.url = street.library.node.self.url;
  street.open(stranger);
  stranger.dialler.answer = [&](Socket& socket) { return street.employer.mesh->converse(socket); };
  stranger.mesh->peers_are({street.employer.node.self.url});
  street.pass(3 * second_ms);
  REQUIRE(street.employer.mesh->links() == 1);
  street.link(street.employer, street.library);
  street.pass(3 * second_ms);
  CHECK(street.employer.dialler.dialled == "https://library.example/bot/1/ws");
  CHECK(street.employer.mesh->links() == 2);
}

TEST_CASE("from one neighbourhood two are let in, and from beside us as many as come") {
  const auto let_in_from = [](const std::string& address) {
    tests::Lane lane;
    House& library = lane.add("library.example");
    std::vector<House*> callers;
    for (const auto* host : {"one.example", "two.example", "three.example"})
      callers.push_back(&lane.add(host));
    lane.open(library);
    for (House* caller : callers) {
      lane.open(*caller);
      caller->dialler.answer = [&library, address](Socket& socket) {
        return library.mesh->converse(socket, address);
      };
      caller->mesh->peers_are({library.node.self.url});
    }
    lane.pass(3 * second_ms);
    return library.mesh->links();
  };
  CHECK(let_in_from("93.184.216.34") == 2);
  CHECK(let_in_from("127.0.0.1") == 3);
}

TEST_CASE("of one domain one is let in, where its DID is of a host there") {
  tests::Lane lane;
  House& library = lane.add("library.example");
  House& one = lane.add("one.stranger.example");
  House& two = lane.add("two.stranger.example");
  lane.open(library);
  for (House* caller : {&one, &two}) {
    lane.open(*caller);
    lane.link(*caller, library);
  }
  lane.pass(3 * second_ms);
  CHECK(library.mesh->links() == 1);
}

TEST_CASE("who breaks a rule is left alone, and by the node that starts again too") {
  Street street;
  street.employer.dialler.answer = [&](Socket& socket) -> Task<void> {
    Spoilt spoilt(socket);
    co_await street.library.mesh->converse(spoilt);
  };
  street.employer.mesh->peers_are({street.library.node.self.url});
  street.pass(3 * second_ms);
  CHECK(street.library.mesh->links() == 0);
  const LinkMemory kept(street.library.node.memory.store);
  CHECK(kept.discouraged().size() == 2);  // its name and its domain

  tests::Lane later;
  House& library = later.add("library.example");
  House& employer = later.add("employer.example");
  House& school = later.add("school.example");
  LinkMemory(library.node.memory.store).discourage(kept.discouraged());
  later.open(library);
  for (House* caller : {&employer, &school}) {
    later.open(*caller);
    later.link(*caller, library);
  }
  later.pass(3 * second_ms);
  CHECK(library.mesh->links() == 1);
  CHECK(employer.mesh->links() == 0);
}

TEST_CASE("who stops says so, and lets nobody in any more") {
  Street street;
  street.meet();
  REQUIRE(street.library.mesh->talking() == 1);
  street.library.mesh->leave();
  street.settle();
  const auto said = gossip::decode_as<gossip::Bye>(street.employer.dialler.messages->back());
  REQUIRE(said);
  CHECK(said->code == gossip::bye_leaving);
  CHECK(street.employer.mesh->links() == 0);
  CHECK(street.library.mesh->talking() == 0);
  street.employer.dialler.dialled.clear();
  street.pass(3 * second_ms);
  CHECK_FALSE(street.employer.dialler.dialled.empty());
  CHECK(street.employer.mesh->links() == 0);
  CHECK(street.library.mesh->links() == 0);
}

TEST_CASE("a feed that is being written by another way is left to that") {
  Street street;
  auto expected = street.employer.node.memory.records.feeds.expect(street.library.feed());
  street.meet();
  REQUIRE(street.employer.mesh->links() == 1);
  CHECK_FALSE(street.employer.head_of(street.library));
  expected.reset();
  for (int i = 0; i < 20; ++i) street.pass(5 * second_ms);  // by then they have compared again
  CHECK(street.employer.head_of(street.library) == street.library.head_of(street.library));
}

TEST_CASE("what came by another way is told on") {
  Street street;
  street.meet();
  const House& third = street.add("school.example");
  const auto& theirs = third.node.memory.records.feeds;
  const auto head = theirs.head(third.node.self.feed).value();
  const auto all = theirs.headers(third.node.self.feed, 0, {.from = 1, .to = head.seq}, 100);
  auto& here = street.library.node.memory;
  storage::Batch rows;
  for (const auto& header : all) {
    here.records.feeds.save(rows,
                            {.header = header, .payload = theirs.payload(header.payload_hash)},
                            street.library.node.clock.now());
  }
  here.write(rows);
  street.library.mesh->arrived(all);
  street.settle();
  CHECK(street.employer.head_of(third) == head);
}

TEST_CASE("nobody is let in whose DID cannot be found, and nobody at all is dialled again later") {
  Street street;
  street.library.node.fetcher.forget_all();
  street.meet();
  CHECK(street.employer.mesh->links() == 0);
  CHECK(street.library.mesh->links() == 0);
  CHECK_FALSE(*records::has_met_others(street.library.node.memory.store));
  street.employer.dialler.answer = {};
  street.employer.dialler.dialled.clear();
  street.pass(minute_ms);
  CHECK(street.employer.dialler.dialled == "https://library.example/bot/1/ws");
}

TEST_CASE("a feed that was let go comes again over the link on which it is told of") {
  Street street;
  FeedRoom room(street.employer.node.memory.records.feeds, street.employer.feed());
  street.open(street.employer, with_room(room));
  street.meet();
  REQUIRE(street.employer.head_of(street.library));
  street.employer.mesh->forget(street.library.feed());
  street.employer.exchange->forgot({street.library.feed()});
  CHECK_FALSE(street.employer.head_of(street.library));
  CHECK(street.employer.mesh->links() == 1);
  SUBCASE("when they compare") {
    for (int i = 0; i < 15; ++i) street.pass(5 * second_ms);
  }
  SUBCASE("when it says something") {
    street.library.node.define("Taalmaatje");
    for (int i = 0; i < 10; ++i) street.pass(second_ms);  // its keys are written meanwhile
  }
  CHECK(street.employer.head_of(street.library) == street.library.head_of(street.library));
  CHECK(street.employer.mesh->links() == 1);
}

TEST_CASE("a stranger's feed brings no more in a day because the node starts again") {
  Street street;
  FeedRoom room(street.employer.node.memory.records.feeds, street.employer.feed());
  street.open(street.employer, with_room(room));
  street.meet();
  REQUIRE(street.employer.head_of(street.library));
  std::set<feed::FeedId> kept;
  bool is_whole = false;
  SUBCASE("a stranger's") {}
  SUBCASE("of whom we asked for") {
    kept.insert(street.library.feed());
    is_whole = true;
  }
  room.keep([&] { return kept; });
  street.open(street.employer, with_room(room));
  street.link(street.employer, street.library);
  auto& library = street.library.node;
  for (int i = 0; i < 6; ++i) {
    const auto large = R"({"name":")" + std::string(60'000, "abcdef"[i]) + R"("})";
    REQUIRE(tests::run_task(library.publisher.publish(
        {feed::EntryType::achievement, to_bytes(bytes_of(large)), 0}, storage::Batch())));
    street.pass(second_ms);
  }
  for (int i = 0; i < 15; ++i) street.pass(5 * second_ms);
  const bool has_all =
      street.employer.head_of(street.library) == street.library.head_of(street.library);
  CHECK(has_all == is_whole);
}

TEST_CASE("where there is no room nothing of a stranger is kept") {
  Street street;
  FeedRoom room(street.employer.node.memory.records.feeds, street.employer.feed(),
                {.strangers_max = 0});
  street.open(street.employer, with_room(room));
  street.meet();
  REQUIRE(street.employer.mesh->links() == 1);
  for (int i = 0; i < 40; ++i) street.pass(5 * second_ms);
  CHECK_FALSE(street.employer.head_of(street.library));
}

}  // namespace waarmerk::node::actions
