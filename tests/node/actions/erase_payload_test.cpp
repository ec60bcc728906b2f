#include "node/actions/erase_payload.hpp"

#include <doctest/doctest.h>

#include "node/actions/accept_entries.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

/// An employer who holds an entry of a library's feed that carries `text`.
struct Scene {
  feed::Header take(std::uint8_t flags, const std::string& text) {
    const feed::ChainState state(library.self.feed, employer.memory.records.feeds);
    auto entry = feed::append(
        state,
        {.type = feed::EntryType::profile, .payload = to_bytes(bytes_of(text)), .flags = flags},
        library.clock.now(), *library.feed_signer);
    REQUIRE(entry);
    REQUIRE(run_task(accept_entries(
        employer.ports,
        tests::only({entry->header, feed::EntryState::ok, std::move(entry->payload)}))));
    return entry->header;
  }
  Result<void> erase(const feed::Header& header) {
    return run_task(erase_payload(employer.ports, {header.feed, header.epoch, header.seq}));
  }
  bool has(const feed::Header& header) const {
    return employer.memory.records.feeds.payload(header.payload_hash).has_value();
  }

  Scene() { REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(library)))); }

  TestNode library{"library.example", 1};
  TestNode employer{"employer.example", 2};
};

}  // namespace

TEST_CASE("a payload that is marked so is dropped, and the chain stays whole") {
  Scene scene;
  const auto header = scene.take(feed::flag_erasable, R"({"name":"Jan"})");
  const auto next = scene.take(0, R"({"name":"Library"})");
  const auto& feeds = scene.employer.memory.records.feeds;
  const auto arrived = feeds.newest_arrival();
  REQUIRE(scene.erase(header));
  CHECK_FALSE(scene.has(header));
  CHECK(feeds.arrivals(arrived, 1).at(0).feed == header.feed);  // who keeps a name looks again
  CHECK(feeds.headers(header.feed, 0, {header.seq, header.seq}, 1).front() == header);
  CHECK(feeds.head(header.feed) == next);
  CHECK(scene.erase(header));
}

TEST_CASE("what is not marked, not held or needed elsewhere is not dropped") {
  Scene scene;
  const auto plain = scene.take(0, R"({"name":"Library"})");
  CHECK(scene.erase(plain).error().code == not_erasable);
  CHECK(scene.has(plain));
  const auto same = scene.take(feed::flag_erasable, R"({"name":"Library"})");
  CHECK(scene.erase(same).error().code == not_erasable);
  auto beyond = same;
  beyond.seq = 999;
  CHECK(scene.erase(beyond).error().code == feed::not_held);
}

}  // namespace waarmerk::node::actions
