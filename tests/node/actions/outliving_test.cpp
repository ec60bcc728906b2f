// A badge outlives its issuer: node, files and name are gone, and somebody else has the name.
#include <doctest/doctest.h>

#include <algorithm>

#include "node/actions/change_status.hpp"
#include "node/credential/sentences.hpp"
#include "node/records/peers.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/survival.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Grade;
using credential::Outcome;
using tests::Neighbour;
using tests::NodeMethod;
using tests::Survival;
using tests::verify_with_kit;

/// The issuer's node and files are deleted, and its name is another's, who runs a node there.
Neighbour& bought(Survival& scene, NodeMethod method) {
  scene.street.network.take("library.example");
  auto& buyer = scene.street.add({.host = "library.example", .seed = 66, .method = method});
  // He serves a list of his own where the badge looks for one: nothing is revoked in it.
  buyer.add_peer("school.example");
  scene.employer->add_peer("library.example");  // as it is a peer of the school already
  return buyer;
}

void pass_years(Survival& scene) {
  for (const auto& one : scene.street.all) one->home.clock.advance(700 * day_ms);
}

/// A badge that the buyer makes, in the name of the library where that can be.
json::Document forged(Neighbour& buyer) { return buyer.home.award(buyer.home.define("Doctor")); }

/// The buyer's badge, in which the issuer is the library's DID.
std::string in_the_name_of(Survival& scene, Neighbour& buyer) {
  auto text = std::string(forged(buyer).text());
  const auto& his = buyer.home.self.did.text();
  const auto& hers = scene.library->home.self.did.text();
  for (auto at = text.find(his); at != std::string::npos; at = text.find(his, at + hers.size())) {
    text.replace(at, his.size(), hers);
  }
  return text;
}

}  // namespace

TEST_CASE("a badge of a did:webvh stays genuine when its issuer is gone and its name is sold") {
  Survival scene;
  const auto kit = scene.kit();
  bought(scene, NodeMethod::webvh);
  scene.street.work(3);
  // On a third node, at once and years later.
  const auto soon = scene.employer->verify(scene.badge);
  CHECK(soon.code() == "badge.genuine");
  CHECK_FALSE(soon.phoned_home);
  pass_years(scene);
  const auto later = scene.employer->verify(scene.badge);
  CHECK(later.outcome == Outcome::genuine_with_warning);
  CHECK(later.code() == "badge.status_stale");
  CHECK(later.status.grade == Grade::c);
  CHECK(later.status.issuer.liveness == credential::Liveness::silent);
  REQUIRE(later.status.as_of);
  CHECK(credential::summarize(later).contains(credential::say_time(*later.status.as_of)));
  // On a machine that has only a kit.
  const auto fresh = verify_with_kit(kit, scene.now(), scene.policy);
  CHECK(fresh.code() == "badge.status_stale");
  CHECK(fresh.status.grade == Grade::c);
  REQUIRE(fresh.status.as_of);
  CHECK(credential::summarize(fresh).contains(credential::say_time(*fresh.status.as_of)));
  // With the network cut, on both: the machine with the kit reached nobody before either.
  scene.street.network.cut();
  const auto cut = scene.employer->verify(scene.badge);
  CHECK(cut.code() == "badge.status_stale");
  CHECK(cut.status.as_of == later.status.as_of);
}

TEST_CASE("who bought the name of a did:webvh signs nothing in the name of the old owner") {
  Survival scene;
  auto& buyer = bought(scene, NodeMethod::webvh);
  scene.street.work(3);
  REQUIRE(buyer.home.self.did != scene.library->home.self.did);
  const auto forged_text = in_the_name_of(scene, buyer);
  for (int years = 0; years < 2; ++years) {
    const auto verdict = scene.employer->verify(forged_text);
    CAPTURE(verdict.code());
    CHECK_FALSE(verdict.accepted());
    pass_years(scene);
  }
  auto kit = scene.kit();
  kit.badge = forged_text;
  CHECK_FALSE(verify_with_kit(kit, scene.now(), scene.policy).accepted());
}

TEST_CASE("who bought the name of a did:web gets a warning that names it, and never an A") {
  Survival scene(NodeMethod::web);
  // One who follows nobody, and saw the library on the web once.
  auto& visitor = scene.street.add({.host = "visitor.example", .seed = 4, .policy = scene.policy});
  REQUIRE(visitor.verify(scene.badge).code() == "badge.genuine");
  auto& buyer = bought(scene, NodeMethod::web);
  REQUIRE(buyer.home.self.did == scene.library->home.self.did);
  pass_years(scene);
  scene.street.work(3);
  const auto his = forged(buyer);
  const auto verdict = visitor.verify(his);
  CAPTURE(credential::summarize(verdict));
  CHECK(verdict.outcome != Outcome::genuine);
  CHECK(verdict.status.grade == Grade::d);
  const auto told = std::ranges::find(verdict.checks, credential::Finding::domain_changed,
                                      &credential::Check::finding);
  REQUIRE(told != verdict.checks.end());
  CHECK(told->sentence.contains("may have changed hands"));
  // Who followed the library has its keys from the feed, and does not even ask.
  CHECK_FALSE(scene.employer->verify(his).accepted());
  // The badge of the owner before stays hers, with what was known.
  for (auto* one : {&visitor, scene.employer}) {
    const auto hers = one->verify(scene.badge);
    CAPTURE(hers.code());
    CHECK(hers.outcome == Outcome::genuine_with_warning);
  }
}

TEST_CASE("where the host of a did:webvh is silent, a peer is asked for its history by its SCID") {
  for (const bool has_peer : {true, false}) {
    Survival scene;
    auto& newcomer = scene.street.add({.host = "newcomer.example", .seed = 4});
    storage::Batch rows;  // a peer from which nothing was taken yet
    if (has_peer) records::save_peer(rows, {"https://school.example", scene.now()});
    newcomer.home.memory.write(rows);
    scene.street.network.take("library.example");
    const auto& did = scene.library->home.self.did;
    const auto found = tests::run_on(scene.street.context, newcomer.evidence.find_did(did));
    CHECK(found.has_value() == has_peer);
    CHECK((found ? found->from.asked_outside : found.asked_outside));
    const auto again = tests::run_on(scene.street.context, newcomer.evidence.find_did(did));
    CHECK(again.has_value() == has_peer);
  }
}

TEST_CASE("a list that the buyer of a did:web serves clears no badge without a warning") {
  Survival scene(NodeMethod::web);
  // One who follows nobody, saw the library's keys once, and never its list.
  auto& visitor = scene.street.add({.host = "visitor.example", .seed = 4});
  REQUIRE(
      tests::run_on(scene.street.context, visitor.evidence.find_did(scene.library->home.self.did)));
  REQUIRE(
      tests::run_on(scene.street.context,
                    change_status(scene.library->ports, {.badge_id = tests::id_of(scene.badge)})));
  auto& buyer = bought(scene, NodeMethod::web);
  REQUIRE(buyer.get("/status/1").status == 200);
  visitor.home.clock.advance(2 * hour_ms);  // long enough to ask the name again
  for (int times = 0; times < 2; ++times) {
    const auto verdict = visitor.verify(scene.badge);
    CAPTURE(credential::summarize(verdict));
    CHECK(verdict.status.word == credential::StatusWord::not_revoked);  // by the buyer's word
    CHECK(verdict.status.grade == Grade::d);
    CHECK(verdict.outcome == Outcome::genuine_with_warning);
    CHECK(std::ranges::count(verdict.checks, credential::Finding::domain_changed,
                             &credential::Check::finding) == 1);
  }
}

TEST_CASE("who bought the name of a did:webvh gets a warning that names it, and never an A") {
  Survival scene;
  const auto kit = scene.kit();
  auto& buyer = bought(scene, NodeMethod::webvh);
  const auto his = forged(buyer);
  const auto check_warned = [](const credential::Verdict& verdict) {
    CAPTURE(credential::summarize(verdict));
    CHECK(verdict.outcome == Outcome::genuine_with_warning);
    CHECK(verdict.status.grade == Grade::d);
    CHECK(std::ranges::find(verdict.checks, credential::Finding::domain_changed,
                            &credential::Check::finding) != verdict.checks.end());
  };
  // On a third node that met the owner before, whichever way it learns of the buyer.
  check_warned(scene.employer->verify(his));
  scene.street.work(3);
  check_warned(scene.employer->verify(his));
  pass_years(scene);
  CHECK(scene.employer->verify(forged(buyer)).outcome != Outcome::genuine);
  // On a fresh machine that has the owner's kit, and asks the name.
  auto& fresh = scene.street.add({.host = "fresh.example", .seed = 5});
  HeldEvidence nothing(fresh.ports, {});
  KitEvidence evidence({kit}, {}, fresh.home.clock, nothing, &fresh.evidence);
  credential::Verification verification(forged(buyer).text(), {.now = fresh.home.clock.now()});
  check_warned(tests::run_on(scene.street.context,
                             verify_badge(std::move(verification), evidence, fresh.home.clock)));
  // The owner's own badges need no warning of that kind.
  const auto hers = scene.employer->verify(scene.badge);
  CHECK(std::ranges::find(hers.checks, credential::Finding::domain_changed,
                          &credential::Check::finding) == hers.checks.end());
}

TEST_CASE("a stranger who claims a name by gossip takes nothing from whom its host serves") {
  tests::Street street;
  auto& employer = street.add({.host = "employer.example", .seed = 3});
  auto& stranger = street.add({.host = "library.example", .seed = 66, .method = NodeMethod::webvh});
  street.network.take("library.example");  // whose host is not there yet
  street.network.give("stranger.example", &stranger);
  employer.add_peer("stranger.example");
  street.work(3);
  REQUIRE(employer.verify(forged(stranger)).accepted());
  auto& library = street.add({.host = "library.example", .method = NodeMethod::webvh});
  const auto badge = library.home.award(library.home.define("Taalmaatje"));
  const auto is_warned = [&](const json::Document& shown) {
    const auto verdict = employer.verify(shown);
    CAPTURE(credential::summarize(verdict));
    CHECK(verdict.accepted());
    return std::ranges::find(verdict.checks, credential::Finding::domain_changed,
                             &credential::Check::finding) != verdict.checks.end();
  };
  CHECK_FALSE(is_warned(badge));  // the one of the two that asks the host
  CHECK(is_warned(forged(stranger)));
  employer.add_peer("library.example");
  street.work(3);
  CHECK_FALSE(is_warned(badge));
  CHECK(is_warned(forged(stranger)));
}

TEST_CASE("a list that the buyer of a name serves takes nothing back and revokes nothing") {
  Survival scene;
  const auto before = scene.employer->verify(scene.badge).status;
  auto& buyer = bought(scene, NodeMethod::webvh);
  REQUIRE(buyer.get("/status/1").status == 200);
  pass_years(scene);
  const auto verdict = scene.employer->verify(scene.badge);
  CHECK(verdict.code() == "badge.status_stale");
  CHECK(verdict.status.list_sha256 == before.list_sha256);
}

}  // namespace waarmerk::node::actions
