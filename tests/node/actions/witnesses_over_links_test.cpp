// What a witness signs reaches a verifier that has nothing but one link to somebody in between.
#include <doctest/doctest.h>

#include <algorithm>

#include "node/actions/follow_witnesses.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/records/witnesses.hpp"
#include "tests/support/lane.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Grade;
using tests::House;

/// A library, a municipality that dials it and counts no witnesses, a school that is one and dials
/// the municipality, and an employer that counts the school and dials the municipality too.
struct Place : tests::Lane {
  Place() {
    role.emplace(WitnessRole::start(school.node.ports, *key).value());
    for (House* house : {&library, &municipality}) open(*house);
    open(school, {.find_keys = {}, .role = &*role});
    open(employer, {.find_keys = {}, .witnesses = names_of(policy)});
    employer.mesh->on_event([this](const mesh::Event& event) {
      if (const auto* snapshot = std::get_if<mesh::SnapshotHeard>(&event)) {
        REQUIRE(follower.hear(snapshot->snapshot));
      }
      if (const auto* proof = std::get_if<mesh::ProofHeard>(&event)) {
        REQUIRE(follower.hear(proof->proof));
      }
    });
    follower.ask_links_by([this](const did::Did& witness, std::vector<feed::FeedId> feeds) {
      employer.mesh->want_proofs(witness, std::move(feeds));
    });
    link(municipality, library);
    link(school, municipality);
    link(employer, municipality);
    for (int i = 0; i < 20; ++i) pass(5 * second_ms);  // by then they have compared
  }

  void sign() {
    REQUIRE(tests::run_task(role->look()));
    school.mesh->signed_as_witness(*role->latest());
    settle();
    REQUIRE(tests::run_task(follower.round()));
    settle();
  }
  credential::Verdict verify() {
    credential::Verification verification(badge.text(), {.now = employer.node.clock.now()});
    return tests::run_task(verify_badge(std::move(verification), evidence, employer.node.clock));
  }
  /// Whether a node was asked anything but who it is.
  bool was_asked() const {
    return std::ranges::any_of(employer.node.fetcher.asked(), [](const std::string& url) {
      return !url.ends_with("/.well-known/did.json");
    });
  }

  House& library = add("library.example");
  House& municipality = add("municipality.example");
  House& school = add("school.example");
  House& employer = add("employer.example");
  json::Document badge = library.node.award(library.node.define("Taalmaatje"));
  std::unique_ptr<keys::Signer> key = tests::signer_of(11);
  std::optional<WitnessRole> role;
  WitnessPolicy policy{.trusted = {did::did_key_of(key->public_key())}};
  NodeEvidence evidence{employer.node.ports, {}, policy};
  WitnessFollower follower{employer.node.ports, policy,
                           [this] { return std::vector{municipality.node.self.url}; }};
};

}  // namespace

TEST_CASE("a badge is A by what a witness says over links alone, heartbeat after heartbeat") {
  Place place;
  REQUIRE(place.employer.head_of(place.library) == place.library.head_of(place.library));
  CHECK(place.verify().status.grade == Grade::b);
  place.sign();
  const auto first = place.verify().status;
  CHECK(first.grade == Grade::a);
  CHECK(first.issuer.witnesses.agree == 1);
  for (int i = 0; i < 60; ++i) place.pass(10 * second_ms);
  REQUIRE(tests::run_task(
      place.library.node.publisher.publish({.type = feed::EntryType::heartbeat}, {})));
  place.settle();
  place.sign();
  const auto next = place.verify().status;
  CHECK(next.grade == Grade::a);
  CHECK(*next.issuer.witnesses.newest > *first.issuer.witnesses.newest);
  CHECK(next.as_of > first.as_of);
  CHECK_FALSE(place.was_asked());
  // Who passed it on counts nobody, and keeps nothing.
  const auto& passing = place.municipality.node.memory.store;
  CHECK_FALSE(*records::find_proof(passing, place.library.feed(), place.role->self()));
  CHECK_FALSE(*records::find_snapshot(passing, place.role->self()));
}

}  // namespace waarmerk::node::actions
