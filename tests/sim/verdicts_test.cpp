// What a verifier would be told by the nodes of a network in trouble: grades, of what they hold and
// of what witnesses saw; and what their lists say of a badge (I3 to I6 of network.md 9.5).
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>

#include "did/resolution.hpp"
#include "node/credential/assurance.hpp"
#include "node/credential/status_check.hpp"
#include "node/credential/status_list.hpp"
#include "node/kit/witness_tally.hpp"
#include "node/witness/stance.hpp"
#include "tests/sim/world.hpp"

namespace waarmerk::sim {

namespace {

namespace credential = node::credential;

witness::EntryPlace place_of(const feed::Header& header) { return {header.epoch, header.seq}; }

// The last entry of the feed is its list; the very first is none.
credential::StateEvidence evidence(const World& world, std::size_t node, std::size_t author) {
  const auto& feed = world.notary().feed(author);
  const auto& disk = *world.nodes()[node].disk;
  const auto head = *disk.head(feed);
  const auto fork = disk.fork(feed);
  credential::StateEvidence state{.is_known = head.seq > 1, .newest = head.ts};
  state.issuer.liveness = credential::liveness_of(
      {.last = head.ts, .is_closed = false, .is_forked = fork.has_value()}, world.now());
  if (fork) state.issuer.conflicts.push_back(credential::Conflict::forked);
  node::kit::WitnessTally tally;
  for (const auto& proof : world.testimony(node, author)) {
    const auto& seen = proof.leaf.head;
    const auto held = disk.headers(feed, seen.epoch, {.from = seen.seq, .to = seen.seq}, 1);
    witness::HeldFeed ours{.head = place_of(head), .entry = place_of(head)};
    if (!held.empty()) ours.at_leaf = feed::entry_hash(held.front());
    tally.hear(witness::stance_of(proof.leaf, ours), proof.snapshot.body.at);
  }
  tally.tell(state.issuer);
  return state;
}

// How many of the nodes that are up would give each grade.
struct Grades {
  std::array<std::size_t, 4> counts{};

  std::size_t of(credential::Grade grade) const { return counts[static_cast<std::size_t>(grade)]; }
};

Grades ask_everywhere(World& world, std::size_t author) {
  for (std::size_t node = 0; node < world.nodes().size(); ++node) world.ask_witnesses(node, author);
  world.run(5 * second_ms);
  Grades grades;
  for (std::size_t node = 0; node < world.nodes().size(); ++node) {
    if (!world.is_up(node)) continue;
    const auto state = evidence(world, node, author);
    const auto grade = credential::grade_of(state, world.now());
    ++grades.counts[static_cast<std::size_t>(grade)];
    const bool forked = world.nodes()[node].disk->fork(world.notary().feed(author)).has_value();
    CHECK_FALSE((forked && grade == credential::Grade::a));
    CHECK((state.is_known || grade == credential::Grade::d));
  }
  return grades;
}

const keys::Signer& list_signer() {
  static const auto signer = tests::signer_of(9);
  return *signer;
}

// What the node has of the list in which the author's badge stands. Where an earlier list is to be
// added, the daemon hands over both; of the two the earlier one decides.
credential::ListEvidence list_evidence(const World& world, std::size_t node, std::size_t author,
                                       std::uint64_t index) {
  const auto& feed = world.notary().feed(author);
  const auto* kept = world.nodes()[node].disk->list(feed);
  const auto self = did::did_key_of(list_signer().public_key());
  const std::string url = "https://library.example/status/1";
  credential::ListEvidence found{.url = url,
                                 .entries = {{.purpose = std::string(credential::revocation),
                                              .index = index,
                                              .list_url = url}},
                                 .list = fail(did::not_found, "no list of this feed is held"),
                                 .from = {.source = credential::Source::gossip,
                                          .issuer = evidence(world, node, author).issuer}};
  if (kept == nullptr) return found;
  auto beside = kept->beside;
  beside.resize(credential::status_entries_min / 8);
  const bool is_taken_back = is_set(beside, index);
  found.from.revoked_before = *credential::StatusList::from_bytes(std::move(beside));
  if (is_taken_back) return found;
  credential::StoredStatus stored{
      .id = url,
      .issuer = self.text(),
      .purposes = {std::string(credential::revocation)},
      .valid_from = world.nodes()[node].disk->head(feed)->ts,
      .method = self.text() + "#" + self.text().substr(std::string_view("did:key:").size()),
      .key = list_signer().public_key(),
      .values = {std::nullopt}};
  if (kept->covers(index)) stored.values = {is_set(kept->followed, index) ? 1U : 0U};
  found.stored = std::move(stored);
  return found;
}

// What the real rule says of a badge at this place of the author's list.
credential::StatusFindings ask(const World& world, std::size_t node, std::size_t author,
                               std::uint64_t index) {
  const credential::StatusRules rules{.now = world.now(),
                                      .time = world.now(),
                                      .issuer = did::did_key_of(list_signer().public_key()).text(),
                                      .issuer_name = "Library"};
  auto answer = credential::check_status(list_evidence(world, node, author, index), rules, {});
  REQUIRE(std::holds_alternative<credential::StatusFindings>(answer));
  return std::get<credential::StatusFindings>(std::move(answer));
}

// Asks one node about one badge, whatever the moment is. What it was told to be revoked, by node,
// author and place, is never again anything less.
using Revoked = std::set<std::tuple<std::size_t, std::size_t, std::uint64_t>>;

void ask_somebody(World& world, Revoked& revoked) {
  using credential::StatusWord;
  const auto node = static_cast<std::size_t>(world.draw(world.nodes().size()));
  const auto author = static_cast<std::size_t>(world.draw(world.nodes().size()));
  const auto index = world.draw(8 * list_bytes + 6);
  const auto* list = world.nodes()[node].disk->list(world.notary().feed(author));
  const bool is_covered = list != nullptr && list->covers(index);
  const auto found = ask(world, node, author, index);
  const auto word = found.facts.word;
  const auto state = found.checks.front().state();
  if (word == StatusWord::not_revoked) CHECK(is_covered);
  if (!is_covered) {
    CHECK(word == StatusWord::unknown);
    CHECK(state != credential::CheckState::passed);
    CHECK(found.facts.grade == credential::Grade::d);
  }
  const bool is_revoked = word == StatusWord::revoked || word == StatusWord::contested;
  CHECK((is_revoked || !revoked.contains({node, author, index})));
  if (is_revoked) revoked.insert({node, author, index});
}

}  // namespace

TEST_CASE("nobody is told that a badge counts without a list that has it, or once it was revoked") {
  World world({.seed = 33, .nodes = 10, .start_ms = second_ms, .witnesses = 2});
  world.run(minute_ms);
  Revoked revoked;
  for (int round = 0; round < 60; ++round) {
    if (round == 15) world.split(50);
    if (round == 25) world.heal();
    if (round == 35) world.equivocate(3);
    world.publish(static_cast<std::size_t>(world.draw(4)));
    world.run(20 * second_ms);
    for (int times = 0; times < 20; ++times) ask_somebody(world, revoked);
  }
  CHECK(revoked.size() > 100);
  CHECK(world.violations().empty());
}

TEST_CASE("what is fresh and witnessed is graded A, what is forked or not known never") {
  using credential::Grade;
  World world(
      {.seed = 31, .nodes = 10, .start_ms = second_ms, .witnesses = 3, .witnesses_crash = false});
  world.run(minute_ms);
  CHECK(ask_everywhere(world, 4).of(Grade::d) == 10);
  world.publish(4);
  world.run(second_ms);
  CHECK(ask_everywhere(world, 4).of(Grade::a) == 0);
  world.run(12 * minute_ms);
  CHECK(ask_everywhere(world, 4).of(Grade::a) >= 9);
  world.publish(5);
  world.run(12 * minute_ms);
  world.equivocate(5);
  world.run(12 * minute_ms);
  CHECK(ask_everywhere(world, 5).of(Grade::a) == 0);
  world.run(70 * minute_ms);
  const auto later = ask_everywhere(world, 4);
  CHECK(later.of(Grade::a) == 0);  // nobody heard of it for an hour and more
  CHECK(world.violations().empty());
}

TEST_CASE("where a part of the network is cut off, nobody there is told more than is known there") {
  using credential::Grade;
  World world({.seed = 32, .nodes = 10, .start_ms = second_ms, .witnesses = 3});
  world.run(minute_ms);
  world.publish(4);
  world.run(12 * minute_ms);
  world.split(50);
  for (int i = 0; i < 3; ++i) {
    world.run(20 * minute_ms);
    world.publish(4);
    ask_everywhere(world, 4);
  }
  world.calm();
  world.run(15 * minute_ms);
  world.publish(4);
  world.run(15 * minute_ms);
  CHECK(ask_everywhere(world, 4).of(Grade::a) >= 7);
  CHECK(world.violations().empty());
}

}  // namespace waarmerk::sim
