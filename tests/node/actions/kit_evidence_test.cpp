#include "node/actions/kit_evidence.hpp"

#include <doctest/doctest.h>

#include "node/actions/change_status.hpp"
#include "node/actions/known_did.hpp"
#include "tests/support/survival.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Grade;
using credential::Outcome;
using credential::Source;
using tests::Survival;
using tests::verify_with_kit;

/// The employer, who holds the feed, is shown a kit.
credential::Verdict shown_to_employer(Survival& scene, const kit::Kit& kit) {
  HeldEvidence held(scene.employer->ports, scene.policy);
  KitEvidence evidence({kit}, scene.policy, scene.employer->home.clock, held,
                       &scene.employer->evidence);
  credential::Verification verification(kit.badge, {.now = scene.now()});
  return tests::run_on(scene.street.context,
                       verify_badge(std::move(verification), evidence, scene.employer->home.clock));
}

}  // namespace

TEST_CASE("a machine that knows nothing but a kit finds the badge genuine, and asks nobody") {
  const Survival scene;
  const auto verdict = verify_with_kit(scene.kit(), scene.now(), scene.policy);
  CHECK(verdict.code() == "badge.genuine");
  CHECK(verdict.status.grade == Grade::a);
  CHECK(verdict.status.source == Source::holder_staple);
  CHECK_FALSE(verdict.phoned_home);
  const auto unwitnessed = verify_with_kit(scene.kit(), scene.now());
  CHECK(unwitnessed.code() == "badge.genuine");
  CHECK(unwitnessed.status.grade == Grade::b);
}

TEST_CASE("years later a kit is genuine with the date of the last knowledge") {
  const Survival scene;
  const auto kit = scene.kit();
  for (const bool counts : {true, false}) {
    const auto verdict =
        verify_with_kit(kit, scene.now() + 700 * day_ms, counts ? scene.policy : WitnessPolicy{});
    CHECK(verdict.outcome == Outcome::genuine_with_warning);
    CHECK(verdict.code() == "badge.status_stale");
    CHECK(verdict.status.grade == (counts ? Grade::c : Grade::d));
    CHECK(verdict.status.issuer.liveness == credential::Liveness::silent);
    REQUIRE(verdict.status.as_of);
    const auto seen = counts ? kit.proofs.front().snapshot.body.at : kit.headers.back().ts;
    CHECK(*verdict.status.as_of == seen);
  }
}

TEST_CASE("a kit of a badge that was revoked says so for ever") {
  Survival scene;
  REQUIRE(tests::run_task(
      change_status(scene.library->home.ports, {.badge_id = tests::id_of(scene.badge)})));
  scene.street.pass(10 * minute_ms);
  CHECK(verify_with_kit(scene.kit(), scene.now()).code() == "badge.revoked");
  CHECK(verify_with_kit(scene.kit(), scene.now() + 700 * day_ms).code() == "badge.revoked");
}

TEST_CASE("a kit in which anything was changed is refused or warned of") {
  const Survival scene;
  const auto kit = scene.kit();
  const auto judged = [&](auto change) {
    auto changed = kit;
    change(changed);
    return std::string(verify_with_kit(changed, scene.now(), scene.policy).code());
  };
  CHECK(judged([](kit::Kit&) {}) == "badge.genuine");
  const auto replace = [](std::string& text, std::string_view what, std::string_view with) {
    const auto at = text.find(what);
    REQUIRE(at != std::string::npos);
    text.replace(at, what.size(), with);
  };
  CHECK(judged([&](kit::Kit& one) { replace(one.badge, "Taalmaatje", "Doctor"); }) ==
        "badge.bad_signature");
  CHECK(judged([&](kit::Kit& one) {
          replace(one.log, "\"versionTime\":\"2", "\"versionTime\":\"1");
        }) == "badge.did_unavailable");
  CHECK(judged([&](kit::Kit& one) { replace(one.lists[0].list, "\"ttl\":3", "\"ttl\":4"); }) ==
        "badge.status_list_unusable");
  CHECK(judged([](kit::Kit& one) { one.headers.back().sig[9] ^= 1; }) == "badge.kit_unsound");
  CHECK(judged([](kit::Kit& one) { one.proofs[0].snapshot.sig[9] ^= 1; }) == "badge.kit_unsound");
  CHECK(judged([](kit::Kit& one) { one.lists.clear(); }) == "badge.status_unknown");
}

TEST_CASE("a kit whose parts belong to another is refused or warned of") {
  const Survival scene;
  Survival other(tests::NodeMethod::web);
  const auto kit = scene.kit();
  // What a witness said of the school's own feed.
  auto feed_of_another = kit;
  feed_of_another.proofs = {*scene.school->role->prove(scene.school->home.self.feed)};
  CHECK(verify_with_kit(feed_of_another, scene.now(), scene.policy).code() == "badge.kit_unsound");
  auto chain_of_another = kit;
  chain_of_another.headers = other.kit().headers;
  CHECK(verify_with_kit(chain_of_another, scene.now()).code() == "badge.kit_unsound");
  // The history of another DID.
  tests::TestNode thief("library.example", 66, tests::NodeMethod::webvh);
  auto history_of_another = kit;
  history_of_another.log = get_log(thief.memory.store, thief.self.did)->log + " ";
  CHECK_FALSE(verify_with_kit(history_of_another, scene.now()).accepted());
  auto list_of_another = kit;
  std::swap(list_of_another.lists[0].list, list_of_another.lists[1].list);
  CHECK(verify_with_kit(list_of_another, scene.now()).code() == "badge.status_list_unusable");
  auto issuer_is_another = kit;
  issuer_is_another.issuer = thief.self.did;
  CHECK_FALSE(verify_with_kit(issuer_is_another, scene.now()).accepted());
}

TEST_CASE("a kit of a did:web proves nothing of whose the keys are") {
  const Survival scene(tests::NodeMethod::web);
  const auto verdict = verify_with_kit(scene.kit(), scene.now(), scene.policy);
  CHECK(verdict.outcome == Outcome::cannot_be_checked);
}

TEST_CASE("an older kit than what is known is not used, and that is told") {
  Survival scene;
  const auto old = scene.kit();
  scene.library->home.clock.advance(second_ms);
  const auto other = scene.library->home.award(scene.library->home.define("Digitaal startpunt"));
  REQUIRE(
      tests::run_task(change_status(scene.library->home.ports, {.badge_id = tests::id_of(other)})));
  scene.street.pass(10 * minute_ms);
  const auto told = shown_to_employer(scene, old);
  CHECK(told.code() == "badge.older_list");
  CHECK(told.status.source == Source::gossip);
  CHECK(told.status.issuer.has(credential::Conflict::older_list));
  CHECK(shown_to_employer(scene, scene.kit()).code() == "badge.genuine");
}

TEST_CASE("an old kit does not bring a revoked badge back") {
  Survival scene;
  const auto old = scene.kit();
  REQUIRE(tests::run_task(
      change_status(scene.library->home.ports, {.badge_id = tests::id_of(scene.badge)})));
  scene.street.pass(10 * minute_ms);
  CHECK(shown_to_employer(scene, old).code() == "badge.revoked");
}

TEST_CASE("a newer kit brings the news to who was cut off") {
  Survival scene;
  scene.street.network.take("school.example");
  REQUIRE(tests::run_task(
      change_status(scene.library->home.ports, {.badge_id = tests::id_of(scene.badge)})));
  for (auto* one : {scene.library, scene.school}) one->home.clock.advance(10 * minute_ms);
  scene.school->work();
  const auto fresh = scene.kit();
  scene.street.network.cut();
  CHECK(scene.employer->verify(scene.badge).code() == "badge.genuine");
  CHECK(shown_to_employer(scene, fresh).code() == "badge.revoked");
}

TEST_CASE("a staple goes beside the badge, and what it lacks is looked for elsewhere") {
  Survival scene;
  const auto staple = scene.kit(KitForm::staple);
  CHECK_FALSE(verify_with_kit(staple, scene.now(), scene.policy, std::string(scene.badge.text()))
                  .accepted());
  auto with_history = staple;
  with_history.log = scene.kit().log;
  CHECK(verify_with_kit(with_history, scene.now(), scene.policy, std::string(scene.badge.text()))
            .code() == "badge.genuine");
}

}  // namespace waarmerk::node::actions
