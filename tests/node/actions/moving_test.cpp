// An issuer goes to another domain: what it signed before stays its own, by each of its names.
#include <doctest/doctest.h>

#include <string>

#include "node/actions/change_status.hpp"
#include "node/actions/known_did.hpp"
#include "node/records/lists.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/survival.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::Neighbour;
using tests::NodeMethod;
using tests::run_task;
using tests::Survival;
using tests::verify_with_kit;

const std::string revocations = "https://library.example/status/1";

/// The library goes to another domain; who followed it by its address adds the new one.
void move(Survival& scene) {
  scene.library->home.move_to("badges.example");
  scene.street.network.take("library.example");
  scene.street.network.give("badges.example", scene.library);
  scene.school->add_peer("badges.example");
  scene.street.work(3);
}

Neighbour& buy_old_name(Survival& scene) {
  return scene.street.add({.host = "library.example", .seed = 66, .method = NodeMethod::webvh});
}

void revoke(Survival& scene) {
  REQUIRE(run_task(change_status(scene.library->ports, {.badge_id = tests::id_of(scene.badge)})));
  scene.street.work(3);
}

}  // namespace

TEST_CASE("a badge of before a move is good after it on a third node, and its revocation arrives") {
  Survival scene;
  const auto before = scene.library->home.self.did.text();
  REQUIRE(scene.employer->verify(scene.badge).code() == "badge.genuine");
  move(scene);
  const auto now = scene.library->home.self.did.text();
  REQUIRE(now != before);
  const auto list = records::find_list(scene.employer->ports.records.store, {revocations, before});
  REQUIRE(list);
  REQUIRE(*list);
  CHECK((*list)->issuer == now);
  const auto verdict = scene.employer->verify(scene.badge);
  CHECK(verdict.code() == "badge.genuine");
  CHECK_FALSE(verdict.phoned_home);
  // What is issued after it is good as well, and is of the same issuer for who asks for it.
  const auto later = scene.library->home.award(scene.library->home.define("Gastheer"));
  scene.street.work(3);
  CHECK(scene.employer->verify(later).code() == "badge.genuine");
  credential::Verification asked(scene.badge.text(), {.now = scene.now(), .expect_issuer = now});
  CHECK(
      run_task(verify_badge(std::move(asked), scene.employer->evidence, scene.employer->home.clock))
          .code() == "badge.genuine");
  revoke(scene);
  CHECK(scene.employer->verify(scene.badge).code() == "badge.revoked");
  CHECK(scene.employer->verify(later).code() == "badge.genuine");
}

TEST_CASE("what was revoked before a move stays revoked, whatever the new name's list says") {
  Survival scene;
  revoke(scene);
  move(scene);
  CHECK(scene.employer->verify(scene.badge).code() == "badge.revoked");
}

TEST_CASE("who takes the old name signs nothing for the one that moved") {
  Survival scene;
  const auto before = scene.library->home.self.did.text();
  move(scene);
  auto& buyer = buy_old_name(scene);
  scene.employer->add_peer("library.example");
  scene.street.work(3);
  // In the name of the library, under its SCID and under the name that he has now.
  auto forged = std::string(buyer.home.award(buyer.home.define("Doctor")).text());
  forged = tests::replaced_all(forged, buyer.home.self.did.text(), before);
  CHECK_FALSE(scene.employer->verify(forged).accepted());
  CHECK(scene.employer->verify(scene.badge).code() == "badge.genuine");
  revoke(scene);
  REQUIRE(buyer.get("/status/1").status == 200);  // in which nothing is revoked
  CHECK(scene.employer->verify(scene.badge).code() == "badge.revoked");
  // Who knows the new name does not even ask at the old one; who knows neither learns nothing good.
  auto& reader = scene.street.add({.host = "reader.example", .seed = 5});
  CHECK(reader.verify(scene.library->home.award(scene.library->home.define("Host"))).accepted());
  CHECK(reader.verify(scene.badge).code() == "badge.revoked");
  auto& visitor = scene.street.add({.host = "visitor.example", .seed = 4});
  CHECK_FALSE(visitor.verify(scene.badge).accepted());
}

TEST_CASE("a stranger finds the one that moved by its new name, or by what its holder kept") {
  Survival scene;
  const auto kit_before = scene.kit();
  move(scene);
  const auto later = scene.library->home.award(scene.library->home.define("Gastheer"));
  auto& visitor = scene.street.add({.host = "visitor.example", .seed = 4, .policy = scene.policy});
  CHECK(visitor.verify(later).accepted());
  // The history that came with the new name tells of the old one, and of where its lists are now.
  CHECK(visitor.verify(scene.badge).code() == "badge.genuine");
  scene.street.pass(10 * minute_ms);
  scene.street.pass(10 * minute_ms);
  CHECK(verify_with_kit(kit_before, scene.now(), scene.policy).accepted());
  const auto kit = scene.kit();
  CHECK(kit.log.contains(scene.library->home.self.did.text()));
  CHECK(verify_with_kit(kit, scene.now(), scene.policy).code() == "badge.genuine");
}

TEST_CASE("a history that is served shorter than it was takes no move back") {
  Survival scene;
  const auto before = scene.library->home.self.did;
  const auto old_log = get_log(scene.school->ports.records.store, before);
  REQUIRE(old_log);
  move(scene);
  auto& store = scene.school->ports.records.store;
  storage::Batch rows;
  DidKeeper keeper(store, rows);
  const auto log = did::WebvhLog::read({old_log->log, ""}, did::scid_of(before), scene.now());
  const auto short_history = did::DocumentHistory::of(before, log);
  REQUIRE(short_history);
  const auto kept = keeper.keep(before, {*short_history, did::WebvhTexts{old_log->log, ""}},
                                {"https", scene.now()});
  REQUIRE(kept);
  CHECK(kept->newest()->id() == scene.library->home.self.did);
}

}  // namespace waarmerk::node::actions
