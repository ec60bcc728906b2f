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
#include "tests/support/badge_builder.hpp"
#include "tests/support/feed_copy.hpp"
#include "tests/support/run_task.hpp"
#include "tests/support/seeded_random.hpp"

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
};

std::string seconds_of(UnixTime time) { return std::to_string(time.ms / second_ms); }

/// A token of the library, valid for a week.
std::string token_of(const TestNode& node, const TokenWish& wish = {}) {
  auto list = credential::TokenStatusList::make(100, 2).value();
  REQUIRE(list.set(5, wish.value));
  const auto now = node.clock.now();
  const auto iss = wish.issuer.empty() ? node.self.did.text() : wish.issuer;
  const auto claims = R"({"sub":")" + wish.url + "\"" +
                      (wish.names_issuer ? R"(,"iss":")" + iss + "\"" : std::string()) +
                      R"(,"iat":)" + seconds_of(now) + R"(,"exp":)" + seconds_of(now + 7 * day_ms) +
                      R"(,"ttl":3600,"status_list":{"bits":2,"lst":")" + list.encode() + "\"}}";
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
  Pair() { accept(tests::entries_of(library)); }

  void accept(gossip::Store store) {
    REQUIRE(run_task(accept_entries(employer.ports, std::move(store))));
  }
  void accept_status(Bytes payload) {
    accept(only(tests::next_entry(library, feed::EntryType::status, std::move(payload))));
  }
  void accept_token(const TokenWish& wish) {
    library.clock.advance(second_ms);
    employer.clock.set(library.clock.now());
    accept_status(payload_of(token_of(library, wish)));
  }
  Verdict verify() {
    credential::Verification verification(card, {.now = employer.clock.now()});
    return run_task(verify_badge(std::move(verification), employer.evidence, employer.clock));
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

  TestNode library{"library.example", 1};
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
