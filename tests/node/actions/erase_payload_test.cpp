#include "node/actions/erase_payload.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "node/actions/accept_entries.hpp"
#include "node/actions/mesh_shelf.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/slow_journal.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

/// An employer who holds an entry of a library's feed that carries `text`.
struct Scene {
  /// The next entry, which is not yet held.
  gossip::StoredEntry sign(std::uint8_t flags, const std::string& text) const {
    const feed::ChainState state(library.self.feed, employer.memory.records.feeds);
    auto entry = feed::append(
        state,
        {.type = feed::EntryType::profile, .payload = to_bytes(bytes_of(text)), .flags = flags},
        library.clock.now(), *library.feed_signer);
    REQUIRE(entry);
    return {entry->header, feed::EntryState::ok, std::move(entry->payload)};
  }
  feed::Header take(std::uint8_t flags, const std::string& text) {
    auto entry = sign(flags, text);
    const auto header = entry.header;
    REQUIRE(run_task(accept_entries(employer.ports, tests::only(std::move(entry)))));
    return header;
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

TEST_CASE("while a payload is on its way out nothing of its feed comes or goes over links") {
  Scene scene;
  const auto header = scene.take(feed::flag_erasable, R"({"name":"Jan"})");
  const auto next = scene.sign(0, R"({"name":"Library"})");
  const auto& feeds = scene.employer.memory.records.feeds;
  const auto arrivals = [&] {
    return std::ranges::count(feeds.arrivals(0, 100), header.feed, &feed::Arrival::feed);
  };
  MeshShelf shelf(scene.employer.ports);
  boost::asio::io_context context;
  std::optional<Result<void>> erased;
  tests::SlowJournal journal(scene.employer.memory.store);
  auto erasing = erase_payload(scene.employer.ports, {header.feed, header.epoch, header.seq});
  tests::begin_watched(context, tests::keep_answer(std::move(erasing), erased));
  context.poll();
  REQUIRE_FALSE(erased);
  CHECK_FALSE(shelf.keep({.feed = header.feed, .entries = {next}}));
  CHECK_FALSE(shelf.forget(header.feed));
  journal.go_on();
  context.run();
  REQUIRE(erased);
  REQUIRE(*erased);
  REQUIRE(shelf.keep({.feed = header.feed, .entries = {next}}));
  CHECK(arrivals() == 1);
  REQUIRE(shelf.forget(header.feed));
  CHECK(arrivals() == 0);
  CHECK_FALSE(feeds.find_entry(header.feed, header.epoch, header.seq));
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
