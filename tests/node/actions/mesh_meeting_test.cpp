// Strangers who name DIDs of somebody else's host, so that we ask there.
#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "crypto/json/parse.hpp"
#include "node/actions/mesh_links.hpp"
#include "node/feed/payload.hpp"
#include "tests/support/acquaintance.hpp"
#include "tests/support/lane.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::House;

std::string victim(int number) { return "did:web:victim.example:" + std::to_string(number); }

/// A socket over TLS, of which both ends know what only they do.
class Sealed final : public Socket {
 public:
  Sealed(Socket& under, std::optional<link::Exporter> exporter)
      : under_(under), exporter_(exporter) {}

  Task<Result<Bytes>> receive() override { return under_.receive(); }
  Task<Result<void>> send(Bytes message) override { return under_.send(std::move(message)); }
  void close() override { under_.close(); }
  void expire_after_ms(int ms) override { under_.expire_after_ms(ms); }
  std::optional<ByteArray<32>> exporter() override { return exporter_; }

 private:
  Socket& under_;
  std::optional<link::Exporter> exporter_;
};

/// A library that anybody may dial, and what it asks of others.
struct Door : tests::Lane {
  Door() { open(library); }

  struct Caller {
    std::string did;
    std::string address = {};
    std::int64_t clock_ahead_ms = 0;
    std::optional<link::Exporter> exporter = {};
  };
  /// Somebody dials, says to be this DID, and has the key that it names.
  std::unique_ptr<Socket> call(Caller who) {
    caller.answer = [this, who](Socket& socket) -> Task<void> {
      Sealed sealed(socket, who.exporter);
      co_await library.mesh->converse(sealed, who.address);
    };
    auto socket = run(greet(std::move(who)));
    settle();
    return socket;
  }
  void knock(const std::string& did, const std::string& address) {
    call({.did = did, .address = address})->close();
    settle();
  }
  Task<std::unique_ptr<Socket>> greet(Caller who) {
    auto socket = co_await caller.dial("", "");
    auto options = somebody.options(link::Role::dialler);
    options.did = std::move(who.did);
    options.now = library.node.clock.now() + who.clock_ahead_ms;
    options.exporter = who.exporter;
    link::Handshake handshake(std::move(options));
    while (handshake.need() == nullptr) {
      while (auto frame = handshake.poll()) co_await (*socket)->send(std::move(*frame));
      const auto frame = co_await (*socket)->receive();
      const bool goes_on = frame && handshake.take(*frame);
      if (!goes_on) break;
    }
    while (auto frame = handshake.poll()) co_await (*socket)->send(std::move(*frame));
    co_return *std::move(socket);
  }
  std::ptrdiff_t asked(std::string_view host = "victim.example") const {
    return std::ranges::count_if(library.node.fetcher.asked(), [&](const std::string& url) {
      return url.starts_with("https://" + std::string(host) + "/");
    });
  }

  House& library = add("library.example");
  tests::Stranger somebody{99};
  tests::PipeDialler caller{context};
};

/// Feeds of made-up DIDs, as whoever made them up would hold them.
void make_up(House& stranger, int count) {
  for (int number = 0; number < count; ++number) {
    const auto text =
        R"({"@context":["https://www.w3.org/ns/did/v1"],"id":")" + victim(number) + R"("})";
    const auto document = json::parse(text).value();
    const auto now = stranger.node.clock.now();
    const auto payload = feed::encode_did_snapshot(document.root(), now).value();
    const feed::Header header{.type = feed::EntryType::did_log,
                              .feed = feed::feed_id_of(did::Did::parse(victim(number)).value()),
                              .ts = now,
                              .payload_size = static_cast<std::uint32_t>(payload.size()),
                              .payload_hash = sha256(payload)};
    storage::Batch rows;
    stranger.node.memory.records.feeds.save(rows, {.header = header, .payload = payload}, now);
    stranger.node.memory.write(rows);
  }
}

}  // namespace

TEST_CASE("of a link it is known who is there, whether it is bound to TLS, and by what clock") {
  Door door;
  link::Exporter exporter{};
  SUBCASE("bound, with a clock that is behind") {
    exporter.fill(7);
    const auto socket = door.call(
        {.did = door.somebody.did, .clock_ahead_ms = -6 * minute_ms, .exporter = exporter});
    const auto states = door.library.mesh->link_states();
    REQUIRE(states.size() == 1);
    CHECK(states[0].did->text() == door.somebody.did);
    CHECK(states[0].is_bound);
    CHECK(states[0].clock_ahead_ms == -6 * minute_ms);
    CHECK(states[0].endpoint.empty());
    socket->close();
    door.settle();
    CHECK(door.library.mesh->link_states().empty());
  }
  SUBCASE("unbound, and dialled") {
    House& employer = door.add("employer.example");
    door.open(employer);
    door.link(employer, door.library);
    const auto states = employer.mesh->link_states();
    REQUIRE(states.size() == 1);
    CHECK(states[0].did == door.library.node.self.did);
    CHECK_FALSE(states[0].is_bound);
    CHECK(states[0].endpoint == "https://library.example/bot/1");
    CHECK(states[0].clock_ahead_ms == 0);
  }
}

TEST_CASE("a node tells where it can be dialled, and others are told of it") {
  Door door;
  House& employer = door.add("employer.example");
  House& school = door.add("school.example");
  door.open(employer);
  door.link(employer, door.library);
  for (int i = 0; i < 6; ++i) door.pass(5 * second_ms);
  door.open(school);
  door.link(school, door.library);
  for (int i = 0; i < 12 && school.dialler.dialled.contains("library"); ++i)
    door.pass(5 * second_ms);
  CHECK(school.dialler.dialled == "https://employer.example/bot/1/ws");
}

TEST_CASE("who dials and names DIDs of one host has it asked sixteen times, and no more") {
  Door door;
  for (int number = 0; number < 100; ++number) door.knock(victim(number), "93.184.216.34");
  CHECK(door.asked() == 16);
  // Others are asked about still, there and elsewhere.
  door.knock(victim(1000), "198.51.99.7");
  CHECK(door.asked() == 17);
  door.knock("did:web:honest.example", "93.184.216.34");
  CHECK(door.asked("honest.example") == 1);
  door.library.node.clock.advance(30 * second_ms);
  for (int number = 0; number < 10; ++number) door.knock(victim(number), "93.184.216.34");
  CHECK(door.asked() == 18);
}

TEST_CASE(
    "from many addresses one host is asked sixty-four times, and the nodes of others get in") {
  Door door;
  for (int number = 0; number < 200; ++number)
    door.knock(victim(number), "93.184." + std::to_string(number) + ".34");
  CHECK(door.asked() == 64);
  House& honest = door.add("honest.example");
  door.open(honest);
  door.link(honest, door.library);
  CHECK(door.library.mesh->links() == 1);
}

TEST_CASE("who brings feeds of made-up DIDs has their host asked sixteen times, then seldom") {
  Door door;
  House& stranger = door.add("stranger.example");
  make_up(stranger, 100);
  House& honest = door.add("honest.example");
  for (House* house : {&stranger, &honest}) {
    door.open(*house);
    door.link(*house, door.library);
  }
  for (int times = 0; times < 24; ++times) door.pass(5 * second_ms);
  REQUIRE(door.library.mesh->links() == 2);
  CHECK(door.asked() >= 16);
  CHECK(door.asked() <= 16 + 5);  // in two minutes
  CHECK(door.library.head_of(honest) == honest.head_of(honest));
  CHECK(door.library.head_of(stranger) == stranger.head_of(stranger));
}

}  // namespace waarmerk::node::actions
