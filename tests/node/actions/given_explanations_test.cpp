#include "node/actions/given_explanations.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "crypto/base/split_mix.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/erase_payload.hpp"
#include "node/actions/forget_feed.hpp"
#include "node/actions/trust_desk.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/trust_town.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

did::Did did_of(std::size_t number) {
  return *did::Did::parse("did:web:org" + std::to_string(number) + ".example");
}

/// Organisations with feeds of their own, and an employer who asks, by what came to him of them.
struct Town {
  struct Org {
    std::unique_ptr<TestNode> node;
    std::string name;
    std::uint64_t held = 0;
    std::vector<Sha256> said = {};
  };
  struct Word {
    std::size_t by = 0;
    std::size_t about = 0;
    int amount = trust::full_amount;
    int depth = 0;
    std::int64_t days = 365;
    trust::Scope scope = trust::any_scope();
  };

  explicit Town(std::size_t size, std::uint64_t seed = 1) {
    for (std::size_t i = 0; i < size; ++i) {
      auto node =
          std::make_unique<TestNode>("org" + std::to_string(i) + ".example", 100 * seed + i);
      orgs.push_back({.node = std::move(node), .name = "Org " + std::to_string(i)});
      bring(i);
    }
    policy.policy.roots = {{.feed = feed::feed_id_of(did_of(0))},
                           {.feed = feed::feed_id_of(did_of(1)), .amount = 60},
                           {.feed = feed::feed_id_of(did_of(99)), .amount = 60}};
    policy.parties[feed::feed_id_of(did_of(0))] = {did_of(0).text(), "Gemeente"};
    desk.take(policy, {});
  }

  void vouch(const Word& word) {
    auto& org = orgs[word.by];
    auto said = tests::word_of(*org.node, did_of(word.about));
    said.truster_name = org.name;
    said.comment = "Since " + print_time(said.from);
    said.amount = word.amount;
    said.depth = word.depth;
    said.kind = word.depth > 0 ? trust::Kind::introduce : trust::Kind::issue;
    said.scope = word.scope;
    said.until = said.from + word.days * day_ms;
    org.said.push_back(tests::vouch(*org.node, said));
    pass(second_ms);
  }
  void end(std::size_t by, std::size_t at) {
    auto& org = orgs[by];
    REQUIRE(run_task(end_trust(org.node->ports, org.said[at], "")));
    org.said.erase(org.said.begin() + static_cast<std::ptrdiff_t>(at));
    pass(second_ms);
  }
  void publish(std::size_t by, feed::Draft draft) {
    REQUIRE(run_task(orgs[by].node->publisher.publish(std::move(draft), {})));
    pass(second_ms);
  }
  void rename(std::size_t by, const std::string& name) {
    orgs[by].name = name;
    publish(by, {.type = feed::EntryType::profile,
                 .payload = to_bytes(bytes_of(R"({"name":")" + name + R"("})")),
                 .flags = feed::flag_erasable});
  }
  void beat(std::size_t by) { publish(by, {.type = feed::EntryType::heartbeat}); }

  void bring(std::size_t of) {
    auto& org = orgs[of];
    auto fresh = tests::entries_of(*org.node, org.held);
    if (fresh.entries.empty()) return;
    org.held = fresh.entries.back().header.seq;
    REQUIRE(run_task(accept_entries(employer.ports, std::move(fresh))));
  }
  void fork(std::size_t of) {
    const auto told = records().feeds.head(orgs[of].node->self.feed);
    if (!told) return;
    auto other = *told;
    other.ts = other.ts + 1;
    REQUIRE(feed::sign_header(other, *orgs[of].node->feed_signer));
    storage::Batch rows;
    records().feeds.save_fork(rows, *feed::make_fork_proof(*told, other));
    employer.memory.write(rows);
  }
  void forget(std::size_t of) {
    const auto rows = rows_to_forget(records(), orgs[of].node->self.feed);
    REQUIRE(rows);
    employer.memory.write(*rows);
    orgs[of].held = 0;
  }
  /// The last name that it gave itself is taken back here.
  void erase(std::size_t of) {
    const auto& feed = orgs[of].node->self.feed;
    for (auto seq = orgs[of].held; seq > 0; --seq) {
      const auto entry = records().feeds.find_entry(feed, 0, seq);
      if (!entry || !entry->header.has(feed::flag_erasable)) continue;
      REQUIRE(run_task(erase_payload(employer.ports, {feed, 0, seq})));
      return;
    }
  }
  void pass(std::int64_t ms) {
    for (const auto& org : orgs) org.node->clock.advance(ms);
    employer.clock.advance(ms);
  }

  records::Records& records() { return employer.memory.records; }
  UnixTime now() const { return employer.clock.now(); }
  Explanation ask(const TrustQuestion& question) {
    auto shown = desk.explain(question, now());
    REQUIRE(shown);
    return std::move(*shown);
  }
  Explanation ask(std::size_t about) { return ask({did_of(about), {}, now()}); }
  /// Whether it was given as it was given before.
  bool is_given_again(std::size_t about) {
    const auto before = desk.given_again();
    ask(about);
    return desk.given_again() > before;
  }

  std::vector<Org> orgs;
  TestNode employer{"employer.example", 99};
  TrustPolicy policy;
  TrustDesk desk{employer.memory.records, {}};
};

/// Something happens to one of them, and mostly the employer hears of it.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : chance_(seed) {}

  std::size_t some(std::size_t count) { return chance_.draw_below(count); }

  void happen(Town& town) {
    const auto who = some(town.orgs.size());
    auto& said = town.orgs[who].said;
    switch (some(14)) {
      case 0:
        if (!said.empty()) town.end(who, some(said.size()));
        break;
      case 1:
      case 2: town.rename(who, "Name " + std::to_string(some(1'000'000))); break;
      case 3: town.erase(who); break;
      case 4: town.beat(who); break;
      case 5: town.pass(static_cast<std::int64_t>(1 + some(5)) * 12 * hour_ms); break;
      case 6:
        if (some(4) == 0) town.fork(who);
        break;
      case 7:
        if (some(3) == 0) town.forget(who);
        break;
      default: vouch(town, who);
    }
    if (some(3) > 0) town.bring(who);
  }

 private:
  void vouch(Town& town, std::size_t who) {
    const auto about = some(town.orgs.size() + 1);  // one of them has no feed
    if (about == who) return;
    town.vouch({.by = who,
                .about = about,
                .amount = static_cast<int>(10 * (1 + some(12))),
                .depth = static_cast<int>(some(3)),
                .days = static_cast<std::int64_t>(1 + some(30)),
                .scope = scope_of(some(6))});
  }

  static trust::Scope scope_of(std::size_t number) {
    if (number == 0) return tests::skill("swimming");
    return number == 1 ? tests::skill("making") : trust::any_scope();
  }

  SplitMix64 chance_;
};

/// An explanation that is given again has the places up to which feeds were read when it was found.
Explanation without_places(Explanation shown) {
  for (auto& one : shown.depends_on.feeds) one.newest.reset();
  return shown;
}

}  // namespace

TEST_CASE("an explanation that is given again is the one that is found anew, whatever happened") {
  std::uint64_t given_again = 0;
  std::uint64_t known_again = 0;  // with what is said for something else
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    Town town(6, seed);
    Chance chance(seed);
    for (int step = 0; step < 40; ++step) {
      CAPTURE(step);
      chance.happen(town);
      TrustDesk fresh(town.records(), {}, town.policy);  // which is asked about each once
      for (std::size_t about = 0; about <= town.orgs.size(); ++about) {
        CAPTURE(about);
        TrustQuestion question{did_of(about), {}, town.now()};
        if (about % 2 == 1) question.scope = tests::skill("making");
        if (chance.some(8) == 0) question.at = question.at - 3 * day_ms;
        const auto anew = fresh.explain(question, town.now());
        REQUIRE(anew);
        const auto before = town.desk.given_again();
        CHECK(without_places(town.ask(question)) == without_places(*anew));
        if (!anew->known_for.empty()) known_again += town.desk.given_again() - before;
      }
    }
    given_again += town.desk.given_again();
  }
  CHECK(given_again > 200);  // or nothing was shown
  CHECK(known_again > 0);
}

TEST_CASE("what an explanation says nothing of takes it not away, and a new name in it does") {
  Town town(5);
  town.vouch({.by = 0, .about = 2, .amount = 60});
  town.bring(0);
  CHECK_FALSE(town.is_given_again(2));
  CHECK(town.is_given_again(2));
  town.beat(4);
  town.vouch({.by = 3, .about = 4});
  for (const auto other : {3U, 4U}) town.bring(other);
  CHECK(town.is_given_again(2));
  town.rename(2, "The second");
  CHECK(town.is_given_again(2));  // nothing came yet
  town.bring(2);
  CHECK(town.ask(2).issuer.name == "The second");
  town.erase(2);
  CHECK(town.ask(2).issuer.name == "Bibliotheek");
  CHECK(town.is_given_again(2));
}

TEST_CASE("who could vouch since yesterday is named, and one who only believes changes nothing") {
  Town town(5);
  CHECK(town.ask(2).vouchers.size() == 3);  // the roots
  CHECK(town.is_given_again(2));
  town.vouch({.by = 3, .about = 4, .depth = 0});
  town.bring(3);
  CHECK(town.is_given_again(2));
  town.vouch({.by = 0, .about = 4, .depth = 1});
  town.bring(0);
  CHECK(town.ask(2).vouchers.size() == 4);
  CHECK(town.is_given_again(2));
  town.pass(365 * day_ms);
  CHECK(town.ask(2).vouchers.size() == 3);
}

TEST_CASE("what is said for something else comes and goes with its word, and with who says it") {
  Town town(5);
  const auto known = [&] {
    const auto all = town.ask(2).known_for;
    return all.empty() ? "" : all.front().who.name;
  };
  CHECK(known().empty());
  town.vouch({.by = 3, .about = 2, .scope = tests::skill("making")});
  town.bring(3);
  town.pass(2 * day_ms);
  CHECK(known().empty());  // a stranger
  CHECK(town.is_given_again(2));
  town.vouch({.by = 0, .about = 3, .depth = 1});
  town.bring(0);
  CHECK(known() == "Org 3");
  CHECK(town.is_given_again(2));
  town.orgs[3].name = "The third";
  town.vouch({.by = 3, .about = 4});
  town.bring(3);
  CHECK(known() == "The third");
  CHECK(town.is_given_again(2));
  town.end(3, 0);
  town.bring(3);
  CHECK(known().empty());
}

TEST_CASE("that somebody fell silent takes an explanation away on the day, and a clock set back") {
  Town town(3);
  town.vouch({.by = 0, .about = 2});
  town.bring(0);
  CHECK(town.ask(2).doubts.empty());
  CHECK(town.is_given_again(2));
  town.employer.clock.advance(-minute_ms);
  CHECK_FALSE(town.is_given_again(2));
  town.pass(3 * day_ms);
  REQUIRE(town.ask(2).doubts.size() == 1);
  CHECK(town.ask(2).doubts[0].why == credential::Liveness::late);
  CHECK(town.is_given_again(2));
}

TEST_CASE("another policy is another answer, and what is kept has a bound") {
  Town town(2);
  CHECK(town.ask(0).level == trust::Level::full);
  town.desk.take({}, {});
  CHECK(town.ask(0).level == trust::Level::none);
  for (std::size_t i = 1; i <= GivenExplanations::kept_max; ++i) town.ask(i);
  CHECK_FALSE(town.is_given_again(0));
  CHECK(town.is_given_again(0));
}

}  // namespace waarmerk::node::actions
