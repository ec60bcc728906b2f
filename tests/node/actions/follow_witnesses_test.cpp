#include "node/actions/follow_witnesses.hpp"

#include <doctest/doctest.h>

#include <array>

#include "node/actions/change_status.hpp"
#include "node/gossip/frame.hpp"
#include "node/records/witnesses.hpp"
#include "tests/support/street.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Grade;
using tests::Neighbour;
using tests::signer_of;
using tests::Street;

constexpr std::uint8_t first_seed = 11;

WitnessPolicy trusting(std::size_t witnesses) {
  WitnessPolicy policy;
  for (std::uint8_t i = 0; i < witnesses; ++i) {
    policy.trusted.push_back(
        did::did_key_of(signer_of(static_cast<std::uint8_t>(first_seed + i))->public_key()));
  }
  return policy;
}

/// A library, two schools that are witnesses of it, and an employer whose peers the schools are.
struct Place {
  explicit Place(std::size_t trusted = 1)
      : library(&street.add({.host = "library.example"})),
        badge(library->home.award(library->home.define("Taalmaatje"))) {
    for (std::uint8_t i = 0; i < 2; ++i) {
      schools[i] = &street.add({.host = "school-" + std::to_string(i) + ".example",
                                .seed = static_cast<std::uint64_t>(first_seed + i),
                                .is_witness = true});
      schools[i]->add_peer("library.example");
    }
    employer = &street.add({.host = "employer.example", .seed = 3, .policy = trusting(trusted)});
    for (const auto* host : {"school-0.example", "school-1.example"}) employer->add_peer(host);
    street.work(3);
  }

  credential::StatusFacts status() { return employer->verify(badge).status; }

  Street street;
  Neighbour* library;
  std::array<Neighbour*, 2> schools{};
  Neighbour* employer = nullptr;
  json::Document badge;
};

}  // namespace

TEST_CASE("a badge whose issuer a witness saw a moment ago is A, and its issuer is not asked") {
  Place place;
  place.street.pass(10 * minute_ms);
  place.street.pass(10 * minute_ms);
  const auto asked = place.street.network.asked("library.example");
  const auto verdict = place.employer->verify(place.badge);
  CHECK(verdict.code() == "badge.genuine");
  CHECK(verdict.status.grade == Grade::a);
  CHECK(verdict.status.issuer.witnesses.agree == 1);
  CHECK(verdict.status.issuer.witnesses.needed == 1);  // four nodes are few
  CHECK_FALSE(verdict.phoned_home);
  CHECK(place.street.network.asked("library.example") == asked);
}

TEST_CASE("without a witness that counts there is no A") {
  Place place(0);
  place.street.pass(10 * minute_ms);
  place.street.pass(10 * minute_ms);
  CHECK(place.status().grade == Grade::b);
  CHECK(place.status().issuer.witnesses.of == 0);
}

TEST_CASE("among five nodes one witness is not enough, and two are") {
  for (const std::size_t trusted : {std::size_t{1}, std::size_t{2}}) {
    Place place(trusted);
    auto& other = place.street.add({.host = "other.example", .seed = 4});
    for (auto* school : place.schools) school->add_peer("other.example");
    REQUIRE(other.home.memory.records.feeds.count() == 1);
    place.street.pass(10 * minute_ms);
    place.street.pass(10 * minute_ms);
    place.street.pass(10 * minute_ms);
    CHECK(place.status().issuer.witnesses.needed == 2);
    CHECK(place.status().issuer.witnesses.agree == trusted);
    CHECK(place.status().grade == (trusted == 2 ? Grade::a : Grade::b));
  }
}

TEST_CASE("a badge that is not heard of again goes from A to B to C, and says since when") {
  Place place;
  place.street.pass(10 * minute_ms);
  place.street.pass(10 * minute_ms);
  CHECK(place.status().grade == Grade::a);
  const auto known = place.status().as_of;
  place.street.network.cut();
  place.employer->home.clock.advance(3 * hour_ms);
  CHECK(place.status().grade == Grade::b);
  place.employer->home.clock.advance(40 * day_ms);
  const auto verdict = place.employer->verify(place.badge);
  CHECK(verdict.code() == "badge.status_stale");
  CHECK(verdict.status.grade == Grade::c);
  CHECK(verdict.status.issuer.liveness == credential::Liveness::silent);
  CHECK(verdict.status.as_of == known);
}

TEST_CASE("a revocation that a witness saw and that is kept from us ends in D, not in a yes") {
  Place place;
  place.street.pass(10 * minute_ms);
  // From now on the employer hears of witnesses, and nothing of the library.
  for (const auto* host : {"school-0.example", "school-1.example"}) {
    REQUIRE(tests::run_on(place.street.context,
                          place.employer->exchange->remove_peer("https://" + std::string(host))));
  }
  WitnessFollower listening(place.employer->ports, trusting(1),
                            [] { return std::vector<std::string>{"https://school-0.example"}; });
  const auto id = tests::id_of(place.badge);
  REQUIRE(tests::run_task(change_status(place.library->home.ports, {.badge_id = id})));
  for (int i = 0; i < 3; ++i) place.street.pass(10 * minute_ms);
  REQUIRE(tests::run_on(place.street.context, listening.round()));
  CHECK(place.status().issuer.has(credential::Conflict::witness_ahead));
  CHECK(place.status().grade == Grade::b);
  place.street.network.cut();
  place.employer->home.clock.advance(8 * day_ms);
  const auto verdict = place.employer->verify(place.badge);
  CHECK(verdict.code() == "badge.status_outdated");
  CHECK(verdict.outcome == credential::Outcome::cannot_be_checked);
  CHECK(verdict.status.grade == Grade::d);
}

TEST_CASE("what links bring is not asked for by HTTP, and what they do not bring is") {
  Place place(0);  // whose own follower listens to nobody
  place.street.pass(10 * minute_ms);
  auto& employer = *place.employer;
  std::vector<feed::FeedId> asked;
  WitnessFollower follower(employer.ports, trusting(1),
                           [&place] { return std::vector{place.schools[0]->home.self.url}; });
  follower.ask_links_by([&](const did::Did& witness, const std::vector<feed::FeedId>& feeds) {
    CHECK(witness == place.schools[0]->witness());
    asked.insert(asked.end(), feeds.begin(), feeds.end());
  });
  const auto requests = [&] { return place.street.network.asked("school-0.example"); };
  const auto round = [&] { REQUIRE(tests::run_on(place.street.context, follower.round())); };
  const auto is_kept = [&](const feed::FeedId& feed) {
    const auto kept =
        records::find_proof(employer.home.memory.store, feed, place.schools[0]->witness());
    return kept->has_value();
  };
  REQUIRE(follower.hear(*place.schools[1]->role->latest()));  // who does not count
  CHECK(asked.empty());
  REQUIRE(follower.hear(*place.schools[0]->role->latest()));
  CHECK(asked == employer.home.memory.records.feeds.all());
  const auto before = requests();
  round();
  CHECK(requests() == before);
  CHECK(asked.size() == employer.home.memory.records.feeds.count());  // once about each snapshot
  const auto library = place.library->home.self.feed;
  REQUIRE(follower.hear(*place.schools[0]->role->prove(library)));
  CHECK(is_kept(library));
  CHECK_FALSE(is_kept(place.schools[0]->home.self.feed));
  employer.home.clock.advance(link_patience_ms);
  round();
  CHECK(requests() == before + asked.size() - 1);
  CHECK(is_kept(place.schools[0]->home.self.feed));
}

TEST_CASE("what a disk does not take is not taken for known") {
  Place place(0);
  place.street.pass(10 * minute_ms);
  WitnessFollower follower(place.employer->ports, trusting(1),
                           [] { return std::vector<std::string>(); });
  auto& store = place.employer->home.memory.store;
  const auto proof = *place.schools[0]->role->prove(place.library->home.self.feed);
  store.is_full = true;
  CHECK_FALSE(follower.hear(*place.schools[0]->role->latest()));
  CHECK_FALSE(follower.hear(proof));
  store.is_full = false;
  REQUIRE(follower.hear(proof));
  CHECK(*records::find_proof(store, place.library->home.self.feed, place.schools[0]->witness()));
}

TEST_CASE("a proof by somebody who is not trusted, or about another feed, is not kept") {
  Place place;
  place.street.pass(10 * minute_ms);
  const auto& store = place.employer->home.memory.store;
  const auto library = place.library->home.self.feed;
  CHECK(*records::find_proof(store, library, place.schools[0]->witness()));
  CHECK_FALSE(*records::find_proof(store, library, place.schools[1]->witness()));
  CHECK(*records::find_snapshot(store, place.schools[0]->witness()));
}

TEST_CASE("what was kept of a witness is handed on by who keeps it") {
  Place place;
  place.street.pass(10 * minute_ms);
  WitnessPolicy policy = trusting(1);
  auto& far = place.street.add({.host = "far.example", .seed = 5, .policy = policy});
  far.add_peer("employer.example");
  place.street.network.take("school-0.example");
  place.street.network.take("school-1.example");
  place.street.pass(minute_ms);
  place.street.pass(10 * minute_ms);
  CHECK(*records::find_proof(far.home.memory.store, place.library->home.self.feed,
                             place.schools[0]->witness()));
}

TEST_CASE("a witness that says two things of one time is broken, and counts no more") {
  Place place;
  place.street.pass(10 * minute_ms);
  place.street.pass(10 * minute_ms);
  REQUIRE(place.status().grade == Grade::a);
  auto& store = place.employer->home.memory.store;
  const auto feed = place.library->home.self.feed;
  const auto witness = place.schools[0]->witness();
  // The same witness, with a disk that knows nothing: it says less of the feed, and later.
  tests::WitnessDesk liar(first_seed);
  const auto early = place.library->home.memory.records.feeds.headers(feed, 0, {1, 1}, 1).front();
  REQUIRE(liar.witness.see(early, place.employer->home.clock.now()));
  const auto snapshot = liar.publish(place.employer->home.clock.now() + minute_ms);
  const auto proof = liar.witness.prove(feed, snapshot);
  REQUIRE(proof);
  storage::Batch rows;
  records::save_proof(rows, feed, witness, gossip::encode_frame(*proof));
  auto& school = place.schools[1]->home.memory;
  school.write(rows);
  place.street.network.take("school-0.example");
  storage::Batch told;
  records::save_snapshot(told, witness, gossip::encode_frame(snapshot));
  school.write(told);
  place.street.pass(10 * minute_ms);
  CHECK(*records::is_broken_witness(store, witness));
  CHECK(place.status().grade == Grade::b);
  CHECK(place.status().issuer.witnesses.agree == 0);
}

}  // namespace waarmerk::node::actions
