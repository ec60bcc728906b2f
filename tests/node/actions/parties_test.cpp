#include "node/actions/parties.hpp"

#include <doctest/doctest.h>

#include "tests/support/vouching.hpp"

namespace waarmerk::node::actions {

TEST_CASE("an organisation is called as its policy says, as it says itself, or by its DID") {
  tests::TestNode node("library.example");
  const auto lab = *did::Did::parse("did:web:lab.example");
  tests::vouch(node, tests::word_of(node, lab));
  const auto own = feed::feed_id_of(node.self.did);
  const auto of_lab = feed::feed_id_of(lab);
  const auto unknown = feed::feed_id_of(*did::Did::parse("did:web:unknown.example"));
  Parties parties(node.memory.records, {});
  CHECK(parties.find(own)->name == node.self.name);
  CHECK(parties.find(own)->did == node.self.did.text());
  CHECK(parties.find(of_lab)->did == lab.text());
  CHECK(parties.find(of_lab)->name.empty());
  CHECK(parties.find(unknown)->did == feed::print_feed_id(unknown));

  TrustPolicy policy;
  policy.parties[own] = {node.self.did.text(), "Our library"};
  Parties by_policy(node.memory.records, policy);
  CHECK(by_policy.find(own)->name == "Our library");
}

TEST_CASE("an organisation is called as it called itself last") {
  tests::TestNode node("library.example");
  const auto lab = *did::Did::parse("did:web:lab.example");
  const auto say_as = [&](const std::string& name) {
    node.clock.advance(second_ms);
    auto word = tests::word_of(node, lab);
    word.truster_name = name;
    tests::vouch(node, word);
    return Parties(node.memory.records, {}).find(feed::feed_id_of(node.self.did))->name;
  };
  CHECK(say_as("The reading room") == "The reading room");
  CHECK(say_as("The library") == "The library");
  CHECK(say_as("A library") == "A library");
}

TEST_CASE("who has no name is looked up once, and stays without one") {
  tests::TestNode node("library.example");
  const auto lab = feed::feed_id_of(*did::Did::parse("did:web:lab.example"));
  Parties parties(node.memory.records, {});
  CHECK(parties.find(lab)->did == feed::print_feed_id(lab));
  tests::vouch(node, tests::word_of(node, *did::Did::parse("did:web:lab.example")));
  CHECK(parties.find(lab)->did == feed::print_feed_id(lab));
}

TEST_CASE("who is introduced is known where nothing else says who it is") {
  tests::TestNode node("library.example");
  const auto lab = *did::Did::parse("did:web:lab.example");
  Parties parties(node.memory.records, {});
  parties.introduce(feed::feed_id_of(lab), {lab.text(), ""});
  CHECK(parties.find(feed::feed_id_of(lab))->did == lab.text());
}

}  // namespace waarmerk::node::actions
