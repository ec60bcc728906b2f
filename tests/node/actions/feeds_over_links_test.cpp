// Nodes that have links and no peer who is asked by HTTP become whole, and stay so.
#include <doctest/doctest.h>

#include <algorithm>

#include "node/actions/accept_entries.hpp"
#include "node/actions/change_status.hpp"
#include "node/actions/own_document.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/records/badges.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/lane.hpp"
#include "tests/support/webvh_history.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::House;
using tests::NodeMethod;
using tests::run_task;

/// A library, a municipality that dials it, and an employer that dials the municipality.
struct Town : tests::Lane {
  explicit Town(NodeMethod method = NodeMethod::web) : library(add("library.example", method)) {
    for (House* house : {&library, &municipality, &employer}) open(*house);
  }
  void meet() {
    link(municipality, library);
    link(employer, municipality);
    talk();
  }
  /// By then they have compared.
  void talk() {
    for (int i = 0; i < 30; ++i) pass(5 * second_ms);
  }
  bool is_whole(const House& house) const {
    return house.head_of(library) == library.head_of(library);
  }
  static std::string verify(House& house, const json::Document& badge) {
    credential::Verification verification(badge.text(), {.now = house.node.clock.now()});
    const auto verdict =
        run_task(verify_badge(std::move(verification), house.node.evidence, house.node.clock));
    return std::string(verdict.code());
  }

  House& library;
  House& municipality = add("municipality.example");
  House& employer = add("employer.example");
};

}  // namespace

TEST_CASE("an issuer that nobody knew becomes known from link to link") {
  Town town;
  CHECK(town.employer.exchange->find_keys(town.library.feed()) == nullptr);
  town.meet();
  REQUIRE(town.is_whole(town.municipality));
  REQUIRE(town.is_whole(town.employer));
  CHECK(town.employer.exchange->find_keys(town.library.feed()) != nullptr);
  town.library.node.define("Taalmaatje");
  town.settle();
  CHECK(town.is_whole(town.employer));
}

TEST_CASE("of a did:webvh whose host is gone the first line is enough") {
  Town town(NodeMethod::webvh);
  const std::string at = "https://library.example/.well-known/did.jsonl";
  town.employer.node.fetcher.answer(at, 503, "");
  town.meet();
  CHECK(town.is_whole(town.municipality));
  CHECK(town.is_whole(town.employer));
  CHECK(std::ranges::count(town.employer.node.fetcher.asked(), at) == 1);
}

TEST_CASE("a feed that goes on in a new epoch, with a new key, does so over links") {
  Town town(NodeMethod::webvh);
  town.meet();
  auto& library = town.library.node;
  REQUIRE(town.is_whole(town.employer));
  town.pass(minute_ms);
  library.add_line({.did = library.self.did,
                    .url = library.self.url,
                    .issuing_fragment = "issuing-1",
                    .issuing = library.issuing->public_key(),
                    .feed = tests::update_key(77)->public_key(),
                    .epoch = 1});
  library.feed_signer = tests::update_key(77);
  town.serve_did(town.library);
  town.pass(2 * second_ms);
  library.start_anew();
  town.talk();
  REQUIRE(town.library.head_of(town.library)->epoch == 1);
  CHECK(town.is_whole(town.municipality));
  CHECK(town.is_whole(town.employer));
}

TEST_CASE("what either story of a forked feed revokes is revoked, though only links told of it") {
  Town town;
  auto& library = town.library.node;
  auto& employer = town.employer.node;
  const auto definition = library.define("Taalmaatje");
  const auto in_one = library.award(definition);
  const auto in_other = library.award(definition);
  const auto in_neither = library.award(definition);
  const auto place =
      records::find_badge(library.memory.store, tests::id_of(in_other)).value()->revocation.value();
  const auto url = library.self.url + "/status/" + std::to_string(place.list);
  const auto list = tests::list_of(library, {.url = url, .set = {place.index}});
  const auto other =
      tests::next_entry(library, feed::EntryType::status, tests::status_payload(list, url));
  REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(library))));
  REQUIRE(run_task(accept_entries(employer.ports, tests::only(other))));
  town.open(town.employer);
  REQUIRE(run_task(change_status(library.ports, {.badge_id = tests::id_of(in_one)})));
  CHECK(Town::verify(town.employer, in_other) == "badge.revoked");
  CHECK(Town::verify(town.employer, in_one) != "badge.revoked");
  town.meet();
  for (House* house : {&town.municipality, &town.employer}) {
    CHECK(house->node.memory.records.feeds.fork(town.library.feed()));
    CHECK(Town::verify(*house, in_one) == "badge.revoked");
    CHECK(Town::verify(*house, in_other) == "badge.revoked");
    CHECK(Town::verify(*house, in_neither) != "badge.revoked");
  }
}

TEST_CASE("an issuer whose keys nobody can find is not taken in, and is in no one's way") {
  Town town;
  town.link(town.municipality, town.library);
  town.pass(3 * second_ms);
  REQUIRE(town.is_whole(town.municipality));
  const auto& self = town.library.node.self;
  town.employer.node.fetcher.answer(self.url + "/.well-known/did.json", 500, "");
  town.link(town.employer, town.municipality);
  for (int i = 0; i < 20; ++i) town.pass(5 * second_ms);
  CHECK_FALSE(town.employer.head_of(town.library));
  CHECK(town.employer.head_of(town.municipality) == town.municipality.head_of(town.municipality));
  const auto& asked = town.employer.node.fetcher.asked();
  CHECK(std::ranges::count(asked, self.url + "/.well-known/did.json") == 1);
}

}  // namespace waarmerk::node::actions
