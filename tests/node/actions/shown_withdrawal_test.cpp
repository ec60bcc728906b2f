#include "node/actions/shown_withdrawal.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "node/actions/accept_entries.hpp"
#include "node/actions/known_bits.hpp"
#include "node/actions/publish_status.hpp"
#include "node/actions/recognise.hpp"
#include "node/actions/trust_web.hpp"
#include "node/records/status_bits.hpp"
#include "node/records/status_log.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/memory_records.hpp"
#include "tests/support/vouching.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::run_task;
using tests::TestNode;

const std::string list_url = "https://town.example/status/1";
constexpr std::size_t list_bytes = 16'384;

/// A list of the town that is kept, in which the places 5 and 6 were set, and 6 was cleared again.
struct Kept {
  void keep(std::vector<std::string> purposes) {
    storage::Batch rows;
    Bytes both(list_bytes);
    both[0] = 0x06;
    Bytes one(list_bytes);
    one[0] = 0x04;
    records::save_kept_status(rows, name,
                              {.source = "gossip",
                               .received = UnixTime{3'000},
                               .purposes = std::move(purposes),
                               .bits = list_bytes * 8});
    records::save_status_span(rows, name, {UnixTime{1'000}, UnixTime{3'000}});
    records::save_status_changes(rows, name, {}, both, {UnixTime{2'000}});
    records::save_status_changes(rows, name, both, one, {UnixTime{3'000}});
    records::save_status_pages(rows, name, {}, one);
    records::save_kept_revocations(rows, name, "6");
    memory.write(rows);
  }
  std::optional<UnixTime> since(std::optional<trust::ShownAt> shown_at) const {
    auto said = tests::word_of(town, *did::Did::parse("did:web:lab.example"));
    said.shown_at = std::move(shown_at);
    const auto found = shown_withdrawn_since(memory.store, said);
    REQUIRE(found);
    return *found;
  }

  TestNode town{"town.example", 1};
  const std::string issuer = town.self.did.text();
  const records::ListName name{list_url, issuer};
  tests::MemoryRecords memory;
};

/// In the town's list alone: its feed says no end.
void mark(TestNode& town, const Recognised& said) {
  const auto read = credential::read_credential(said.credential);
  const auto place = credential::read_status_entry(read->statuses.front(), "$");
  auto& statuses = town.memory.records.statuses;
  const auto* list = statuses.find(place->list_url);
  REQUIRE(list);
  REQUIRE(statuses.set({list->number, static_cast<std::uint32_t>(place->index)},
                       {true, town.clock.now(), "x"}));
  REQUIRE(run_task(publish_changed_lists(town.ports)));
}

UnixTime end_of_only_bit(TrustWeb& web, const TestNode& by, UnixTime now) {
  REQUIRE(web.follow(now));
  const auto node = web.graph().find(by.self.feed);
  REQUIRE(node);
  const auto bits = web.graph().said_by(*node);
  REQUIRE(bits.size() == 1);
  return web.graph().edge(bits[0]).until;
}

}  // namespace

TEST_CASE("what the list of a bit shows is withdrawn since it showed that first, and for good") {
  Kept kept;
  kept.keep({"revocation"});
  CHECK(kept.since({{list_url, 5}}) == UnixTime{2'000});
  CHECK(kept.since({{list_url, 6}}) == UnixTime{2'000});  // what was taken back since
  CHECK_FALSE(kept.since({{list_url, 7}}));
  CHECK_FALSE(kept.since({{list_url, list_bytes * 8}}));
}

TEST_CASE("no list, one that is not known and one for something else show no withdrawal") {
  Kept kept;
  CHECK_FALSE(kept.since({{list_url, 5}}));
  kept.keep({"suspension"});
  CHECK_FALSE(kept.since({{list_url, 5}}));
  kept.keep({"suspension", "revocation"});
  CHECK(kept.since({{list_url, 5}}));
  CHECK_FALSE(kept.since({}));
  CHECK_FALSE(kept.since({{"https://other.example/status/1", 5}}));
}

TEST_CASE("a bit that is withdrawn in its list alone counts until then, and no longer") {
  TestNode town("town.example", 1);
  TestNode employer("employer.example", 2);
  const auto said = run_task(recognise(
      town.ports, {.trustee = employer.self.did, .terms = {.scope = trust::any_scope()}}));
  REQUIRE(said);
  REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(town))));
  TrustWeb web(employer.memory.records, {});
  const auto start = employer.clock.now();
  CHECK(end_of_only_bit(web, town, start) > start + day_ms);
  CHECK(bits_received(employer.ports)->front().state == BitState::stands);

  const auto held = town.memory.records.feeds.head(town.self.feed)->seq;
  town.clock.advance(minute_ms);
  employer.clock.advance(minute_ms);
  mark(town, *said);
  CHECK(town.memory.records.feeds.head(town.self.feed)->type == feed::EntryType::status);
  REQUIRE(run_task(accept_entries(employer.ports, tests::entries_of(town, held))));
  const auto end = end_of_only_bit(web, town, employer.clock.now());
  CHECK(end > start);
  CHECK(end <= employer.clock.now());
  CHECK(bits_received(employer.ports)->front().state == BitState::ended);
  TrustWeb fresh(employer.memory.records, {});
  CHECK(end_of_only_bit(fresh, town, employer.clock.now()) == end);
}

}  // namespace waarmerk::node::actions
