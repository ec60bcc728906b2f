// kill -9 in the middle of a thousand badges and revocations: what was acknowledged is there.
#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/support/followed_feed.hpp"
#include "tests/support/published_lists.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/trial_node.hpp"

namespace waarmerk::tests {
namespace {

using std::chrono::steady_clock;

constexpr std::uint64_t seed = 20261121;
constexpr int clients = 8;
constexpr int rounds = 10;
constexpr std::size_t badges_max = 1000;

/// What the clients were told. A revocation without an answer may have happened, or not.
struct Ledger {
  enum class Told { nothing, maybe_revoked, revoked };
  struct Row {
    std::string credential;
    Told told = Told::nothing;
  };

  std::mutex mutex;
  std::map<std::string, Row> badges;
  std::vector<std::string> ids;
  std::atomic<std::size_t> revocations = 0;

  std::size_t size() {
    const std::scoped_lock lock(mutex);
    return badges.size();
  }
  void awarded(const Answer& answer) {
    const auto id = answer.text("id");
    const std::scoped_lock lock(mutex);
    badges[id].credential = answer.raw_last("credential");
    ids.push_back(id);
  }
  /// One of the last few, so that two clients often want the same.
  std::string any(Random& random) {
    const std::scoped_lock lock(mutex);
    if (ids.empty()) return {};
    return ids[ids.size() - 1 - draw_below(random, std::min<std::size_t>(ids.size(), 12))];
  }
  void asked_to_revoke(const std::string& id) {
    const std::scoped_lock lock(mutex);
    auto& told = badges[id].told;
    if (told == Told::nothing) told = Told::maybe_revoked;
  }
  void revoked(const std::string& id) {
    const std::scoped_lock lock(mutex);
    badges[id].told = Told::revoked;
    ++revocations;
  }
};

class Client {
 public:
  Client(TrialNode& node, std::string definition, Ledger& ledger, std::uint64_t own_seed)
      : caller_(node.organisation.port()),
        token_(node.token()),
        definition_(std::move(definition)),
        ledger_(ledger),
        random_(own_seed) {}

  void run(const std::atomic<bool>& finished) {
    while (!finished) {
      const bool may_award = ledger_.size() < badges_max;
      const bool answered = may_award && draw_below(random_, 3) < 2 ? award() : revoke();
      if (!answered) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
  }

 private:
  bool award() {
    const auto answer = caller_.post("/v1/badges", award_body(definition_), token_);
    if (answer.status == 201) ledger_.awarded(answer);
    return answer.status == 201;
  }

  /// Two clients may want the same: who comes second is told that it is so already, and relies on
  /// it as the first does.
  bool revoke() {
    const auto id = ledger_.any(random_);
    if (id.empty()) return false;
    ledger_.asked_to_revoke(id);
    const auto answer = caller_.post("/v1/badges/" + id + "/revoke", "", token_);
    if (answer.status == 200 || answer.text("code") == "badge.already_so") ledger_.revoked(id);
    return answer.status == 200;
  }

  HttpCaller caller_;
  std::string token_;
  std::string definition_;
  Ledger& ledger_;
  SeededRandom random_;
};

/// Kills the node at moments that the seed draws, while the clients go on.
void storm(TrialNode& library, const std::string& definition, Ledger& ledger) {
  SeededRandom random(seed);
  std::atomic<bool> finished = false;
  std::vector<std::jthread> threads;
  for (int i = 0; i < clients; ++i) {
    const auto own_seed = seed + static_cast<std::uint64_t>(i) + 1;
    threads.emplace_back(
        [&, own_seed] { Client(library, definition, ledger, own_seed).run(finished); });
  }
  for (int round = 0; round < rounds; ++round) {
    const auto wanted = ledger.size() + 20 + draw_below(random, 120);
    const auto until = steady_clock::now() + std::chrono::seconds(5);
    while (ledger.size() < std::min(wanted, badges_max) && steady_clock::now() < until) {
      std::this_thread::sleep_for(std::chrono::microseconds(200));
    }
    std::this_thread::sleep_for(std::chrono::microseconds(draw_below(random, 10'000)));
    library.process.kill();
    // The threads must end before anything may be required.
    library.process.start(NodeProcess::Await::nothing);
    if (!library.process.await_ready()) break;
  }
  finished = true;
}

void check_badge(TrialNode& library, const std::string& id, const Ledger::Row& row, bool bit) {
  const auto kept = library.caller.get("/v1/badges/" + id, library.token());
  CAPTURE(id);
  REQUIRE(kept.status == 200);
  CHECK(kept.raw_last("credential") == row.credential);
  const auto code = library.verdict_code(row.credential);
  CHECK(code == (bit ? "badge.revoked" : "badge.genuine"));
  CHECK(kept.text("status") == (bit ? "revoked" : "valid"));
  if (row.told == Ledger::Told::revoked) CHECK(bit);
  if (row.told == Ledger::Told::nothing) CHECK_FALSE(bit);
}

TEST_CASE("nothing that a node acknowledged is lost by kill -9, and no place is given twice") {
  CAPTURE(seed);
  TrialNode library;
  TrialNode follower({.name = "Gemeente", .peers = {library.organisation.url()}});
  Ledger ledger;
  const auto definition = library.define();
  const auto began = steady_clock::now();
  storm(library, definition, ledger);
  const std::chrono::duration<double> took = steady_clock::now() - began;
  REQUIRE(library.process.is_running());
  MESSAGE(ledger.badges.size() << " badges and " << ledger.revocations.load() << " revocations in "
                               << took.count() << " s with " << rounds << " kills");
  CHECK(ledger.badges.size() > 100);
  CHECK(ledger.revocations > 20);

  const auto lists = published_lists(library);
  std::set<ListPlace> places;
  for (const auto& [id, row] : ledger.badges) {
    const auto own = places_of(row.credential);
    for (const auto& place : own) CHECK_MESSAGE(places.insert(place).second, place.index);
    check_badge(library, id, row, bit_at(lists, own.front()));
  }

  const auto feed = follow_feed(library);
  for (const auto& list : feed.lists()) {
    const auto number = list.url.substr(list.url.rfind('/'));
    CHECK(library.caller.get("/status" + number).body == text_of(list.list));
  }
  // Who followed all the while saw one story.
  CHECK(follower.catches_up_with(library));
  CHECK(forks_held_by(follower).empty());
}

}  // namespace
}  // namespace waarmerk::tests
