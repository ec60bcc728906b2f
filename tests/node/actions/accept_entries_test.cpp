#include "node/actions/accept_entries.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include "node/actions/change_status.hpp"
#include "node/actions/issue_badge.hpp"
#include "node/actions/keep_list.hpp"
#include "node/actions/sign_list.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/feed/payload.hpp"
#include "node/records/badges.hpp"
#include "node/records/dids.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::entries_of;
using tests::list_of;
using tests::only;
using tests::run_task;
using tests::status_payload;
using tests::TestNode;

/// A library with one badge, and an employer who took all that it published until then.
struct Pair {
  Pair() { accept(entries_of(library)); }

  void accept(gossip::Store store) {
    REQUIRE(run_task(accept_entries(employer.ports, std::move(store))));
  }
  /// The employer takes this as the next entry of the library's feed.
  void accept_next(feed::EntryType type, Bytes payload) {
    accept(only(tests::next_entry(library, type, std::move(payload))));
  }
  void accept_list(const tests::ListWish& wish) {
    accept_next(feed::EntryType::status, status_payload(list_of(library, wish), wish.url));
  }
  std::string verify() {
    credential::Verification verification(badge.text(), {.now = employer.clock.now()});
    const auto verdict =
        run_task(verify_badge(std::move(verification), employer.evidence, employer.clock));
    CHECK(employer.fetcher.asked().empty());
    return std::string(verdict.code());
  }
  std::uint64_t place() const {
    const auto row = records::find_badge(library.memory.store, tests::id_of(badge));
    return (*row)->revocation->index;
  }
  Result<void> judge(const Bytes& payload, feed::EntryType type = feed::EntryType::status) const {
    auto header = tests::next_entry(library, feed::EntryType::heartbeat, {}).header;
    header.type = type;
    return make_judge(employer.memory.records)(header, payload,
                                               *feed::feed_keys_of(library.self.document));
  }

  TestNode library{"library.example", 1};
  TestNode employer{"employer.example", 2};
  json::Document badge = library.award(library.define("Taalmaatje"));
};

}  // namespace

TEST_CASE("what was accepted answers for the badge, without a network") {
  Pair pair;
  CHECK(pair.verify() == "badge.genuine");
  const auto seq = pair.library.memory.records.feeds.head(pair.library.self.feed)->seq;
  REQUIRE(run_task(change_status(pair.library.ports, {.badge_id = tests::id_of(pair.badge)})));
  pair.accept(entries_of(pair.library, seq));
  CHECK(pair.verify() == "badge.revoked");
  const auto head = pair.employer.memory.records.feeds.head(pair.library.self.feed);
  CHECK(head == pair.library.memory.records.feeds.head(pair.library.self.feed));
}

TEST_CASE("a revocation that a later list takes back stays") {
  Pair pair;
  pair.accept_list({.set = {pair.place()}});
  CHECK(pair.verify() == "badge.revoked");
  pair.accept_list({});
  CHECK(pair.verify() == "badge.revoked");
  pair.accept_list({.set = {pair.place() ^ 1}});
  CHECK(pair.verify() == "badge.revoked");
}

TEST_CASE("a list counts where the owner of the feed signed it for its place") {
  const Pair pair;
  CHECK(pair.judge(status_payload(list_of(pair.library))));
  const std::string other = "https://library.example/status/2";
  CHECK(pair.judge(status_payload(list_of(pair.library), other)).error().code == foreign_list);
  const TestNode school("school.example", 3);
  CHECK(pair.judge(status_payload(list_of(school))).error().code == foreign_list);
  const TestNode thief("library.example", 66);
  CHECK(pair.judge(status_payload(list_of(thief))).error().code == foreign_list);
  CHECK_FALSE(pair.judge(status_payload("{}")));
  CHECK_FALSE(pair.judge(to_bytes(bytes_of("no payload"))));
  const auto token = feed::encode_status({.url = other,
                                          .format = feed::ListFormat::token_jwt,
                                          .version = 1,
                                          .list = to_bytes(bytes_of("a.b.c"))});
  CHECK_FALSE(pair.judge(*token));
  CHECK(pair.judge(to_bytes(bytes_of("{}")), feed::EntryType::profile));
}

TEST_CASE("who names the place of another's list takes it from nobody") {
  Pair pair;
  TestNode thief("thief.example", 5);
  pair.accept(entries_of(thief));
  tests::ListWish wish{.issuer = "did:web:thief.example", .set = {pair.place()}};
  pair.accept(only(
      tests::next_entry(thief, feed::EntryType::status, status_payload(list_of(thief, wish)))));
  CHECK(pair.verify() == "badge.genuine");
  pair.accept_list({.set = {pair.place()}});
  CHECK(pair.verify() == "badge.revoked");
}

TEST_CASE("a void entry keeps its place and has no effect") {
  Pair pair;
  const auto list = list_of(pair.library, {.set = {pair.place()}});
  auto entry = tests::next_entry(pair.library, feed::EntryType::status, status_payload(list));
  entry.state = feed::EntryState::voided;
  const auto header = entry.header;
  pair.accept(only(std::move(entry)));
  CHECK(pair.verify() == "badge.genuine");
  CHECK(pair.employer.memory.records.feeds.head(pair.library.self.feed) == header);
}

TEST_CASE("a payload that cannot be read holds up nothing") {
  for (const auto type : {feed::EntryType::status, feed::EntryType::did_log}) {
    Pair pair;
    auto entry = tests::next_entry(pair.library, feed::EntryType::heartbeat, {});
    entry.header.type = type;
    entry.payload = to_bytes(bytes_of("\xff{"));
    const auto header = entry.header;
    pair.accept(only(std::move(entry)));
    CHECK(pair.employer.memory.records.feeds.head(pair.library.self.feed) == header);
    CHECK(pair.verify() == "badge.genuine");
  }
}

TEST_CASE("a document that changed is the one that answers, and the older stays with its date") {
  Pair pair;
  const auto moved = make_identity({"did:web:library.example",
                                    "Bibliotheek",
                                    "https://new.library.example",
                                    "issuing-1",
                                    "feed",
                                    {}},
                                   {*pair.library.issuing, *pair.library.feed_signer});
  REQUIRE(moved);
  pair.library.clock.advance(hour_ms);
  pair.accept_next(
      feed::EntryType::did_log,
      *feed::encode_did_snapshot(moved->document.source().root(), pair.library.clock.now()));
  const auto known = records::find_did(pair.employer.memory.store, "did:web:library.example");
  CHECK((*known)->document.text().contains("new.library.example"));
  CHECK(records::did_history(pair.employer.memory.store, "did:web:library.example")->size() == 2);
}

TEST_CASE("of a branch that is not followed the revocations count, and nothing else") {
  Pair pair;
  auto store = tests::no_entries_of(pair.library);
  store.branch_payloads = {
      status_payload(list_of(pair.library, {.set = {pair.place()}})),
      to_bytes(bytes_of("no payload")),
      status_payload(list_of(TestNode("library.example", 66), {.set = {pair.place() ^ 1}}))};
  const auto followed = [&] {
    return (*records::find_list(pair.employer.memory.store,
                                {"https://library.example/status/1", "did:web:library.example"}))
        ->credential;
  };
  const auto before = followed();
  pair.accept(std::move(store));
  CHECK(pair.verify() == "badge.revoked");
  CHECK(followed() == before);
  const auto kept = find_revoked_before(
      pair.employer.memory.store, {"https://library.example/status/1", "did:web:library.example"});
  CHECK((*kept)->count() == 1);
}

TEST_CASE("a fork proof and the payloads of its branches are kept") {
  Pair pair;
  const auto one = tests::next_entry(pair.library, feed::EntryType::heartbeat, {});
  const auto other = tests::next_entry(pair.library, feed::EntryType::status,
                                       status_payload(list_of(pair.library)));
  const auto proof = feed::make_fork_proof(one.header, other.header);
  REQUIRE(proof);
  auto store = tests::no_entries_of(pair.library);
  store.forks = {*proof};
  store.branch_payloads = {*other.payload};
  pair.accept(std::move(store));
  const auto& feeds = pair.employer.memory.records.feeds;
  CHECK(feeds.fork(pair.library.self.feed) == *proof);
  CHECK(feeds.payload(other.header.payload_hash) == other.payload);
}

TEST_CASE("where the disk is full nothing is accepted") {
  Pair pair;
  pair.employer.memory.store.is_full = true;
  const auto entry = tests::next_entry(pair.library, feed::EntryType::heartbeat, {});
  CHECK(run_task(accept_entries(pair.employer.ports, only(entry))).error().code ==
        storage::full_disk);
}

TEST_CASE("a list that comes back with our own feed is ours again, and gives no place twice") {
  Pair pair;
  auto& library = pair.library;
  const auto entry = tests::next_entry(
      library, feed::EntryType::status,
      status_payload(list_of(library, {.set = {pair.place(), pair.place() ^ 1}})));
  REQUIRE(run_task(accept_entries(library.ports, only(entry))));
  const auto& statuses = library.memory.records.statuses;
  CHECK(statuses.is_set({1, static_cast<std::uint32_t>(pair.place())}));
  CHECK(statuses.is_set({1, static_cast<std::uint32_t>(pair.place() ^ 1)}));
  library.memory.restart();
  CHECK(statuses.is_set({1, static_cast<std::uint32_t>(pair.place() ^ 1)}));
  CHECK(statuses.find(1)->version == 9);
  storage::Batch rows;
  CHECK(library.memory.records.statuses
            .draw(rows, {"revocation", "https://library.example"}, library.random)
            .list == 3);
}

TEST_CASE("a token that comes back with our own feed is ours again too") {
  Pair pair;
  auto& library = pair.library;
  REQUIRE(run_task(award_badge(library.ports, {.achievement_id = library.define("Taal"),
                                               .subject_id = tests::someone,
                                               .form = "dc+sd-jwt"})));
  const auto own = library.memory.records.statuses.lists().back();
  auto said = own;
  said.bits[0] = 0x90;  // entry 0 is revoked, and entry 1 suspended
  const auto list = sign_own_list(library.ports, said);
  REQUIRE(list);
  const auto payload = feed::encode_status({.url = own.url,
                                            .format = feed::ListFormat::token_jwt,
                                            .version = 9,
                                            .list = to_bytes(bytes_of(list->credential))});
  REQUIRE(payload);
  const auto entry = tests::next_entry(library, feed::EntryType::status, *payload);
  REQUIRE(run_task(accept_entries(library.ports, only(entry))));
  library.memory.restart();
  const auto& statuses = library.memory.records.statuses;
  CHECK(statuses.is_set({own.number, 0}));
  CHECK(statuses.is_set({own.number, 3}));
  CHECK(statuses.find(own.number)->version == 9);
  storage::Batch rows;
  CHECK(library.memory.records.statuses.draw_token(rows, "https://library.example", library.random)
            .revocation.list == own.number + 1);
}

}  // namespace waarmerk::node::actions
