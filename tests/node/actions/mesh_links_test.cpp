#include "node/actions/mesh_links.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>

#include "node/feed/feed_keys.hpp"
#include "tests/support/pipe_dialler.hpp"
#include "tests/support/step_background.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

namespace asio = boost::asio;
using tests::StepBackground;
using tests::TestNode;

/// A node with its mesh, which knows the keys of every feed of the street.
struct House {
  House(const std::string& host, std::uint64_t seed, asio::io_context& context)
      : node(host, seed), background(context), dialler(context), strand(context.get_executor()) {}

  void open(const std::map<feed::FeedId, feed::FeedKeys>& keys) {
    mesh = std::make_unique<MeshLinks>(
        node.ports, background, dialler, strand,
        MeshLinks::Known{.find_keys = [&keys](const feed::FeedId& feed) -> const feed::FeedKeys* {
                           const auto found = keys.find(feed);
                           return found == keys.end() ? nullptr : &found->second;
                         },
                         .is_busy = [this](const feed::FeedId&) { return is_busy; }},
        did::ResolutionOptions{});
    node.publisher.on_published([this] { mesh->published(*head_of(*this)); });
  }
  /// How far a house's own feed goes here.
  std::optional<feed::Header> head_of(const House& of) const {
    return node.memory.records.feeds.head(of.node.self.feed);
  }

  TestNode node;
  StepBackground background;
  tests::PipeDialler dialler;
  Strand strand;
  bool is_busy = false;
  std::unique_ptr<MeshLinks> mesh;
};

struct Street {
  Street() {
    for (House* house : {&library, &employer}) {
      keys.emplace(house->node.self.feed, feed::feed_keys_of(house->node.self.document).value());
      house->open(keys);
    }
    for (const auto& [house, other] : {std::pair(&library, &employer), {&employer, &library}}) {
      const auto& self = other->node.self;
      house->node.fetcher.answer(self.url + "/.well-known/did.json", 200,
                                 std::string(self.document.source().text()));
    }
    employer.dialler.answer = [this](Socket& socket) { return library.mesh->converse(socket); };
  }
  ~Street() {
    // What waits goes before what it waits on.
    employer.mesh.reset();
    library.mesh.reset();
  }

  /// Until nobody has anything to say for now.
  void settle() {
    for (int idle = 0; idle < 3; ++idle) {
      context.restart();
      while (context.poll() > 0) idle = 0;
    }
  }
  void meet() {
    employer.mesh->peers_are({"https://library.example"});
    settle();
    pass(3 * second_ms);
  }
  void pass(std::int64_t ms) {
    for (House* house : {&library, &employer}) {
      house->node.clock.advance(ms);
      house->background.wake(house->node.clock.now());
    }
    settle();
  }

  asio::io_context context;
  House library{"library.example", 1, context};
  House employer{"employer.example", 2, context};
  std::map<feed::FeedId, feed::FeedKeys> keys;
};

}  // namespace

TEST_CASE("what a library published and publishes comes along the link that an employer opened") {
  Street street;
  street.meet();
  CHECK(street.employer.dialler.dialled == "https://library.example/bot/1/ws");
  REQUIRE(street.employer.mesh->links() == 1);
  REQUIRE(street.library.mesh->links() == 1);
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

TEST_CASE("a feed that is being written by another way is left to that") {
  Street street;
  street.employer.is_busy = true;
  street.meet();
  REQUIRE(street.employer.mesh->links() == 1);
  CHECK_FALSE(street.employer.head_of(street.library));
  street.employer.is_busy = false;
  for (int i = 0; i < 20; ++i) street.pass(5 * second_ms);  // by then they have compared again
  CHECK(street.employer.head_of(street.library) == street.library.head_of(street.library));
}

TEST_CASE("what came by another way is told on") {
  Street street;
  street.meet();
  const House third("school.example", 3, street.context);
  street.keys.emplace(third.node.self.feed, feed::feed_keys_of(third.node.self.document).value());
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
  street.employer.dialler.answer = {};
  street.employer.dialler.dialled.clear();
  street.pass(minute_ms);
  CHECK(street.employer.dialler.dialled == "https://library.example/bot/1/ws");
}

}  // namespace waarmerk::node::actions
