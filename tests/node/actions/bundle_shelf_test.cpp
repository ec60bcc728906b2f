#include "node/actions/bundle_shelf.hpp"

#include <doctest/doctest.h>

#include <boost/asio/io_context.hpp>

#include <string>

#include "node/actions/accept_entries.hpp"
#include "node/actions/issuer_papers.hpp"
#include "node/kit/bundle.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/step_background.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::TestNode;

/// A school that holds the feed of a library.
struct Scene {
  Scene() { hear(); }
  void hear() {
    auto& feeds = school.memory.records.feeds;
    const auto head = feeds.head(library.self.feed);
    REQUIRE(tests::run_task(
        accept_entries(school.ports, tests::entries_of(library, head ? head->seq : 0))));
  }
  std::size_t issuers_in(const ServedBundle& bundle) const {
    kit::BundleReader reader;
    const auto kits = reader.take(bytes_of(bundle.bytes));
    REQUIRE(kits);
    CHECK(reader.end());
    return kits->size();
  }
  Task<void> pause() {
    ++pauses;
    co_return;
  }

  TestNode library{"library.example", 1, tests::NodeMethod::webvh};
  TestNode school{"school.example", 2, tests::NodeMethod::webvh};
  boost::asio::io_context context;
  tests::StepBackground background{context};
  std::size_t pauses = 0;
  BundleShelf shelf{school.ports, background, [this] { return pause(); }};
};

}  // namespace

TEST_CASE("a bundle is made when it is asked for, of every issuer whose feed is held") {
  Scene scene;
  CHECK(scene.shelf.latest().error().code == bundle_not_ready);
  CHECK(scene.shelf.latest().error().code == bundle_not_ready);  // one at a time
  tests::settle(scene.context);
  const auto bundle = scene.shelf.latest();
  REQUIRE(bundle);
  CHECK(scene.issuers_in(**bundle) == 2);
  CHECK(scene.pauses == 2);
  // An empty store that reads it knows the library.
  tests::MemoryRecords fresh;
  PapersReader papers(fresh.store, scene.school.clock.now());
  kit::BundleReader reader;
  for (const auto& one : reader.take(bytes_of((*bundle)->bytes)).value()) CHECK(papers.read(one));
  CHECK(papers.finish());
}

TEST_CASE("one that is old is handed out while another is made") {
  Scene scene;
  static_cast<void>(scene.shelf.latest());
  tests::settle(scene.context);
  const auto first = scene.shelf.latest().value();
  scene.school.clock.advance(hour_ms);
  CHECK(scene.shelf.latest().value() == first);
  scene.library.clock.advance(2 * day_ms);
  scene.school.clock.advance(2 * day_ms);
  scene.library.define("Taalmaatje");
  scene.hear();
  CHECK(scene.shelf.latest().value() == first);
  tests::settle(scene.context);
  const auto second = scene.shelf.latest().value();
  CHECK(second->etag != first->etag);
  CHECK(scene.issuers_in(*second) == 2);
}

TEST_CASE("a bundle that is larger than what may be held is not handed out") {
  Scene scene;
  BundleShelf small(scene.school.ports, scene.background, [&] { return scene.pause(); }, 1000);
  CHECK(small.latest().error().code == bundle_not_ready);
  tests::settle(scene.context);
  CHECK(small.latest().error().code == bundle_not_served);
  const auto tried = scene.pauses;
  CHECK(small.latest().error().code == bundle_not_served);
  tests::settle(scene.context);
  CHECK(scene.pauses == tried);
}

}  // namespace waarmerk::node::actions
