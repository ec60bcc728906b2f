#include "node/actions/known_bits.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "crypto/json/edit.hpp"
#include "crypto/json/parse.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/recognise.hpp"
#include "node/actions/say_of_feed.hpp"
#include "node/credential/issuance.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

Sha256 say(TestNode& node, const did::Did& trustee, const trust::Scope& scope) {
  const auto done =
      run_task(recognise(node.ports, {.trustee = trustee, .terms = {.scope = scope}}));
  REQUIRE(done);
  node.clock.advance(minute_ms);
  return done->hash;
}

trust::Scope only(const std::string& skill) {
  return {.values = {{trust::Dimension::skill, {skill}}}};
}

std::vector<BitState> states(const Result<std::vector<KnownBit>>& bits) {
  std::vector<BitState> found;
  for (const auto& bit : bits.value()) found.push_back(bit.state);
  return found;
}

}  // namespace

TEST_CASE("what we say is known with where it stands, the newest first") {
  TestNode school("school.example", 1);
  const auto town = did::Did::parse("did:web:town.example").value();
  say(school, town, only("sewing"));
  const auto ended = say(school, town, only("cooking"));
  const auto later = say(school, town, only("sewing"));
  REQUIRE(run_task(end_trust(school.ports, ended, "They stopped.")));
  const auto bits = bits_given(school.ports);
  REQUIRE(bits);
  CHECK(states(bits) == std::vector{BitState::stands, BitState::ended, BitState::replaced});
  CHECK(bits->front().kept.name.hash == later);
  CHECK(bits->at(1).kept.reason == "They stopped.");
  school.clock.advance(recognition_ms);
  CHECK(states(bits_given(school.ports)) ==
        std::vector{BitState::expired, BitState::ended, BitState::replaced});
}

TEST_CASE("what is said of us is known as the other feeds have it, and of nobody else") {
  TestNode school("school.example", 1);
  TestNode town("town.example", 2);
  say(town, school.self.did, trust::any_scope());
  say(town, did::Did::parse("did:web:other.example").value(), trust::any_scope());
  CHECK(bits_received(school.ports)->empty());
  REQUIRE(run_task(accept_entries(school.ports, tests::entries_of(town))));
  const auto bits = bits_received(school.ports);
  REQUIRE(bits);
  REQUIRE(bits->size() == 1);
  CHECK(bits->front().said->truster == town.self.did);
  CHECK(bits->front().state == BitState::stands);
  CHECK(bits_given(school.ports)->empty());
}

TEST_CASE("a bit with a term that is not known here is listed, and not taken for more") {
  TestNode school("school.example", 1);
  const auto done =
      run_task(recognise(school.ports, {.trustee = did::Did::parse("did:web:town.example").value(),
                                        .terms = {.scope = trust::any_scope()}}));
  REQUIRE(done);
  std::string text(done->credential.text());
  const std::string known = "bits-of-trust#any";
  text.replace(text.find(known), known.size(), "bits-of-trust#few");
  auto changed = json::without_member(json::parse(text)->root(), "proof").value();
  const auto secured = credential::secure(
      changed, {.verification_method = school.self.issuing_method, .created = school.clock.now()},
      school.self.issuing);
  REQUIRE(secured);
  school.clock.advance(second_ms);
  REQUIRE(run_task(publish_trust(school.ports, *secured)));
  const auto bits = bits_given(school.ports);
  CHECK(states(bits) == std::vector{BitState::unreadable, BitState::stands});
  CHECK(bits->front().kept.about == "did:web:town.example");
}

}  // namespace waarmerk::node::actions
