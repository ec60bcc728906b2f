// Trust, as a node has it, on a disk: what a caller gets of an issuer, with names, doubts and who
// could vouch, at first and once more; and a bit that arrives, with all that follows from it.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "node/actions/accept_entries.hpp"
#include "node/actions/trust_desk.hpp"
#include "node/feed/chain.hpp"
#include "node/records/families.hpp"
#include "node/records/trust_bits.hpp"
#include "storage/journal.hpp"
#include "storage/rocks_store.hpp"
#include "tests/bench/folder.hpp"
#include "tests/bench/trust_crowd.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk {
namespace {

namespace actions = node::actions;
namespace feed = node::feed;
namespace records = node::records;
namespace trust = node::trust;

constexpr std::int64_t organisations = 10'000;
constexpr std::int64_t bits = 85'000;
constexpr std::size_t turns = 2'000;

std::unique_ptr<storage::RocksStore> open(const std::filesystem::path& folder) {
  const std::vector<std::string> names(records::family_names.begin(), records::family_names.end());
  auto opened = storage::RocksStore::open(folder, names);
  REQUIRE(opened);
  return std::move(*opened);
}

/// The node of somebody who asks, with what came to it of a crowd. The entries are not signed: they
/// are read as they are held, and what is held was checked when it came.
class Asker {
 public:
  Asker() {
    storage::Batch rows;
    const auto write = [&] { REQUIRE(store_->write(std::exchange(rows, {}), buffered)); };
    for (std::int64_t i = 0; i < bits; ++i) {
      say(rows, crowd.next_word());
      if (i % 1'000 == 0) write();
    }
    for (const auto& did : crowd.dids())
      put(rows, {.feed = feed::feed_id_of(did), .ts = bench::trust_time - hour_ms});
    write();
  }

  /// A word of one of them arrives.
  void hear() {
    storage::Batch rows;
    say(rows, crowd.next_word());
    REQUIRE(store_->write(rows, buffered));
  }
  actions::TrustDesk desk() {
    actions::TrustPolicy policy;
    policy.policy = crowd.policy;
    return actions::TrustDesk(records, {}, std::move(policy));
  }
  actions::TrustQuestion next_question() {
    return {crowd.next_issuer(), crowd.some_skill(), bench::trust_time};
  }
  Result<void> write(const storage::Batch& rows) { return store_->write(rows, buffered); }

 private:
  static constexpr auto buffered = storage::Durability::buffered;

  void say(storage::Batch& rows, trust::Endorsement word) {
    const auto number = std::to_string(++said_);
    word.truster_name = "Organisation " + word.truster.text();
    word.comment = "What we saw of it was good, and here is the word of it: " + number;
    const auto seq = put(rows, {.type = feed::EntryType::trust,
                                .feed = feed::feed_id_of(word.truster),
                                .ts = word.from,
                                .payload_hash = sha256(bytes_of("word " + number))});
    records::save_trust_bit(rows, {0, seq}, word);
  }
  std::uint64_t put(storage::Batch& rows, feed::Header header) {
    header.seq = ++lengths_[header.feed];
    records.feeds.save(rows, {header}, header.ts);
    return header.seq;
  }

  bench::Folder folder_;
  std::unique_ptr<storage::RocksStore> store_ = open(folder_.path() / "db");
  storage::Journal journal_{*store_};
  std::map<feed::FeedId, std::uint64_t> lengths_;
  std::uint64_t said_ = 0;

 public:
  bench::Crowd crowd{organisations};
  records::Records records = records::Records::load(*store_, journal_).value();
  tests::TestNode self{"asker.example", 98};
  /// Of our own, but for the records.
  actions::Ports ports{self.clock, self.random, self.self, records, self.publisher, self.fetcher};
};

Asker& asker() {
  static Asker one;
  return one;
}

void explain(benchmark::State& state) {
  auto desk = asker().desk();
  (void)desk.explain(asker().next_question(), bench::trust_time);
  bench::time_each(
      state, [&] { return asker().next_question(); },
      [&](const actions::TrustQuestion& question) {
        const auto before = desk.given_again();
        benchmark::DoNotOptimize(desk.explain(question, bench::trust_time)->amount);
        return desk.given_again() == before;
      });
}

/// Asked before, and a bit has arrived since that the explanation says nothing of. To take that in
/// is not part of it.
void explain_again(benchmark::State& state) {
  constexpr std::size_t asked = 100;
  const actions::TrustQuestion of_nobody{bench::numbered_did("-nobody"), {}, bench::trust_time};
  auto desk = asker().desk();
  std::vector<actions::TrustQuestion> questions;
  for (std::size_t i = 0; i < asked; ++i) {
    questions.push_back(asker().next_question());
    (void)desk.explain(questions.back(), bench::trust_time);
  }
  std::size_t turn = 0;
  std::size_t again = 0;
  bench::time_each(
      state,
      [&] {
        if (turn % asked == 0) {
          asker().hear();
          (void)desk.explain(of_nobody, bench::trust_time);
        }
        return questions[turn++ % asked];
      },
      [&](const actions::TrustQuestion& question) {
        const auto before = desk.given_again();
        benchmark::DoNotOptimize(desk.explain(question, bench::trust_time)->amount);
        const bool is_again = desk.given_again() > before;
        again += is_again ? 1 : 0;
        return is_again;
      });
  state.counters["given_again"] =
      static_cast<double>(again) / static_cast<double>(state.iterations());
}

/// A feed that goes on, so many signed words behind what the asker holds.
struct Truster {
  Truster() {
    hear(tests::entries_of(node));
    const auto held = node.memory.records.feeds.head(node.self.feed)->seq;
    for (std::size_t i = 0; i < turns; ++i) {
      node.clock.advance(1);
      tests::vouch(node, tests::word_of(node, asker().crowd.dids()[i]));
    }
    for (auto after = held; entries.size() < turns; after = entries.back().header.seq) {
      const auto page = tests::entries_of(node, after);
      REQUIRE_FALSE(page.entries.empty());
      entries.insert(entries.end(), page.entries.begin(), page.entries.end());
    }
  }

  static void hear(const node::gossip::Store& store) {
    const auto rows = actions::rows_of(asker().ports, store);
    REQUIRE(rows);
    REQUIRE(asker().write(*rows));
  }

  tests::TestNode node{"truster.example", 97};
  std::vector<node::gossip::StoredEntry> entries;
};

/// As over a link: its header and its credential are verified, it is written with all that follows
/// from it, in one batch that a crash of the machine may lose, and the graph counts it.
void accept(benchmark::State& state) {
  static const Truster truster;
  const auto& self = truster.node.self;
  const auto keys = feed::feed_keys_of(self.document);
  REQUIRE(keys);
  const auto judge = actions::make_judge(asker().records);
  actions::TrustWeb web(asker().records, {});
  REQUIRE(web.follow(bench::trust_time));
  std::size_t turn = 0;
  bench::time_each(
      state, [&] { return tests::only(truster.entries.at(turn++)); },
      [&](const node::gossip::Store& one) {
        const auto& [header, state_of, payload] = one.entries.front();
        const feed::ChainState chain(header.feed, asker().records.feeds);
        const auto admission =
            feed::admit(chain, header, *payload, *keys, truster.node.clock.now());
        if (!std::holds_alternative<feed::Accepted>(admission)) return false;
        if (!judge(header, *payload, *keys)) return false;
        Truster::hear(one);
        return web.follow(bench::trust_time).has_value();
      });
  const auto node = web.graph().find(self.feed);
  if (!node || web.graph().said_by(*node).size() != turns)
    state.SkipWithError("not all of the bits were taken");
}

const bool registered = [] {
  const auto measure = [](const char* name, void (*deed)(benchmark::State&)) {
    benchmark::RegisterBenchmark(name, deed)
        ->Args({organisations, bits})
        ->Iterations(turns)
        ->Repetitions(1)
        ->UseManualTime();
  };
  measure("trust/explain", explain);
  measure("trust/explain-again", explain_again);
  measure("trust/accept", accept);
  return true;
}();

}  // namespace
}  // namespace waarmerk
