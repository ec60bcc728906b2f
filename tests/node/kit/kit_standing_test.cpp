#include "node/kit/kit_standing.hpp"

#include <doctest/doctest.h>

#include "node/feed/payload.hpp"
#include "tests/support/survival.hpp"
#include "tests/support/witnessed.hpp"

namespace waarmerk::node::kit {
namespace {

using credential::Conflict;
using credential::Liveness;
using tests::Survival;

struct Question {
  KitStanding ask(const Kit& shown, std::int64_t later_ms = 0) const {
    return standing_of(shown, {.url = url,
                               .documents = scene.library->home.self.documents,
                               .witnesses = scene.policy.trusted,
                               .witnesses_needed = 1,
                               .now = scene.now() + later_ms});
  }

  Survival scene;
  Kit kit = scene.kit();
  std::string url = kit.lists.front().url;
};

}  // namespace

TEST_CASE("a kit shows which entry carried the list, until when nothing followed, and who saw it") {
  const Question question;
  const auto standing = question.ask(question.kit);
  REQUIRE(standing.place);
  CHECK(standing.last_heard == question.kit.headers.back().ts);
  CHECK(standing.facts.liveness == Liveness::live);
  CHECK(standing.facts.witnesses.agree == 1);
  CHECK(standing.facts.witnesses.together);
  CHECK(standing.facts.conflicts.empty());
  CHECK(question.ask(question.kit, 40 * day_ms).facts.liveness == Liveness::silent);
}

TEST_CASE("a chain that is broken, unsigned or another's shows nothing") {
  const Question question;
  const auto shows = [&](auto change) {
    auto kit = question.kit;
    change(kit);
    return question.ask(kit).place.has_value();
  };
  CHECK(shows([](Kit&) {}));
  CHECK_FALSE(shows([](Kit& kit) { kit.headers.clear(); }));
  CHECK_FALSE(shows([](Kit& kit) { kit.headers.back().sig[0] ^= 1; }));
  CHECK_FALSE(shows([](Kit& kit) { kit.headers.back().ts = kit.headers.back().ts + 1; }));
  CHECK_FALSE(shows([](Kit& kit) { kit.headers.erase(kit.headers.begin() + 1); }));
  CHECK_FALSE(shows([](Kit& kit) { kit.headers.front().payload_size += 1; }));
  CHECK_FALSE(shows([](Kit& kit) { kit.lists.front().list += " "; }));
  CHECK_FALSE(shows([](Kit& kit) { kit.lists.front().version += 1; }));
  CHECK_FALSE(shows([](Kit& kit) { kit.issuer = *did::Did::parse("did:web:thief.example"); }));
}

TEST_CASE("behind an entry that may be a newer list, nothing is shown") {
  const Question question;
  auto kit = question.kit;
  REQUIRE(kit.lists.size() > 1);
  const auto whole = question.ask(kit);
  kit.lists.pop_back();  // the entry of that list may now be of any
  const auto part = question.ask(kit);
  REQUIRE(part.place);
  CHECK(*part.last_heard <= *whole.last_heard);
  CHECK(part.facts.witnesses.agree == 0);
  CHECK(part.facts.has(Conflict::witness_ahead));
}

TEST_CASE("a proof that does not hold, or of nobody who counts, is not counted") {
  const Question question;
  auto forged = question.kit;
  forged.proofs.front().snapshot.body.at = forged.proofs.front().snapshot.body.at + 1;
  CHECK(question.ask(forged).facts.witnesses.agree == 0);
  auto twice = question.kit;
  twice.proofs.push_back(twice.proofs.front());
  CHECK(question.ask(twice).facts.witnesses.agree == 1);
  tests::WitnessDesk stranger(42);
  auto strange = question.kit;
  REQUIRE(stranger.witness.see(strange.headers.back(), question.scene.now()));
  const auto snapshot = stranger.publish(question.scene.now());
  strange.proofs = {*stranger.witness.prove(strange.headers.back().feed, snapshot)};
  CHECK(question.ask(strange).facts.witnesses.agree == 0);
}

}  // namespace waarmerk::node::kit
