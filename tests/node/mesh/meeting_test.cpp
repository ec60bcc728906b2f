// Feeds that are not known yet, and come over links.
#include <doctest/doctest.h>

#include <map>
#include <vector>

#include "node/mesh/error_codes.hpp"
#include "tests/support/issuer.hpp"
#include "tests/support/lone_core.hpp"

namespace waarmerk::node::mesh {

using tests::Issuer;
using tests::LoneCore;
using tests::MemoryFeeds;

namespace {

// Knows the authors, and whoever was looked up.
struct Acquaintances final : Judge {
  Result<void> check(const feed::Header& header) const override {
    const auto found = keys.find(header.feed);
    if (found == keys.end()) return notary.check(header);
    TRY(key, found->second.find(header));
    return feed::verify_header(header, key);
  }
  Result<void> check(const gossip::PeerRecord& record) const override {
    return notary.check(record);
  }
  Result<void> check(const feed::Header&, ByteView) const override { return {}; }

  sim::Notary notary{1, LoneCore::authors, sim::Signatures::fake};
  std::map<feed::FeedId, feed::FeedKeys> keys = {};
};

struct Meeting {
  explicit Meeting(Limits limits = {})
      : node({.subscription = {.all = true}, .limits = limits}, judge) {}

  /// A feed of two entries.
  Issuer introduce(std::uint8_t seed) {
    Issuer issuer(seed);
    issuer.publish(theirs, issuer.introduction());
    issuer.publish(theirs, Issuer::status(1));
    return issuer;
  }
  feed::Entry entry(const Issuer& issuer, std::uint64_t seq) const {
    const auto header = theirs.headers(issuer.feed(), 0, {.from = seq, .to = seq}, 1).front();
    return {header, theirs.payload(header.payload_hash).value()};
  }
  void claim(LinkId link, const std::vector<Issuer*>& issuers) {
    gossip::Heads heads;
    for (const auto* issuer : issuers) heads.heads.push_back(*theirs.head(issuer->feed()));
    node.hear(link, heads);
  }
  /// What is asked for on this link.
  std::vector<gossip::EntryRange> asked(LinkId link) {
    std::vector<gossip::EntryRange> ranges;
    for (const auto& frame : node.sent<gossip::Iwant>(link))
      ranges.insert(ranges.end(), frame.ranges.begin(), frame.ranges.end());
    return ranges;
  }
  /// The driver found the keys.
  void resolve(const Issuer& issuer) {
    judge.keys.emplace(issuer.feed(), issuer.keys());
    node.tell(FeedResolved{issuer.feed(), true});
  }
  std::uint64_t held(const Issuer& issuer) const {
    const auto head = node.disk.head(issuer.feed());
    return head ? head->seq : 0;
  }

  Acquaintances judge;
  MemoryFeeds theirs;
  LoneCore node;
};

// Feeds of one link, beyond what it may bring.
struct Flood : Meeting {
  explicit Flood(Limits limits) : Meeting(limits) {
    for (std::uint8_t seed = 1; seed <= 40; ++seed) issuers.push_back(introduce(seed));
    for (auto& issuer : issuers) all.push_back(&issuer);
  }
  /// All that is asked for comes, and is looked up with success.
  std::size_t answer(LinkId link) {
    std::size_t count = 0;
    for (auto ranges = asked(link); !ranges.empty(); ranges = asked(link))
      for (const auto& range : ranges) {
        const auto& issuer = *std::ranges::find(issuers, range.feed, &Issuer::feed);
        for (auto seq = range.range.from; seq <= range.range.to; ++seq)
          node.hear(link, entry(issuer, seq));
        const bool is_looked_up =
            std::ranges::count(node.looked_up, range.feed, &ResolveFeed::feed) > 0;
        if (judge.keys.contains(range.feed) || !is_looked_up) continue;
        resolve(issuer);
        ++count;
      }
    return count;
  }

  std::vector<Issuer> issuers;
  std::vector<Issuer*> all;
};

Limits few_feeds() {
  Limits limits;
  limits.strangers.of_node_max = 8;
  return limits;
}

}  // namespace

TEST_CASE("a feed that nobody knows says who it is first, and comes once its keys are known") {
  Meeting meeting;
  auto issuer = meeting.introduce(9);
  const auto link = meeting.node.up(1);
  meeting.claim(link, {&issuer});
  const auto asked = meeting.asked(link);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].range == feed::SeqRange{.from = 1, .to = 1});
  CHECK(asked[0].payloads);
  const auto first = meeting.entry(issuer, 1);
  meeting.node.hear(link, first);
  REQUIRE(meeting.node.looked_up.size() == 1);
  CHECK(meeting.node.looked_up[0].feed == issuer.feed());
  CHECK(meeting.node.looked_up[0].introduction == first.payload);
  CHECK(meeting.held(issuer) == 0);
  meeting.resolve(issuer);
  const auto rest = meeting.asked(link);
  REQUIRE(rest.size() == 1);
  CHECK(rest[0].range == feed::SeqRange{.from = 1, .to = 2});
  meeting.node.hear(link, first);
  meeting.node.hear(link, meeting.entry(issuer, 2));
  CHECK(meeting.held(issuer) == 2);
  CHECK(meeting.node.looked_up.size() == 1);
}

TEST_CASE("what was pushed of a feed that nobody knows, and a proof against it, introduce it too") {
  Meeting meeting;
  const auto issuer = meeting.introduce(9);
  const auto link = meeting.node.up(1);
  meeting.node.hear(link, meeting.entry(issuer, 2));
  CHECK(meeting.asked(link).size() == 1);
  const auto other = meeting.introduce(10);
  const auto one = other.sign(meeting.theirs, Issuer::status(2));
  const auto two = other.sign(meeting.theirs, Issuer::status(3));
  meeting.node.hear(link, gossip::Fork{feed::make_fork_proof(one.header, two.header).value()});
  const auto asked = meeting.asked(link);
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].feed == other.feed());
  CHECK(asked[0].range == feed::SeqRange{.from = 1, .to = 1});
}

TEST_CASE("a feed that does not begin with its owner's document is left, and its bringer is not") {
  Meeting meeting;
  Issuer issuer(9);
  issuer.publish(meeting.theirs, Issuer::status(1));
  const auto link = meeting.node.up(1);
  meeting.claim(link, {&issuer});
  meeting.node.hear(link, meeting.entry(issuer, 1));
  CHECK(meeting.node.looked_up.empty());
  CHECK_FALSE(meeting.node.is_closed(link));
  meeting.asked(link);
  meeting.claim(link, {&issuer});
  CHECK(meeting.asked(link).empty());
  meeting.node.wait(11 * minute_ms);
}

TEST_CASE("who gives another payload than the first entry names is shown out") {
  Meeting meeting;
  auto issuer = meeting.introduce(9);
  const auto link = meeting.node.up(1);
  meeting.claim(link, {&issuer});
  auto first = meeting.entry(issuer, 1);
  first.payload.push_back(0);
  meeting.node.hear(link, first);
  CHECK(meeting.node.is_closed(link));
  CHECK(meeting.node.looked_up.empty());
}

TEST_CASE("what cannot be looked up is tried again after ten minutes, and then twice as long") {
  Meeting meeting;
  auto issuer = meeting.introduce(9);
  const auto try_again = [&] {
    const auto link = meeting.node.up(1);
    meeting.claim(link, {&issuer});
    if (!meeting.asked(link).empty()) {
      meeting.node.hear(link, meeting.entry(issuer, 1));
      meeting.node.tell(FeedResolved{issuer.feed(), false});
    }
    meeting.node.tell(LinkDown{link});
    return meeting.node.looked_up.size();
  };
  CHECK(try_again() == 1);
  CHECK(try_again() == 1);
  meeting.node.wait(10 * minute_ms);
  CHECK(try_again() == 2);
  meeting.node.wait(11 * minute_ms);
  CHECK(try_again() == 2);
  meeting.node.wait(9 * minute_ms);
  CHECK(try_again() == 3);
}

TEST_CASE("no more are asked at a time than may be, and the others in their turn") {
  Limits limits;
  limits.strangers.asked_of_link_max = 3;
  limits.strangers.waiting_of_link_max = 30;
  Flood flood(limits);
  const auto link = flood.node.up(1, true);
  flood.node.sent<gossip::Recon>(link);
  flood.claim(link, flood.all);
  const auto asked = flood.asked(link);
  CHECK(asked.size() == 3);
  flood.node.wait(35 * second_ms);  // nobody answered
  CHECK(flood.asked(link).size() == 3);
}

TEST_CASE("a flood of feeds ends at the limit, is told once, and takes no place of others") {
  Flood flood(few_feeds());
  const auto flooder = flood.node.up(1);
  const auto honest = flood.node.up(2);
  flood.claim(flooder, flood.all);
  CHECK(flood.answer(flooder) == 8);
  CHECK(flood.node.count<StrangersRefused>() == 1);
  flood.claim(flooder, flood.all);
  CHECK(flood.answer(flooder) == 0);
  CHECK(flood.node.count<StrangersRefused>() == 1);
  const auto refused = std::ranges::find_if(flood.node.events, [](const Event& event) {
    return std::holds_alternative<StrangersRefused>(event);
  });
  REQUIRE(refused != flood.node.events.end());
  CHECK(std::get<StrangersRefused>(*refused).why.code == too_many_strangers);
  CHECK_FALSE(flood.node.is_closed(flooder));
  flood.claim(honest, {flood.all[38], flood.all[39]});
  CHECK(flood.answer(honest) == 2);
  CHECK(flood.held(flood.issuers[39]) == 2);
  // Who comes back is who it was.
  flood.node.tell(LinkDown{flooder});
  const auto back = flood.node.up(1);
  flood.claim(back, flood.all);
  CHECK(flood.answer(back) == 0);
}

TEST_CASE("a node that the operator chose brings as many feeds as it has") {
  Flood flood(few_feeds());
  auto who = LoneCore::who(1);
  who.trust = Trust::configured;
  const auto link = flood.node.up(who);
  flood.claim(link, flood.all);
  CHECK(flood.answer(link) == 40);
  CHECK(flood.node.count<StrangersRefused>() == 0);
}

TEST_CASE("of new feeds no more bytes come from one node than may, and none is lost by another") {
  Limits limits;
  limits.strangers.bytes_of_node_max = 1;
  Flood flood(limits);
  const auto link = flood.node.up(1);
  flood.claim(link, {flood.all[0]});
  CHECK(flood.answer(link) == 1);
  CHECK(flood.held(flood.issuers[0]) == 0);
  // One that is known is no matter of that.
  flood.node.hear(link, flood.node.write(3));
  CHECK(flood.node.held(3) == 2);
}

TEST_CASE("a feed that was put off is looked up ten minutes later, as if it were the first time") {
  Meeting meeting;
  auto issuer = meeting.introduce(9);
  const auto link = meeting.node.up(1);
  for (std::size_t times = 1; times <= 4; ++times) {
    meeting.claim(link, {&issuer});
    meeting.node.hear(link, meeting.entry(issuer, 1));
    REQUIRE(meeting.node.looked_up.size() == times);
    CHECK(meeting.node.looked_up.back().by == LoneCore::who(1).name);
    meeting.node.tell(FeedResolved{.feed = issuer.feed(), .is_put_off = true});
    meeting.claim(link, {&issuer});
    meeting.node.hear(link, meeting.entry(issuer, 1));
    CHECK(meeting.node.looked_up.size() == times);
    meeting.node.now = meeting.node.now + 10 * minute_ms;
  }
}

TEST_CASE("what a feed brings that was met lately is counted after a restart too") {
  Limits limits;
  limits.strangers.bytes_of_node_max = 1;
  Meeting meeting(limits);
  const auto link = meeting.node.up(1);
  meeting.node.tell(FeedsMetBefore{{{meeting.node.feed(3), meeting.node.now - day_ms}}});
  meeting.node.hear(link, meeting.node.write(3));
  CHECK(meeting.node.held(3) == 1);
  meeting.node.hear(link, meeting.node.write(4));
  CHECK(meeting.node.held(4) == 2);
}

TEST_CASE("a key that is not known makes us look again, and not again for every such entry") {
  Meeting meeting;
  auto issuer = meeting.introduce(9);
  const Issuer impostor(10);
  const auto link = meeting.node.up(1);
  meeting.claim(link, {&issuer});
  meeting.node.hear(link, meeting.entry(issuer, 1));
  meeting.resolve(issuer);
  meeting.node.hear(link, meeting.entry(issuer, 1));
  meeting.node.hear(link, meeting.entry(issuer, 2));
  REQUIRE(meeting.held(issuer) == 2);
  const feed::ChainState state(issuer.feed(), meeting.theirs);
  const auto next =
      feed::append(state, Issuer::status(2), meeting.node.now, impostor.signer()).value();
  meeting.node.hear(link, next);
  REQUIRE(meeting.node.looked_up.size() == 2);
  CHECK(meeting.node.looked_up[1].feed == issuer.feed());
  CHECK(meeting.node.looked_up[1].introduction.empty());
  CHECK_FALSE(meeting.node.is_closed(link));
  SUBCASE("the owner has it, and the entry is asked for again") {
    meeting.judge.keys.at(issuer.feed())
        .keys.push_back({.key = impostor.signer().public_key(), .from = tests::start_time});
    meeting.asked(link);
    meeting.node.tell(FeedResolved{issuer.feed(), true});
    const auto asked = meeting.asked(link);
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].range == feed::SeqRange{.from = 3, .to = 3});
    meeting.node.hear(link, next);
    CHECK(meeting.held(issuer) == 3);
  }
  SUBCASE("somebody made it up") {
    meeting.node.tell(FeedResolved{issuer.feed(), true});
    meeting.node.hear(link, next);
    CHECK(meeting.node.looked_up.size() == 2);
    CHECK(meeting.held(issuer) == 2);
  }
}

}  // namespace waarmerk::node::mesh
