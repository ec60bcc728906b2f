#include "node/actions/make_kit.hpp"

#include <doctest/doctest.h>

#include "node/actions/change_status.hpp"
#include "tests/support/survival.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::Survival;

}  // namespace

TEST_CASE("a kit holds the badge, the history, the lists, the head, who saw it, and the papers") {
  const Survival scene;
  const auto kit = scene.kit();
  CHECK(kit.badge == scene.badge.text());
  CHECK(kit.log.ends_with('\n'));
  CHECK(kit.lists.size() == 2);
  CHECK(kit.headers.back() ==
        *scene.school->home.memory.records.feeds.head(scene.library->home.self.feed));
  CHECK(kit.proofs.size() == 1);
  CHECK(kit.profile.contains("Bibliotheek"));
  CHECK(kit.achievement.contains("Taalmaatje"));
  CHECK(kit.contexts.size() == 2);
}

TEST_CASE("a kit takes 25 kB at the most, and a staple less than ten") {
  const Survival scene;
  const auto whole = kit::write_kit(scene.kit());
  const auto staple = kit::write_kit(scene.kit(KitForm::staple));
  MESSAGE("a kit of " << whole.size() << " bytes, a staple of " << staple.size());
  CHECK(whole.size() < 25'000);
  CHECK(staple.size() < 10'000);
}

TEST_CASE("an issuer makes a kit of its own badge") {
  const Survival scene;
  const auto own =
      make_kit(scene.library->ports, nullptr, {.badge = std::string(scene.badge.text())});
  REQUIRE(own);
  CHECK(own->lists.size() == 2);
  CHECK(own->log == scene.kit().log);
  CHECK(own->profile.contains("Bibliotheek"));
}

TEST_CASE("after a revocation a kit has the list that says so") {
  Survival scene;
  const auto before = scene.kit();
  REQUIRE(tests::run_task(
      change_status(scene.library->home.ports, {.badge_id = tests::id_of(scene.badge)})));
  scene.street.pass(10 * minute_ms);
  const auto after = scene.kit();
  CHECK(after.lists != before.lists);
  CHECK(after.headers.back().seq > before.headers.back().seq);
}

TEST_CASE("of an issuer that is not held there is no kit, and of no badge either") {
  const Survival scene;
  const tests::TestNode stranger("stranger.example", 50);
  const auto none = make_kit(stranger.ports, nullptr, {.badge = std::string(scene.badge.text())});
  CHECK(none.error().code == nothing_held);
  CHECK_FALSE(make_kit(stranger.ports, nullptr, {.badge = "no badge"}));
}

}  // namespace waarmerk::node::actions
