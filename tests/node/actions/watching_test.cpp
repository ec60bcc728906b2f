// Watchers at work: told by who is watched, and asked by who cannot reach its host.
#include <doctest/doctest.h>

#include "did/did_webvh.hpp"
#include "node/actions/known_did.hpp"
#include "node/actions/tell_watchers.hpp"
#include "tests/support/own_lines.hpp"
#include "tests/support/street.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::Neighbour;
using tests::NodeMethod;
using tests::run_on;
using tests::Street;

/// A library that the school watches, and a visitor who saw the library once.
struct Scene {
  Scene() {
    const auto line = tests::line_watched(library.home, {"https://school.example"});
    auto known = get_log(library.ports.records.store, library.home.self.did);
    REQUIRE(known);
    known->log += line + "\n";
    known->as_of = library.home.clock.now() + second_ms;
    storage::Batch rows;
    records::save_log(rows, did::scid_of(library.home.self.did), *known);
    library.home.memory.write(rows);
    REQUIRE(versions_at(school) == 2);
    REQUIRE(versions_at(visitor) == 2);
    library.home.tell_new_key();
  }

  /// What the neighbour goes by, asking whom it must.
  std::size_t versions_at(Neighbour& one) {
    one.home.clock.advance(2 * hour_ms);
    const auto found = run_on(street.context, one.evidence.find_did(library.home.self.did));
    REQUIRE(found);
    return found->documents.versions().size();
  }
  std::size_t held_by(const Neighbour& one) const {
    const auto held = find_documents(one.home.memory.store, library.home.self.did);
    REQUIRE(held);
    return (*held)->documents.versions().size();
  }
  void tell() {
    WatcherTeller teller(library.ports);
    REQUIRE(run_on(street.context, teller.round()));
  }

  Street street;
  Neighbour& library = street.add({.host = "library.example", .method = NodeMethod::webvh});
  Neighbour& school = street.add({.host = "school.example", .seed = 2});
  Neighbour& visitor = street.add({.host = "visitor.example", .seed = 3});
};

}  // namespace

TEST_CASE("a watcher hears of a new line, and hands it to who cannot reach the host") {
  Scene scene;
  REQUIRE(scene.held_by(scene.school) == 2);
  scene.tell();
  CHECK(scene.held_by(scene.school) == 3);
  scene.street.network.take("library.example");
  const auto asked = scene.street.network.asked("school.example");
  CHECK(scene.versions_at(scene.visitor) == 3);
  CHECK(scene.street.network.asked("school.example") > asked);
  CHECK(scene.held_by(scene.visitor) == 3);
}

TEST_CASE("a watcher that holds less, or is gone, takes nothing from what is known") {
  Scene scene;
  CHECK(scene.versions_at(scene.visitor) == 3);
  scene.street.network.take("library.example");
  CHECK(scene.versions_at(scene.visitor) == 3);  // the school was told of two
  scene.street.network.take("school.example");
  CHECK(scene.versions_at(scene.visitor) == 3);
}

TEST_CASE("who knows nothing of a DID knows nobody who watches it") {
  Scene scene;
  auto& stranger = scene.street.add({.host = "stranger.example", .seed = 4});
  scene.street.network.take("library.example");
  CHECK_FALSE(
      run_on(scene.street.context, stranger.evidence.find_did(scene.library.home.self.did)));
}

}  // namespace waarmerk::node::actions
