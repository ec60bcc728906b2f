// Status List Tokens on feeds: they answer for a credential with no network, as a bitstring does.
#include <doctest/doctest.h>

#include <string>

#include "crypto/jose/jws.hpp"
#include "crypto/jose/sd_jwt.hpp"
#include "node/actions/accept_entries.hpp"
#include "node/actions/keep_list.hpp"
#include "node/actions/verify_badge.hpp"
#include "node/credential/token_status_list.hpp"
#include "node/feed/payload.hpp"
#include "node/records/families.hpp"
#include "tests/support/badge_builder.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/seeded_random.hpp"
#include "tests/support/survival.hpp"

namespace waarmerk::node::actions {
namespace {

using credential::Verdict;
using tests::list_of;
using tests::only;
using tests::run_task;
using tests::TestNode;

const std::string place = "https://library.example/tokens/1";

struct TokenWish {
  std::uint8_t value = 0;  // of entry 5
  std::string issuer = {};
  std::string url = place;
  bool names_issuer = true;
  std::uint64_t entries = 100;
  unsigned bits = 2;
};

std::string seconds_of(UnixTime time) { return std::to_string(time.ms / second_ms); }

/// A token of the library, valid for a week.
std::string token_of(const TestNode& node, const TokenWish& wish = {}) {
  auto list = credential::TokenStatusList::make(wish.entries, wish.bits).value();
  if (wish.value != 0) REQUIRE(list.set(5, wish.value));
  const auto now = node.clock.now();
  const auto iss = wish.issuer.empty() ? node.self.did.text() : wish.issuer;
  const auto claims = R"({"sub":")" + wish.url + "\"" +
                      (wish.names_issuer ? R"(,"iss":")" + iss + "\"" : std::string()) +
                      R"(,"iat":)" + seconds_of(now) + R"(,"exp":)" + seconds_of(now + 7 * day_ms) +
                      R"(,"ttl":3600,"status_list":{"bits":)" + std::to_string(wish.bits) +
                      R"(,"lst":")" + list.encode() + "\"}}";
  return jose::sign_jws(bytes_of(claims),
                        {.type = std::string(credential::status_token_type),
                         .key_id = node.self.issuing_method},
                        node.self.issuing)
      .value();
}

Bytes payload_of(const std::string& token, const std::string& url = place,
                 feed::ListFormat format = feed::ListFormat::token_jwt) {
  return feed::encode_status(
             {.url = url, .format = format, .version = 9, .list = to_bytes(bytes_of(token))})
      .value();
}

/// An employer who follows the library, and is shown a card that it issued.
struct Pair {
  explicit Pair(tests::NodeMethod method = tests::NodeMethod::web)
      : library("library.example", 1, method) {
    accept(tests::entries_of(library));
  }

  void accept(gossip::Store store) {
    REQUIRE(run_task(accept_entries(employer.ports, std::move(store))));
  }
  void accept_status(Bytes payload) {
    auto entry = tests::next_entry(library, feed::EntryType::status, std::move(payload));
    storage::Batch rows;  // the next one comes behind it
    library.memory.records.feeds.save(rows, {entry.header, entry.state, entry.payload},
                                      library.clock.now());
    library.memory.write(rows);
    accept(only(std::move(entry)));
  }
  void pass(std::int64_t ms) {
    library.clock.advance(ms);
    employer.clock.set(library.clock.now());
  }
  /// When it says so.
  UnixTime accept_token(const TokenWish& wish) {
    pass(second_ms);
    accept_status(payload_of(token_of(library, wish)));
    return library.clock.now();
  }
  Verdict verify(std::optional<UnixTime> as_of = {}) {
    credential::Verification verification(card, {.now = employer.clock.now(), .as_of = as_of});
    return run_task(verify_badge(std::move(verification), employer.evidence, employer.clock));
  }
  std::string code_at(UnixTime as_of) { return std::string(verify(as_of).code()); }
  ListEvidence list(std::vector<credential::StatusPlace> places, bool as_signed = false) {
    const credential::NeedStatusList need{.url = place,
                                          .issuer = library.self.did.text(),
                                          .places = std::move(places),
                                          .as_signed = as_signed};
    auto found = run_task(employer.evidence.find_status_list(need));
    REQUIRE(found);
    return std::move(*found);
  }
  std::string code() { return std::string(verify().code()); }
  Result<void> judge(const Bytes& payload) const {
    auto header = tests::next_entry(library, feed::EntryType::heartbeat, {}).header;
    header.type = feed::EntryType::status;
    return make_judge(employer.memory.records)(header, payload,
                                               *feed::feed_keys_of(library.self.document));
  }
  std::string issue() const {
    tests::SeededRandom random(1);
    const auto claims = R"({"vct":"https://library.example/card","iss":")" +
                        library.self.did.text() + R"(","status":{"status_list":{"idx":5,"uri":")" +
                        place + "\"}}}";
    return jose::issue_sd_jwt(tests::parse_json(claims).root(), {},
                              {.type = "dc+sd-jwt", .key_id = library.self.issuing_method},
                              library.self.issuing, random)
        .value();
  }

  TestNode library;
  TestNode employer{"employer.example", 2};
  std::string card = issue();
};

}  // namespace

TEST_CASE("a token that came by the feed answers for a credential, and nobody is asked") {
  Pair pair;
  CHECK(pair.code() == "badge.status_unknown");
  const auto asked = pair.employer.fetcher.asked().size();
  pair.employer.clock.advance(2 * minute_ms);  // a failure is forgotten
  pair.accept_token({});
  const auto verdict = pair.verify();
  CHECK(verdict.code() == "badge.genuine");
  CHECK(verdict.status.source == credential::Source::gossip);
  CHECK(verdict.status.list_place);
  CHECK(verdict.status.list_ttl_ms == hour_ms);
  CHECK_FALSE(verdict.phoned_home);
  pair.accept_token({.value = 2});
  CHECK(pair.code() == "badge.suspended");
  pair.accept_token({});
  CHECK(pair.code() == "badge.genuine");
  pair.accept_token({.value = 1});
  CHECK(pair.code() == "badge.revoked");
  CHECK(pair.employer.fetcher.asked().size() == asked);
}

TEST_CASE("what a token withdrew for good, no later one takes back") {
  Pair pair;
  pair.accept_token({.value = 1});
  pair.accept_token({});
  const auto verdict = pair.verify();
  CHECK(verdict.code() == "badge.revoked");
  CHECK(verdict.status.issuer.has(credential::Conflict::revocation_taken_back));
}

TEST_CASE("of a token that is kept only the entries that are needed are read") {
  Pair pair;
  pair.accept_token({.value = 2});
  const auto found = pair.list({{5}, {4}, {6}, {99}, {100}});
  REQUIRE(found.stored);
  using Values = std::vector<std::optional<std::uint64_t>>;
  CHECK(found.stored->values == Values{2, 0, 0, 0, std::nullopt});
  CHECK(found.stored->kind == credential::StatusKind::token);
  CHECK_FALSE(pair.list({{5}}, true).stored);
}

TEST_CASE("a token tells what stood at any time since it is known") {
  Pair pair;
  const auto first = pair.accept_token({});
  pair.pass(day_ms);
  const auto suspended = pair.accept_token({.value = 2});
  pair.pass(day_ms);
  const auto reinstated = pair.accept_token({});
  pair.pass(day_ms);
  const auto revoked = pair.accept_token({.value = 1});
  pair.pass(day_ms);
  CHECK(pair.code_at(first) == "badge.genuine");
  CHECK(pair.code_at(suspended - 1) == "badge.genuine");
  CHECK(pair.code_at(suspended) == "badge.suspended");
  CHECK(pair.code_at(reinstated - 1) == "badge.suspended");
  CHECK(pair.code_at(reinstated) == "badge.genuine");
  CHECK(pair.code_at(revoked - 1) == "badge.genuine");
  CHECK(pair.code_at(revoked) == "badge.revoked");
  CHECK(pair.code_at(first - 1) == "badge.status_unknown");
  CHECK(pair.employer.fetcher.asked().empty());
}

TEST_CASE("what a token withdrew for good was withdrawn at every time since, whatever came later") {
  Pair pair;
  const auto before = pair.accept_token({});
  pair.pass(day_ms);
  const auto revoked = pair.accept_token({.value = 1});
  pair.pass(day_ms);
  pair.accept_token({.value = 2});
  pair.pass(day_ms);
  CHECK(pair.code() == "badge.revoked");
  CHECK(pair.code_at(before) == "badge.genuine");
  CHECK(pair.code_at(revoked) == "badge.revoked");
  CHECK(pair.code_at(pair.employer.clock.now() - hour_ms) == "badge.revoked");
}

TEST_CASE("a token that shrank is a conflict, and what it does not reach any more is not clear") {
  Pair pair;
  const auto long_one = pair.accept_token({.entries = 200});
  CHECK(pair.verify().status.issuer.conflicts.empty());
  pair.pass(hour_ms);
  pair.accept_token({.entries = 100});
  for (const bool as_signed : {false, true}) {
    CHECK(pair.list({{5}}, as_signed).from.issuer.has(credential::Conflict::list_shrunk));
  }
  CHECK(pair.code() == "badge.genuine");
  pair.pass(hour_ms);
  pair.accept_token({.entries = 4});  // behind whose end the card stands
  CHECK(pair.code() == "badge.status_list_unusable");
  pair.pass(hour_ms);
  CHECK(pair.code_at(long_one + 1) == "badge.status_list_unusable");
}

TEST_CASE("a token with wider entries is known anew, and keeps what was withdrawn") {
  Pair pair;
  const auto narrow = pair.accept_token({.value = 2});
  pair.pass(day_ms);
  const auto wide = pair.accept_token({.bits = 8});
  pair.pass(day_ms);
  CHECK(pair.code() == "badge.genuine");
  CHECK(pair.verify().status.issuer.conflicts.empty());  // 100 entries, as before
  CHECK(pair.code_at(wide) == "badge.genuine");
  CHECK(pair.code_at(narrow) == "badge.status_unknown");
  pair.accept_token({.value = 1, .bits = 8});
  pair.pass(day_ms);
  const auto narrow_again = pair.accept_token({});
  pair.pass(day_ms);
  CHECK(pair.code() == "badge.revoked");
  CHECK(pair.code_at(narrow_again + 1) == "badge.revoked");
}

TEST_CASE("a token that an earlier version kept is gone on from, and what it withdrew stays so") {
  Pair pair;
  pair.accept_token({.value = 1});
  pair.accept_token({});
  // That version wrote neither pages nor times.
  storage::Batch rows;
  const auto& store = pair.employer.memory.store;
  for (const auto family : {records::family::bits, records::family::listlog}) {
    REQUIRE(store.scan(family, {}, [&](ByteView key, ByteView) {
      rows.erase(family, key);
      return true;
    }));
  }
  pair.employer.memory.write(rows);
  CHECK(pair.code() == "badge.revoked");
  pair.pass(day_ms);
  const auto again = pair.accept_token({});
  pair.pass(day_ms);
  CHECK(pair.code() == "badge.revoked");
  CHECK(pair.code_at(again + 1) == "badge.revoked");
}

TEST_CASE("a kit and a staple of a card have the token that speaks of it, and answer by it") {
  Pair pair(tests::NodeMethod::webvh);
  pair.accept_token({});
  const auto kit = make_kit(pair.employer.ports, nullptr, {.badge = pair.card});
  REQUIRE(kit);
  REQUIRE(kit->lists.size() == 1);
  CHECK(kit->lists.front().url == place);
  const auto read = kit::read_kit(kit::write_kit(*kit));
  REQUIRE(read);
  const auto verdict = tests::verify_with_kit(*read, pair.employer.clock.now());
  CHECK(verdict.code() == "badge.genuine");
  CHECK(verdict.status.source == credential::Source::holder_staple);
  CHECK(verdict.status.list_place);  // the feed's entry carried it
  CHECK(verdict.status.issuer.conflicts.empty());
  const auto staple =
      make_kit(pair.employer.ports, nullptr, {.badge = pair.card, .form = KitForm::staple});
  REQUIRE(staple);
  CHECK(staple->lists == kit->lists);
  pair.accept_token({.value = 1});
  const auto after = make_kit(pair.employer.ports, nullptr, {.badge = pair.card});
  REQUIRE(after);
  CHECK(tests::verify_with_kit(*after, pair.employer.clock.now()).code() == "badge.revoked");
}

TEST_CASE("of two kits with a token each, what the older withdrew stays so, and no token shrinks") {
  Pair pair(tests::NodeMethod::webvh);
  const auto make = [&](const TokenWish& wish) {
    pair.accept_token(wish);
    return make_kit(pair.employer.ports, nullptr, {.badge = pair.card}).value();
  };
  const auto older = make({.value = 1, .entries = 200});
  const auto newer = make({});
  TestNode machine("machine.example", 99);
  machine.clock.set(pair.employer.clock.now());
  HeldEvidence nothing(machine.ports, {});
  KitEvidence evidence({older, newer}, {}, machine.clock, nothing, nullptr);
  credential::Verification verification(pair.card, {.now = machine.clock.now()});
  const auto verdict = run_task(verify_badge(std::move(verification), evidence, machine.clock));
  CHECK(verdict.code() == "badge.revoked");
  CHECK(verdict.status.issuer.has(credential::Conflict::list_shrunk));
  CHECK(verdict.status.issuer.has(credential::Conflict::revocation_taken_back));
}

TEST_CASE("a token counts where the owner of the feed signed it for its place, and says so") {
  const Pair pair;
  CHECK(pair.judge(payload_of(token_of(pair.library))));
  const auto refused = [&](const Bytes& payload) {
    const auto judged = pair.judge(payload);
    REQUIRE_FALSE(judged);
    return judged.error().code == foreign_list;
  };
  CHECK(refused(payload_of(token_of(pair.library), "https://library.example/tokens/2")));
  CHECK(refused(payload_of(token_of(pair.library, {.issuer = "did:web:school.example"}))));
  CHECK(refused(payload_of(token_of(pair.library, {.names_issuer = false}))));
  const TestNode thief("library.example", 66);
  CHECK(refused(payload_of(token_of(thief))));
  CHECK(refused(payload_of(token_of(pair.library), place, feed::ListFormat::token_cwt)));
  const auto bitstring = list_of(pair.library, {.url = place});
  CHECK(refused(payload_of(bitstring)));
  CHECK(pair.judge(tests::status_payload(bitstring, place)));
}

TEST_CASE("a place keeps the kind of list that it had") {
  Pair pair;
  pair.accept_token({});
  const auto bitstring = tests::status_payload(list_of(pair.library, {.url = place}), place);
  CHECK(pair.judge(bitstring).error().code == foreign_list);
  pair.accept_status(bitstring);  // as one who judged by what it knew before
  CHECK(pair.code() == "badge.genuine");
}

TEST_CASE("a token that was asked for is kept, and answers when its host is gone") {
  Pair pair;
  pair.employer.fetcher.answer(place, 200, token_of(pair.library, {.value = 1}));
  CHECK(pair.verify().phoned_home);
  pair.employer.fetcher.forget_all();
  pair.employer.clock.advance(2 * hour_ms);
  CHECK(pair.code() == "badge.revoked");
}

}  // namespace waarmerk::node::actions
