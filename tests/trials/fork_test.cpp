// An issuer that tells two stories: two copies of one folder, run one after the other, and one that
// is crafted by hand.
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>

#include "tests/support/crafted_issuer.hpp"
#include "tests/support/followed_feed.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

/// Asks the peers until a proof is held.
bool comes_to_hold_a_fork(TrialNode& node) {
  for (int i = 0; i < 600; ++i) {
    if (!forks_held_by(node).empty()) return true;
    node.sync();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

/// False where verifying does not come to give this code.
bool comes_to_say(TrialNode& node, std::string_view code, const std::string& credential) {
  for (int i = 0; i < 600; ++i) {
    if (node.verdict_code(credential) == code) return true;
    node.sync();
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

/// Backed up before it met anybody, and without peers.
struct LoneLibrary {
  LoneLibrary() {
    const auto definition = library.define();
    in_one = library.award(definition);
    in_other = library.award(definition);
    in_neither = library.award(definition);
    CHECK(library.process.stop() == 0);
    library.organisation.copy_to("other");
    library.process.start();
  }

  TrialNode library;
  Awarded in_one, in_other, in_neither;
};

/// So nobody keeps it from signing anew what it signed before.
struct TwoStories : LoneLibrary {
  TwoStories() {
    library.change(in_one, "revoke");
    REQUIRE(municipality.catches_up_with(library));
    CHECK(municipality.verdict_code(in_one.credential) == "badge.revoked");
    CHECK(municipality.verdict_code(in_other.credential) == "badge.genuine");
    CHECK(municipality.process.stop() == 0);
    CHECK(library.process.stop() == 0);
    library.organisation.restore("other");

    library.process.start();
    library.change(in_other, "revoke");
    municipality.process.start();
  }

  /// The lists of both branches follow the proof.
  bool comes_to_know(TrialNode& node) {
    return comes_to_hold_a_fork(node) && comes_to_say(node, "badge.revoked", in_one.credential) &&
           comes_to_say(node, "badge.revoked", in_other.credential);
  }

  void check(TrialNode& node) {
    CHECK(node.verdict_code(in_one.credential) == "badge.revoked");
    CHECK(node.verdict_code(in_other.credential) == "badge.revoked");
    const auto untouched = node.verify(in_neither.credential).text("verdict.status.status");
    CHECK(untouched != "revoked");
  }

  TrialNode municipality{{.name = "Gemeente", .peers = {library.organisation.url()}}};
};

/// The two stories part at one entry: a list that revokes the one badge, or the other.
struct CraftedStories {
  CraftedStories() {
    const auto at = issuer.list_url("list");
    issuer.serve_list("list", "nothing");  // whoever asks here learns nothing
    issuer.introduce();
    issuer.publish(at, issuer.list_revoking(at, {}));
    const auto shared = issuer.feeds();
    issuer.publish(at, issuer.list_revoking(at, {1}));
    REQUIRE(municipality.comes_to_hold(issuer.feed_name(), issuer.head()));
    CHECK(municipality.verdict_code(in_one) == "badge.revoked");
    CHECK(municipality.verdict_code(in_other) == "badge.genuine");
    issuer.put_back(shared);
    issuer.publish(at, issuer.list_revoking(at, {2}));
  }

  bool comes_to_know(TrialNode& node) {
    return comes_to_hold_a_fork(node) && comes_to_say(node, "badge.revoked", in_one) &&
           comes_to_say(node, "badge.revoked", in_other);
  }

  CraftedIssuer issuer;
  TrialNode municipality{{.name = "Gemeente", .peers = {issuer.url()}}};
  std::string in_one = issuer.badge(issuer.list_url("list"), 1);
  std::string in_other = issuer.badge(issuer.list_url("list"), 2);
  std::string in_neither = issuer.badge(issuer.list_url("list"), 3);
};

TEST_CASE("who tells two stories is found out, and what either story revokes is revoked") {
  TwoStories town;
  REQUIRE(town.comes_to_know(town.municipality));
  town.check(town.municipality);
  const auto forks = forks_held_by(town.municipality);
  REQUIRE(forks.size() == 1);
  CHECK(node::feed::print_feed_id(forks.front().feed()) == town.library.feed());

  // The proof and the revocations outlive the issuer and a crash of who holds them.
  town.library.process.kill();
  town.municipality.process.kill();
  town.municipality.process.start();
  CHECK(forks_held_by(town.municipality) == forks);
  town.check(town.municipality);
}

TEST_CASE("peers of a peer know of both stories too, also when the issuer is gone") {
  CraftedStories town;
  REQUIRE(town.comes_to_know(town.municipality));
  TrialNode employer({.name = "Werkgever", .peers = {town.municipality.organisation.url()}});
  REQUIRE(town.comes_to_know(employer));
  CHECK(forks_held_by(employer) == forks_held_by(town.municipality));

  town.issuer.vanish();
  TrialNode late({.name = "Uitzendbureau", .peers = {town.municipality.organisation.url()}});
  REQUIRE(town.comes_to_know(late));
  for (auto* node : {&town.municipality, &employer, &late}) {
    const auto untouched = node->verify(town.in_neither).text("verdict.status.status");
    CHECK(untouched == "not_revoked");
  }
}

}  // namespace
}  // namespace waarmerk::tests
