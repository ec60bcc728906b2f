// Nodes that have links and no peer who is asked by HTTP become whole, and stay so.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/support/lane.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::House;
using tests::NodeMethod;

/// A library, a municipality that dials it, and an employer that dials the municipality.
struct Town : tests::Lane {
  explicit Town(NodeMethod method = NodeMethod::web) : library(add("library.example", method)) {
    for (House* house : {&library, &municipality, &employer}) open(*house);
  }
  void meet() {
    link(municipality, library);
    link(employer, municipality);
    for (int i = 0; i < 30; ++i) pass(5 * second_ms);  // by then they have compared
  }
  bool is_whole(const House& house) const {
    return house.head_of(library) == library.head_of(library);
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
