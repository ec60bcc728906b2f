#include "node/actions/trust_desk.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "crypto/json/parse.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/keep_statement.hpp"
#include "node/credential/credential.hpp"
#include "node/trust/counted.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/trust_town.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;
using trust::Level;

did::Did did_of(const std::string& host) {
  return *did::Did::parse("did:web:" + host + ".example");
}

/// The organisations of the worked example (spec/trust.md 7), each with a feed of its own, and an
/// employer who follows them all.
struct Rotterdam {
  struct Word {
    std::string by;
    std::string about;
    int amount;
    int depth = 0;
  };

  explicit Rotterdam(const std::vector<Word>& words,
                     tests::StatementForm form = tests::StatementForm::endorsement)
      : form(form) {
    for (const auto& word : words) say(word);
    for (const auto& [host, node] : nodes)
      REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(*node))));
    employer.clock.advance(2 * day_ms);
    policy.parties[feed::feed_id_of(did_of("gemeente"))] = {did_of("gemeente").text(), "Gemeente"};
    policy.policy.roots = {{.feed = feed::feed_id_of(did_of("gemeente"))},
                           {.feed = feed::feed_id_of(did_of("vob")), .amount = 60}};
  }

  void say(const Word& word) {
    auto& node = nodes[word.by];
    if (!node) node = std::make_unique<TestNode>(word.by + ".example", nodes.size() + 1);
    node->clock.advance(second_ms);
    auto said = tests::word_of(*node, did_of(word.about));
    said.truster_name = word.by;
    said.comment = "We visited " + word.about + ".";
    said.amount = word.amount;
    said.depth = word.depth;
    said.kind = word.depth > 0 ? trust::Kind::introduce : trust::Kind::issue;
    tests::vouch(*node, said, form);
  }

  Explanation explain(const std::string& issuer) {
    TrustDesk desk(employer.memory.records, {}, policy);
    const auto now = employer.clock.now();
    auto shown = desk.explain({did_of(issuer), {}, now}, now);
    REQUIRE(shown);
    return std::move(*shown);
  }

  tests::StatementForm form;
  std::map<std::string, std::unique_ptr<TestNode>> nodes;
  TestNode employer{"employer.example", 99};
  TrustPolicy policy;
};

const std::vector<Rotterdam::Word> worked_example{
    {"gemeente", "tao", 120, 2}, {"gemeente", "west", 60, 1}, {"vob", "bieb", 90, 1},
    {"tao", "zadkine", 90, 1},   {"bieb", "nieuw", 60},       {"zadkine", "nieuw", 60},
    {"west", "nieuw", 90},       {"west", "academy", 120},    {"nieuw", "academy", 120}};

std::string way_of(const ShownPath& path) {
  auto way = path.root.name;
  for (const auto& bit : path.bits) way += " > " + bit.to.did;
  return way;
}

}  // namespace

TEST_CASE("the worked example, by way of signed feeds, to the number and the word") {
  Rotterdam town(worked_example);
  const auto nieuw = town.explain("nieuw");
  CHECK(nieuw.level == Level::full);
  CHECK(nieuw.amount == 120);
  CHECK(nieuw.bound == 180);
  REQUIRE(nieuw.paths.size() == 2);
  std::set<std::string> ways;
  for (const auto& path : nieuw.paths) ways.insert(way_of(path));
  CHECK(ways == std::set<std::string>{"Gemeente > did:web:west.example > did:web:nieuw.example",
                                      "vob > did:web:bieb.example > did:web:nieuw.example"});
  for (const auto& path : nieuw.paths) CHECK(path.amount == 60);
  CHECK(nieuw.paths.front().bits.back().comment == "We visited nieuw.");
  CHECK(nieuw.issuer.name == "nieuw");
  CHECK(nieuw.vouchers.empty());
  REQUIRE(nieuw.holds_until);
  CHECK(nieuw.paths.front().bits.back().since < town.employer.clock.now());
  CHECK(nieuw.sentence().starts_with("nieuw is recognised by "));
  CHECK(nieuw.sentence().contains("by way of Gemeente and vob") !=
        nieuw.sentence().contains("by way of vob and Gemeente"));

  const auto academy = town.explain("academy");
  CHECK(academy.level == Level::partial);
  CHECK(academy.amount == 60);
  CHECK(academy.bound == 60);
  REQUIRE(academy.cut.size() == 1);
  CHECK(academy.cut[0].from.name == "Gemeente");
  CHECK(academy.cut[0].to->name == "west");
  CHECK(academy.cut[0].amount == 60);
  CHECK(academy.sentence() ==
        "Only west vouches for did:web:academy.example, and your rule asks for more: 60 of 120.");
}

TEST_CASE("in the words of W3C the worked example is the same, to the number and the word") {
  Rotterdam town(worked_example, tests::StatementForm::recognized_entity);
  Rotterdam endorsed(worked_example);
  for (const auto* issuer : {"nieuw", "academy", "west", "nobody"}) {
    CAPTURE(issuer);
    const auto shown = town.explain(issuer);
    const auto same = endorsed.explain(issuer);
    CHECK(shown.level == same.level);
    CHECK(shown.amount == same.amount);
    CHECK(shown.bound == same.bound);
    CHECK(shown.paths.size() == same.paths.size());
    CHECK(shown.cut.size() == same.cut.size());
  }
  CHECK(town.explain("nieuw").amount == 120);
  CHECK(town.explain("nieuw").paths.front().bits.back().comment == "We visited nieuw.");
  CHECK(town.explain("academy").sentence() == endorsed.explain("academy").sentence());
}

TEST_CASE("every step of a path that is shown verifies again from the credential that is kept") {
  Rotterdam town(worked_example);
  const auto& records = town.employer.memory.records;
  std::size_t steps = 0;
  for (const auto* issuer : {"nieuw", "academy"}) {
    for (const auto& path : town.explain(issuer).paths) {
      for (const auto& bit : path.bits) {
        const auto payload = records.feeds.payload(bit.hash);
        REQUIRE(payload);
        const auto credential =
            credential::read_credential(*json::parse(std::string(text_of(*payload))));
        REQUIRE(credential);
        const auto said = trust::read_endorsement(*credential);
        REQUIRE(said);
        CHECK(said->truster.text() == bit.from.did);
        CHECK(said->trustee.text() == bit.to.did);
        CHECK(said->amount == bit.amount);
        const feed::Header header{.type = feed::EntryType::trust, .ts = said->from};
        CHECK(judge_trust(records.store, header, *payload, said->truster));
        auto changed = std::string(text_of(*payload));
        changed.replace(changed.find("We visited"), 10, "We invited");
        CHECK_FALSE(judge_trust(records.store, header, bytes_of(changed), said->truster));
        ++steps;
      }
    }
  }
  CHECK(steps == 6);
}

TEST_CASE("of an issuer whom nobody knows it is said who could vouch for it") {
  Rotterdam town(worked_example);
  const auto shown = town.explain("nobody");
  CHECK(shown.level == Level::none);
  CHECK(shown.paths.empty());
  REQUIRE(shown.vouchers.size() >= 4);
  CHECK(shown.vouchers[0].who.name == "Gemeente");
  CHECK(shown.vouchers[0].hops == 0);
  CHECK(shown.sentence() ==
        "Nobody you trust knows did:web:nobody.example. Gemeente, vob and tao could say whether it "
        "is to be believed.");
}

TEST_CASE("who believes nobody is told so, and a root is believed for itself") {
  Rotterdam town(worked_example);
  const auto gemeente = town.explain("gemeente");
  CHECK(gemeente.level == Level::full);
  CHECK(gemeente.sentence() == "You trust Gemeente yourself.");
  CHECK_FALSE(gemeente.holds_until);
  town.policy.policy.roots[0].amount = 60;
  CHECK(town.explain("gemeente").sentence() ==
        "You trust Gemeente yourself, and your rule asks for more: 60 of 120.");
  town.policy.policy.roots.clear();
  const auto shown = town.explain("nieuw");
  CHECK(shown.level == Level::none);
  CHECK(shown.sentence().contains("named nobody"));
}

TEST_CASE("an objection of a root goes before all else, with its name") {
  Rotterdam town(worked_example);
  town.policy.policy.vetoes = {
      {.by = feed::feed_id_of(did_of("gemeente")), .against = feed::feed_id_of(did_of("nieuw"))}};
  const auto shown = town.explain("nieuw");
  CHECK(shown.level == Level::vetoed);
  CHECK(shown.sentence() == "Gemeente objects to nieuw.");
  CHECK(shown.vouchers.empty());
}

TEST_CASE("whose word about others is enough, counts in part, or is not heard") {
  Rotterdam town(worked_example);
  const auto heed = [&](const std::string& who) {
    TrustDesk desk(town.employer.memory.records, {}, town.policy);
    const auto now = town.employer.clock.now();
    const auto heeded = desk.heed({did_of(who), {}, now}, now);
    REQUIRE(heeded);
    return *heeded;
  };
  CHECK(heed("gemeente").is_enough());
  CHECK(heed("tao").amount == 120);
  CHECK(heed("tao").sentence() == "What tao says of others is enough for you.");
  CHECK_FALSE(heed("bieb").is_enough());
  CHECK(heed("bieb").sentence() ==
        "What bieb says of others counts for 60 of the 120 that your rule asks.");
  CHECK_FALSE(heed("nieuw").is_enough());  // recognised, and no more than that
  CHECK(heed("nieuw").sentence() == "What nieuw says of others does not count for you.");
  town.policy.policy.vetoes = {
      {.by = feed::feed_id_of(did_of("gemeente")), .against = feed::feed_id_of(did_of("tao"))}};
  CHECK(heed("tao").amount == 120);
  CHECK_FALSE(heed("tao").is_enough());
  CHECK(heed("tao").sentence() == "Gemeente objects to tao.");
  TrustDesk desk(town.employer.memory.records, {}, town.policy);
  const auto now = town.employer.clock.now();
  const trust::Scope empty{.values = {{trust::Dimension::skill, {""}}}};
  CHECK(desk.heed({did_of("tao"), empty, now}, now).error().code == trust::bad_scope);
}

TEST_CASE("whom we believe in whole and for all to know is told, and nobody else") {
  Rotterdam town({{"gemeente", "west", 120, 1},
                  {"gemeente", "nieuw", 120},
                  {"gemeente", "half", 60},
                  {"west", "academy", 120}});
  const auto now = town.employer.clock.now();
  const auto us = feed::feed_id_of(did_of("gemeente"));
  const auto told = [&](UnixTime at, const std::optional<feed::FeedId>& only = {}) {
    TrustDesk desk(town.employer.memory.records, {}, town.policy);
    const auto found = desk.believed_by(us, at, only);
    REQUIRE(found);
    std::map<std::string, UnixTime> all;
    for (const auto& one : *found) {
      CHECK(one.who.name != "Our own");  // what we call others is not told
      all[one.who.did] = one.until;
    }
    return all;
  };
  const auto nieuw = did_of("nieuw").text();
  const auto west = did_of("west").text();
  town.policy.parties[feed::feed_id_of(did_of("west"))] = {west, "Our own"};
  CHECK(told(now).size() == 2);  // the roots of the policy are nobody's affair
  CHECK(told(now).contains(west));
  CHECK(told(now).at(nieuw) > now);
  CHECK(told(now).at(nieuw) < now + 365 * day_ms);
  CHECK(told(now, feed::feed_id_of(did_of("west"))).size() == 1);
  CHECK(told(now, feed::feed_id_of(did_of("half"))).empty());
  CHECK(told(now + 366 * day_ms).empty());
  // Of the roots the one that is public, whole, and about everything.
  auto& roots = town.policy.policy.roots;
  roots.push_back({.feed = feed::feed_id_of(did_of("school")), .scope = tests::skill("making")});
  for (const auto& root : roots) town.policy.public_roots.insert(root.feed);
  CHECK(told(now).size() == 2);
  roots.back().scope = trust::any_scope();
  town.policy.parties[roots.back().feed] = {.did = did_of("school").text(), .name = "The school"};
  CHECK(told(now).at(did_of("school").text()) == trust::time_max);
  CHECK(told(now).size() == 3);  // we ourselves are a root here, and half a word is none
  town.policy.policy.vetoes = {{.by = us, .against = feed::feed_id_of(did_of("nieuw"))}};
  CHECK_FALSE(told(now).contains(nieuw));
}

TEST_CASE("what is known of a feed that forked or fell silent is doubted by name") {
  Rotterdam town(worked_example);
  CHECK(town.explain("nieuw").doubts.empty());
  town.employer.clock.advance(40 * day_ms);
  const auto doubts = town.explain("nieuw").doubts;
  REQUIRE_FALSE(doubts.empty());
  for (const auto& doubt : doubts) {
    CHECK(doubt.why == credential::Liveness::silent);
    CHECK(doubt.last_heard);
  }
}

TEST_CASE("a root of whom nothing ever came is named, and silent strangers are not") {
  Rotterdam town({{"gemeente", "west", 60, 1}, {"west", "nieuw", 60}, {"stranger", "nieuw", 120}});
  const auto vob = did_of("vob").text();
  town.policy.parties[feed::feed_id_of(did_of("vob"))] = {vob, "VOB"};
  const auto known = town.explain("nieuw");
  CHECK(known.level == Level::partial);
  REQUIRE(known.doubts.size() == 1);
  CHECK(known.doubts[0].who.did == vob);
  CHECK(known.doubts[0].why == credential::Liveness::unknown);
  CHECK_FALSE(known.doubts[0].last_heard);
  CHECK(town.explain("nobody").sentence().ends_with(" Nothing was heard here yet of VOB."));

  town.employer.clock.advance(40 * day_ms);
  std::set<std::string> doubted;
  for (const auto& doubt : town.explain("nieuw").doubts) doubted.insert(doubt.who.did);
  CHECK(doubted == std::set{vob, did_of("gemeente").text(), did_of("west").text()});
  // Who is not needed is not asked for.
  town.policy.policy.full = 60;
  doubted.clear();
  for (const auto& doubt : town.explain("nieuw").doubts) doubted.insert(doubt.who.did);
  CHECK(doubted == std::set{did_of("gemeente").text(), did_of("west").text()});
}

TEST_CASE("the same question is answered by another policy too, and by what was so then") {
  Rotterdam town(worked_example);
  TrustDesk desk(town.employer.memory.records, {}, {});
  const auto now = town.employer.clock.now();
  const TrustQuestion question{did_of("nieuw"), {}, now};
  CHECK_FALSE(desk.has_policy());
  CHECK(desk.explain(question, now)->level == Level::none);
  CHECK(desk.explain(question, town.policy, now)->level == Level::full);
  CHECK(desk.explain({did_of("nieuw"), {}, now - 10 * day_ms}, town.policy, now)->level ==
        Level::none);
  auto bad = town.policy;
  bad.policy.hops = 9;
  CHECK(desk.explain(question, bad, now).error().code == trust::bad_policy);
}

TEST_CASE("a question about a place is about that, and not about those of the policy") {
  Rotterdam town({{"gemeente", "nieuw", 120}});
  auto& root = town.policy.policy.roots.front();
  root.scope = {.values = {{trust::Dimension::jurisdiction, {"NL-ZH"}}}};
  CHECK(town.explain("nieuw").level == Level::none);
  town.policy.jurisdictions = {"NL-ZH"};
  CHECK(town.explain("nieuw").level == Level::full);
  TrustDesk desk(town.employer.memory.records, {}, town.policy);
  const auto now = town.employer.clock.now();
  const trust::Scope elsewhere{.values = {{trust::Dimension::jurisdiction, {"NL-UT"}}}};
  CHECK(desk.explain({did_of("nieuw"), elsewhere, now}, now)->level == Level::none);
}

TEST_CASE("an answer says when it may change by itself, and which feeds it rests on") {
  Rotterdam town(worked_example);
  const auto nieuw = town.explain("nieuw");
  REQUIRE(nieuw.next_change);
  CHECK(*nieuw.next_change > town.employer.clock.now());
  CHECK(*nieuw.next_change <= *nieuw.holds_until);
  CHECK(nieuw.depends_on.feeds.size() == 7);  // all but the academy
  for (const auto& one : nieuw.depends_on.feeds) CHECK(one.newest);
  const auto nobody = town.explain("nobody");
  CHECK_FALSE(nobody.next_change);
  REQUIRE(nobody.depends_on.feeds.size() == 1);
  CHECK(nobody.depends_on.feeds[0].feed == feed::feed_id_of(did_of("nobody")));
  CHECK_FALSE(nobody.depends_on.feeds[0].newest);
}

TEST_CASE("a bit that comes changes the next answer") {
  Rotterdam town({{"gemeente", "west", 60, 1}, {"west", "nieuw", 60}});
  TrustDesk desk(town.employer.memory.records, {}, town.policy);
  const auto ask = [&] {
    const auto now = town.employer.clock.now();
    return desk.explain({did_of("nieuw"), {}, now}, now)->amount;
  };
  CHECK(ask() == 60);
  auto& gemeente = *town.nodes["gemeente"];
  const auto held = gemeente.memory.records.feeds.head(gemeente.self.feed)->seq;
  town.say({"gemeente", "nieuw", 120});
  REQUIRE(run_task(accept_entries(town.employer.ports, tests::entries_of(gemeente, held))));
  CHECK(ask() == 120);
}

}  // namespace waarmerk::node::actions
