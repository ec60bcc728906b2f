// Status List Tokens on feeds: they answer for a credential with no network, as a bitstring does.
#include <doctest/doctest.h>

#include <string>

#include "node/credential/status_token.hpp"
#include "node/records/families.hpp"
#include "tests/support/token_pair.hpp"

namespace waarmerk::node::actions {
namespace {

using tests::list_of;
using tests::payload_of;
using tests::TestNode;
using tests::token_of;
using tests::token_place;
using tests::TokenPair;

}  // namespace

TEST_CASE("a token that came by the feed answers for a credential, and nobody is asked") {
  TokenPair pair;
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
  TokenPair pair;
  pair.accept_token({.value = 1});
  pair.accept_token({});
  const auto verdict = pair.verify();
  CHECK(verdict.code() == "badge.revoked");
  CHECK(verdict.status.issuer.has(credential::Conflict::revocation_taken_back));
}

TEST_CASE("of a token that is kept only the entries that are needed are read") {
  TokenPair pair;
  pair.accept_token({.value = 2});
  const auto found = pair.list({{5}, {4}, {6}, {99}, {100}});
  REQUIRE(found.stored);
  using Values = std::vector<std::optional<std::uint64_t>>;
  CHECK(found.stored->values == Values{2, 0, 0, 0, std::nullopt});
  CHECK(found.stored->kind == credential::StatusKind::token);
  CHECK_FALSE(pair.list({{5}}, true).stored);
}

TEST_CASE("a token tells what stood at any time since it is known") {
  TokenPair pair;
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
  TokenPair pair;
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
  TokenPair pair;
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
  TokenPair pair;
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
  TokenPair pair;
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

TEST_CASE("a token counts where the owner of the feed signed it for its place, and says so") {
  const TokenPair pair;
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
  CHECK(refused(payload_of(token_of(pair.library), token_place, feed::ListFormat::token_cwt)));
  const auto bitstring = list_of(pair.library, {.url = token_place});
  CHECK(refused(payload_of(bitstring, token_place, feed::ListFormat::token_jwt)));
  CHECK(pair.judge(tests::status_payload(bitstring, token_place)));
}

TEST_CASE("a CWT on the feed answers as a JWT does, and may take its turn") {
  TokenPair pair;
  const auto first = pair.accept_token({.is_cwt = true});
  const auto verdict = pair.verify();
  CHECK(verdict.code() == "badge.genuine");
  CHECK(verdict.status.source == credential::Source::gossip);
  pair.pass(day_ms);
  const auto suspended = pair.accept_token({.value = 2});
  pair.pass(day_ms);
  pair.accept_token({.value = 1, .is_cwt = true});
  const auto whole = pair.list({{5}}, true);
  CHECK(credential::is_status_cwt(bytes_of(whole.credential)));  // to the byte, as it was signed
  pair.pass(day_ms);
  pair.accept_token({.is_cwt = true});
  pair.pass(day_ms);
  CHECK(pair.code() == "badge.revoked");
  CHECK(pair.code_at(first) == "badge.genuine");
  CHECK(pair.code_at(suspended) == "badge.suspended");
  CHECK(pair.employer.fetcher.asked().empty());
}

TEST_CASE("a CWT counts where it is said to be one and the owner of the feed signed it") {
  const TokenPair pair;
  const auto token = token_of(pair.library, {.is_cwt = true});
  CHECK(pair.judge(payload_of(token)));
  CHECK(pair.judge(payload_of(token, token_place, feed::ListFormat::token_jwt)).error().code ==
        foreign_list);
  const TestNode thief("library.example", 66);
  CHECK(pair.judge(payload_of(token_of(thief, {.is_cwt = true}))).error().code == foreign_list);
}

TEST_CASE("a host is asked for a JWT, and a CWT that it has is kept as well") {
  TokenPair pair;
  const auto token = token_of(pair.library, {.value = 1, .is_cwt = true});
  pair.employer.fetcher.answer(token_place, 200, token);
  const auto verdict = pair.verify();
  CHECK(verdict.code() == "badge.revoked");
  CHECK(verdict.status.list_sha256 == sha256(bytes_of(token)));
  CHECK(pair.employer.fetcher.accepted().starts_with("application/statuslist+jwt"));
  pair.employer.fetcher.forget_all();
  CHECK(pair.code() == "badge.revoked");
}

TEST_CASE("a place keeps the kind of list that it had") {
  TokenPair pair;
  pair.accept_token({});
  const auto bitstring =
      tests::status_payload(list_of(pair.library, {.url = token_place}), token_place);
  CHECK(pair.judge(bitstring).error().code == foreign_list);
  pair.accept_status(bitstring);  // as one who judged by what it knew before
  CHECK(pair.code() == "badge.genuine");
}

TEST_CASE("a token that was asked for is kept, and answers when its host is gone") {
  TokenPair pair;
  pair.employer.fetcher.answer(token_place, 200, token_of(pair.library, {.value = 1}));
  CHECK(pair.verify().phoned_home);
  pair.employer.fetcher.forget_all();
  pair.employer.clock.advance(2 * hour_ms);
  CHECK(pair.code() == "badge.revoked");
}

}  // namespace waarmerk::node::actions
