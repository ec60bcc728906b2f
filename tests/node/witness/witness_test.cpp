#include "node/witness/witness.hpp"

#include <doctest/doctest.h>

#include "node/witness/error_codes.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::witness {

namespace {

using tests::fork_at;
using tests::header_at;
using tests::witness_time;
using tests::WitnessDesk;

template <class T>
ErrorCode code_of(const Result<T>& result) {
  return result ? ErrorCode{} : result.error().code;
}

// Two hundred events by chance: heads and lies about them, writes that succeed, fail, or succeed
// without anybody knowing, and crashes. Every proof that was ever shown is compared with every
// other.
void live(std::uint64_t seed) {
  CAPTURE(seed);
  tests::SeededRandom random(seed);
  WitnessDesk desk;
  std::vector<Proof> shown;
  auto now = witness_time;
  for (int i = 0; i < 200; ++i) {
    now = now + static_cast<std::int64_t>(draw_below(random, 20 * minute_ms));
    if (draw_below(random, 30) == 0) now = now - 2 * minute_ms;
    const auto feed = static_cast<std::uint8_t>(1 + draw_below(random, 4));
    const auto content = static_cast<std::uint8_t>(draw_below(random, 2));
    const auto seq = 1 + draw_below(random, static_cast<std::uint64_t>(i) / 8 + 2);
    if (draw_below(random, 40) == 0)
      static_cast<void>(desk.witness.see(fork_at(feed, seq), now));
    else
      static_cast<void>(desk.witness.see(header_at(feed, seq, content), now));
    const auto luck = draw_below(random, 10);
    if (luck == 0) desk.crash();
    const auto draft = luck > 0 ? desk.witness.next(now) : std::nullopt;
    if (draft && luck != 1) desk.write(*draft);
    if (draft && luck <= 2) desk.witness.not_saved();
    if (draft && luck > 2) desk.witness.saved();
    if (luck == 3) desk.crash();
    const auto snapshot = desk.witness.sign(*desk.signer);
    if (!snapshot) continue;
    CHECK(desk.disk.last.has_value());
    for (std::uint8_t of = 1; of <= 4; ++of)
      if (const auto proof = desk.witness.prove(header_at(of, 1).feed, *snapshot)) {
        CHECK(verify_proof(*proof, now + hour_ms));
        shown.push_back(*proof);
      }
  }
  CHECK(shown.size() > 100);
  bool contradicted = false;
  for (const auto& one : shown)
    for (const auto& other : shown) contradicted = contradicted || contradict(one, other);
  CHECK_FALSE(contradicted);
}

}  // namespace

TEST_CASE("a witness never contradicts itself, whatever it hears and however it crashes") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) live(seed);
}

TEST_CASE("nothing is signed before it is on the disk") {
  WitnessDesk desk;
  REQUIRE(desk.witness.see(header_at(1, 1), witness_time));
  CHECK(code_of(desk.witness.sign(*desk.signer)) == nothing_saved);
  const auto draft = desk.witness.next(witness_time + 1);
  REQUIRE(draft);
  CHECK(code_of(desk.witness.sign(*desk.signer)) == nothing_saved);
  desk.witness.saved();
  CHECK(desk.witness.sign(*desk.signer)->body == draft->body);
}

TEST_CASE("while a draft is being written there is no other, and what comes waits for the next") {
  WitnessDesk desk;
  REQUIRE(desk.witness.see(header_at(1, 1), witness_time));
  const auto first = desk.witness.next(witness_time + 1);
  REQUIRE(first);
  CHECK(*desk.witness.see(header_at(1, 2), witness_time + 2));
  CHECK_FALSE(desk.witness.next(witness_time + hour_ms));
  desk.write(*first);
  desk.witness.saved();
  CHECK(desk.witness.sign(*desk.signer)->body.root == first->body.root);
  const auto second = desk.witness.next(witness_time + hour_ms);
  REQUIRE(second);
  CHECK(second->changed == std::vector{leaf_of(header_at(1, 2), witness_time + 2)});
  CHECK(second->body.previous == first->body.root);
}

TEST_CASE("a draft that was not written is said again, at a later time") {
  WitnessDesk desk;
  REQUIRE(desk.witness.see(header_at(1, 1), witness_time));
  const auto lost = desk.witness.next(witness_time + 1);
  REQUIRE(lost);
  desk.witness.not_saved();
  CHECK_FALSE(desk.witness.next(witness_time + 1));
  const auto again = desk.witness.next(witness_time + 2);
  REQUIRE(again);
  CHECK(again->changed == lost->changed);
  CHECK(again->body.previous == Sha256{});
}

TEST_CASE("a snapshot is due ten minutes after the last where anything changed, else in an hour") {
  WitnessDesk desk;
  CHECK_FALSE(desk.witness.due());
  CHECK_FALSE(desk.witness.next(witness_time));
  REQUIRE(desk.witness.see(header_at(1, 1), witness_time));
  CHECK(desk.witness.due() == witness_time);
  desk.publish(witness_time);
  CHECK(desk.witness.due() == witness_time + hour_ms);
  CHECK_FALSE(desk.witness.next(witness_time + hour_ms - 1));
  REQUIRE(desk.witness.see(header_at(1, 2), witness_time + 1));
  CHECK(desk.witness.due() == witness_time + 10 * minute_ms);
  CHECK_FALSE(desk.witness.next(witness_time + 10 * minute_ms - 1));
  CHECK(desk.witness.next(witness_time + 10 * minute_ms));
}

TEST_CASE("a snapshot without news lists the same, and follows the one before") {
  WitnessDesk desk;
  REQUIRE(desk.witness.see(header_at(1, 1), witness_time));
  const auto first = desk.publish(witness_time);
  const auto draft = desk.witness.next(witness_time + hour_ms);
  REQUIRE(draft);
  CHECK(draft->changed.empty());
  CHECK(draft->body.root == first.body.root);
  CHECK(draft->body.previous == first.body.root);
}

TEST_CASE("after a crash what was written is signed again, to the byte") {
  WitnessDesk desk;
  REQUIRE(desk.witness.see(header_at(1, 1), witness_time));
  const auto snapshot = desk.publish(witness_time);
  desk.crash();
  CHECK(*desk.witness.sign(*desk.signer) == snapshot);
  CHECK(desk.witness.prove(header_at(1, 1).feed, snapshot).has_value());
  CHECK(code_of(desk.witness.see(header_at(1, 1, 9), witness_time)) == other_hash);
  CHECK_FALSE(*desk.witness.see(header_at(1, 1), witness_time + 5));
}

TEST_CASE("what would be less, or another, changes nothing") {
  WitnessDesk desk;
  REQUIRE(desk.witness.see(header_at(1, 5), witness_time));
  CHECK(code_of(desk.witness.see(header_at(1, 4), witness_time)) == goes_back);
  CHECK(code_of(desk.witness.see(header_at(1, 5, 1), witness_time)) == other_hash);
  CHECK(*desk.witness.see(fork_at(1, 2), witness_time));
  CHECK(code_of(desk.witness.see(header_at(1, 6), witness_time)) == goes_back);
  const auto proof = *desk.witness.prove(header_at(1, 1).feed, desk.publish(witness_time));
  CHECK(proof.leaf == leaf_of(fork_at(1, 2), witness_time));
}

TEST_CASE("a witness that was restored from a backup says nothing under its key") {
  WitnessDesk desk;
  REQUIRE(desk.witness.see(header_at(1, 1), witness_time));
  desk.publish(witness_time);
  desk.crash(Memory::restored);
  CHECK(code_of(desk.witness.sign(*desk.signer)) == not_safe);
  CHECK_FALSE(desk.witness.due());
  CHECK_FALSE(desk.witness.next(witness_time + day_ms));
}

TEST_CASE("leaves that do not fit their snapshot are damage") {
  WitnessDesk desk;
  REQUIRE(desk.witness.see(header_at(1, 1), witness_time));
  desk.publish(witness_time);
  const auto start = [&](const WitnessState& state) {
    return code_of(Witness::make(desk.self(), state, Memory::whole));
  };
  CHECK(start(desk.disk) == ErrorCode{});
  auto state = desk.disk;
  state.leaves.begin()->second.head.seq = 2;
  CHECK(start(state) == damaged);
  state = desk.disk;
  state.last.reset();
  CHECK(start(state) == damaged);
  state = desk.disk;
  state.last->witness = did::did_key_of(tests::signer_of(2)->public_key());
  CHECK(start(state) == damaged);
  CHECK(start({}) == ErrorCode{});
}

TEST_CASE("only a feed that is listed is proved, and only by the newest snapshot") {
  WitnessDesk desk;
  REQUIRE(desk.witness.see(header_at(1, 1), witness_time));
  const auto old = desk.publish(witness_time);
  CHECK(code_of(desk.witness.prove(header_at(2, 1).feed, old)) == not_listed);
  REQUIRE(desk.witness.see(header_at(2, 1), witness_time));
  CHECK(code_of(desk.witness.prove(header_at(2, 1).feed, old)) == not_listed);
  const auto snapshot = desk.publish(witness_time + hour_ms);
  CHECK(desk.witness.prove(header_at(2, 1).feed, snapshot).has_value());
  CHECK(code_of(desk.witness.prove(header_at(1, 1).feed, old)) == not_listed);
}

TEST_CASE("a clock that went back does not make a leaf younger than its snapshot") {
  WitnessDesk desk;
  REQUIRE(desk.witness.see(header_at(1, 1), witness_time + hour_ms));
  CHECK_FALSE(desk.witness.next(witness_time));
  CHECK(desk.witness.next(witness_time + hour_ms));
}

}  // namespace waarmerk::node::witness
