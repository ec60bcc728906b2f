#include "node/actions/name_owner.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "node/actions/known_did.hpp"
#include "tests/support/test_node.hpp"

namespace waarmerk::node::actions {
namespace {

using records::PlaceClaim;
using tests::NodeMethod;
using tests::TestNode;

/// What a reader keeps of an organisation when its clock says `now`, whatever the history says.
void meet(TestNode& reader, const TestNode& whom, UnixTime now,
          HostWord word = HostWord::not_asked) {
  const auto log = get_log(whom.memory.store, whom.self.did);
  REQUIRE(log);
  storage::Batch rows;
  DidKeeper keeper(reader.memory.store, rows);
  const auto line = log->log.substr(0, log->log.find('\n'));
  REQUIRE(keeper.add_line(whom.self.did, {line, ""}, {"gossip", whom.clock.now(), word, now}));
  reader.memory.write(rows);
}

did::DocumentHistory seen(const TestNode& reader, const TestNode& whom) {
  auto documents = get_documents(reader.memory.store, whom.self.did);
  REQUIRE(documents);
  return seen_under_name(reader.memory.store, whom.self.did, std::move(*documents)).value();
}

bool is_owner(const TestNode& reader, const TestNode& whom) {
  return !seen(reader, whom).unproved_since(whom.issuing->public_key());
}

/// Two who say that they are the library, and one who hears of both.
struct Quarrel {
  TestNode one{"library.example", 1, NodeMethod::webvh};
  TestNode other{"library.example", 2, NodeMethod::webvh};
  TestNode reader{"employer.example", 3};
  UnixTime now = reader.clock.now();
};

}  // namespace

TEST_CASE("the place of a did:webvh is what stands behind its SCID, and other DIDs have none") {
  const TestNode library("library.example", 1, NodeMethod::webvh);
  CHECK(place_of(library.self.did) == "library.example");
  CHECK(place_of(TestNode("library.example").self.did).empty());
}

TEST_CASE("of two who were only heard of, the first has the name, whatever they date") {
  Quarrel all;
  all.one.clock.advance(day_ms);
  meet(all.reader, all.one, all.now);
  CHECK_FALSE((*find_documents(all.reader.memory.store, all.one.self.did))->is_contested);
  meet(all.reader, all.other, all.now + 1);  // whose history is dated a day before
  CHECK((*find_documents(all.reader.memory.store, all.one.self.did))->is_contested);
  CHECK((*find_documents(all.reader.memory.store, all.other.self.did))->is_contested);
  CHECK(is_owner(all.reader, all.one));
  CHECK_FALSE(is_owner(all.reader, all.other));
  CHECK(seen(all.reader, all.one).is_dated());
  CHECK(seen(all.reader, all.other).newest()->id() == all.other.self.did);
}

TEST_CASE("whom the host serves outranks a stranger who was heard of first") {
  Quarrel all;
  meet(all.reader, all.one, all.now, HostWord::silent);
  meet(all.reader, all.other, all.now + day_ms, HostWord::serves);
  CHECK_FALSE(is_owner(all.reader, all.one));
  CHECK(is_owner(all.reader, all.other));
}

TEST_CASE("who buys a name and begins anew there does not outrank whom the host served before") {
  Quarrel all;
  meet(all.reader, all.one, all.now, HostWord::serves);
  meet(all.reader, all.other, all.now + 900 * day_ms, HostWord::serves);
  CHECK(is_owner(all.reader, all.one));
  CHECK_FALSE(is_owner(all.reader, all.other));
}

TEST_CASE("a name whose host was silent for a month belongs to who was heard of before") {
  Quarrel all;
  meet(all.reader, all.one, all.now, HostWord::silent);
  meet(all.reader, all.other, all.now + silence_ms, HostWord::serves);
  CHECK(is_owner(all.reader, all.one));
  Quarrel sooner;
  meet(sooner.reader, sooner.one, sooner.now, HostWord::silent);
  meet(sooner.reader, sooner.other, sooner.now + silence_ms - 1, HostWord::serves);
  CHECK(is_owner(sooner.reader, sooner.other));
}

TEST_CASE("whom the host disowned in the first month has nothing, and later has what it had") {
  std::vector<PlaceClaim> claims;
  const UnixTime begin{1'000'000};
  CHECK(note_claim(claims, "QmStranger", HostWord::denies, begin + day_ms));
  CHECK(note_claim(claims, "QmHeard", HostWord::not_asked, begin + 2 * day_ms));
  CHECK(owner_of(claims)->scid == "QmHeard");
  CHECK(note_claim(claims, "QmHeard", HostWord::denies, begin + 90 * day_ms));
  CHECK(owner_of(claims)->scid == "QmHeard");
  CHECK(note_claim(claims, "QmServed", HostWord::serves, begin + 91 * day_ms));
  CHECK(owner_of(claims)->scid == "QmHeard");
  // A host that was wrong for a day is right again.
  CHECK(note_claim(claims, "QmStranger", HostWord::serves, begin + 3 * day_ms));
  CHECK(owner_of(claims)->scid == "QmStranger");
  CHECK_FALSE(note_claim(claims, "QmStranger", HostWord::not_asked, begin + 4 * day_ms));
  CHECK(owner_of({}) == nullptr);
}

TEST_CASE("of too many who claim a name those with the worst claims are forgotten") {
  std::vector<PlaceClaim> claims;
  const UnixTime begin{1'000'000};
  for (int i = 0; i < 8; ++i) {
    CHECK(note_claim(claims, "Qm" + std::to_string(i), HostWord::silent, begin + i));
  }
  CHECK_FALSE(note_claim(claims, "QmLate", HostWord::silent, begin + 9));
  CHECK(claims.size() == records::claims_max);
  CHECK(note_claim(claims, "QmServed", HostWord::serves, begin + 9));
  CHECK(claims.size() == records::claims_max);
  CHECK(owner_of(claims)->scid == "QmServed");
  CHECK(std::ranges::find(claims, "Qm7", &PlaceClaim::scid) == claims.end());
}

TEST_CASE("one more than is remembered is told apart all the same") {
  TestNode reader("employer.example", 20);
  const auto now = reader.clock.now();
  for (std::uint64_t seed = 1; seed <= 8; ++seed) {
    meet(reader, TestNode("library.example", seed, NodeMethod::webvh), now, HostWord::serves);
  }
  const TestNode late("library.example", 9, NodeMethod::webvh);
  meet(reader, late, now + 1);
  CHECK((*find_documents(reader.memory.store, late.self.did))->is_contested);
  CHECK_FALSE(is_owner(reader, late));
}

TEST_CASE("a host speaks for its own name, and not for where a history says that it moved to") {
  TestNode thief("thief.example", 1, NodeMethod::webvh);
  const auto before = thief.self.did;
  thief.move_to("library.example");
  TestNode owner("library.example", 2, NodeMethod::webvh);
  TestNode reader("employer.example", 3);
  const auto log = get_log(thief.memory.store, before);
  REQUIRE(log);
  const auto read = did::WebvhLog::read(log->log, before.specific_id().substr(0, 46), log->as_of);
  const auto documents = did::DocumentHistory::of(before, read);
  REQUIRE(documents);
  storage::Batch rows;
  DidKeeper keeper(reader.memory.store, rows);
  REQUIRE(keeper.keep(before, {*documents, did::WebvhTexts{log->log}},
                      {"https", reader.clock.now(), HostWord::serves}));
  reader.memory.write(rows);
  meet(reader, owner, reader.clock.now() + day_ms, HostWord::serves);
  CHECK(is_owner(reader, owner));
  CHECK_FALSE(is_owner(reader, thief));
}

TEST_CASE("organisations under names of their own have nothing to do with each other") {
  const TestNode one("library.example", 1, NodeMethod::webvh);
  const TestNode other("school.example", 2, NodeMethod::webvh);
  TestNode reader("employer.example", 3);
  meet(reader, one, reader.clock.now());
  meet(reader, other, reader.clock.now());
  CHECK(seen(reader, one).is_dated());
  CHECK(seen(reader, other).is_dated());
  CHECK_FALSE((*find_documents(reader.memory.store, one.self.did))->is_contested);
}

}  // namespace waarmerk::node::actions
