// An issuer that tells two stories: two copies of one folder, run one after the other.
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <thread>

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
bool comes_to_say(TrialNode& node, std::string_view code, const Awarded& badge) {
  for (int i = 0; i < 600; ++i) {
    if (node.verdict_code(badge.credential) == code) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return false;
}

/// The library has no peers, so nobody keeps it from signing anew what it signed before.
struct TwoStories {
  TwoStories() {
    const auto definition = library.define();
    in_one = library.award(definition);
    in_other = library.award(definition);
    in_neither = library.award(definition);
    REQUIRE(municipality.catches_up_with(library));
    CHECK(library.process.stop() == 0);
    library.organisation.copy_to("other");

    library.process.start();
    library.change(in_one, "revoke");
    REQUIRE(municipality.catches_up_with(library));
    CHECK(municipality.verdict_code(in_one.credential) == "badge.revoked");
    CHECK(municipality.verdict_code(in_other.credential) == "badge.genuine");
    CHECK(library.process.stop() == 0);
    library.organisation.restore("other");

    library.process.start();
    library.change(in_other, "revoke");
  }

  /// The lists of both branches follow the proof.
  bool comes_to_know(TrialNode& node) {
    return comes_to_hold_a_fork(node) && comes_to_say(node, "badge.revoked", in_one) &&
           comes_to_say(node, "badge.revoked", in_other);
  }

  void check(TrialNode& node) {
    CHECK(node.verdict_code(in_one.credential) == "badge.revoked");
    CHECK(node.verdict_code(in_other.credential) == "badge.revoked");
    const auto untouched = node.verify(in_neither.credential).text("verdict.status.status");
    CHECK(untouched != "revoked");
  }

  TrialNode library;
  TrialNode municipality{{.name = "Gemeente", .peers = {library.organisation.url()}}};
  Awarded in_one, in_other, in_neither;
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

}  // namespace
}  // namespace waarmerk::tests
