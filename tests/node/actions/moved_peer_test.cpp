#include "node/actions/moved_peer.hpp"

#include <doctest/doctest.h>

#include "node/actions/known_did.hpp"
#include "tests/support/survival.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::Neighbour;
using tests::NodeMethod;
using tests::Survival;

const std::string old_address = "https://library.example";
const std::string new_address = "https://badges.example";

/// The library moves; at its old address it goes on answering.
void move(Survival& scene) {
  scene.library->home.move_to("badges.example");
  scene.street.network.give("badges.example", scene.library);
  scene.street.work(3);
}

std::string dialled(const Neighbour& one) { return one.exchange->peers().front().dialled; }

}  // namespace

TEST_CASE("a peer that moved is asked at its new address, and what was written stays") {
  Survival scene;
  REQUIRE(dialled(*scene.school) == old_address);
  move(scene);
  CHECK(dialled(*scene.school) == new_address);
  CHECK(scene.school->exchange->peers().front().url == old_address);
  // And it is heard there, when nobody is at the old address any more.
  scene.street.network.take("library.example");
  const auto later = scene.library->home.award(scene.library->home.define("Gastheer"));
  const auto asked = scene.street.network.asked("badges.example");
  scene.street.work(3);
  CHECK(scene.street.network.asked("badges.example") > asked);
  CHECK(scene.school->exchange->peers().front().report.failures == 0);
  CHECK(scene.school->verify(later).code() == "badge.genuine");
  // Who starts again asks there at once.
  scene.school->exchange->follow_moves();
  CHECK(dialled(*scene.school) == new_address);
}

TEST_CASE("who moved on and came back is asked where it was first") {
  Survival scene;
  move(scene);
  scene.library->home.move_to("library.example");
  scene.street.work(3);
  CHECK(dialled(*scene.school) == old_address);
}

TEST_CASE("an address that was added after the move is that of whoever is there now") {
  Survival scene;
  move(scene);
  scene.employer->add_peer("library.example");
  scene.street.work(3);
  for (const auto& peer : scene.employer->exchange->peers()) CHECK(peer.dialled == peer.url);
}

TEST_CASE("where the new address is a peer already, it is not asked twice") {
  Survival scene;
  scene.street.network.give("badges.example", scene.library);
  scene.school->add_peer("badges.example");
  move(scene);
  for (const auto& peer : scene.school->exchange->peers()) CHECK(peer.dialled == peer.url);
}

TEST_CASE("nobody is at home where the host served no history, or only a stranger says so") {
  Survival scene;
  const auto& store = scene.employer->ports.records.store;
  const auto here = find_resident(store, old_address);
  REQUIRE(here);
  REQUIRE(*here);
  CHECK(**here == scene.library->home.self.did);
  CHECK(find_new_address(store, **here, {})->value_or("") == "");
  CHECK_FALSE(*find_resident(store, "https://school.example"));  // a did:web
  CHECK_FALSE(*find_resident(store, "https://nobody.example"));
  CHECK_FALSE(*find_resident(store, "no address"));
  storage::Batch rows;
  records::save_claims(rows, "town.example", {{.scid = "QmStranger", .known = {1}}});
  scene.employer->home.memory.write(rows);
  CHECK_FALSE(*find_resident(store, "https://town.example"));
}

}  // namespace waarmerk::node::actions
