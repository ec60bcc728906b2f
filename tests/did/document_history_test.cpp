#include "did/document_history.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

#include "crypto/keys/multikey.hpp"
#include "did/resolution.hpp"
#include "tests/support/webvh_history.hpp"

using namespace waarmerk;
using namespace waarmerk::did;
using tests::webvh_start;
using tests::WebvhHistory;

namespace {

constexpr auto issuing = Purpose::assertion_method;

UnixTime day(int number) { return webvh_start + number * day_ms; }

Did did_of(const WebvhHistory& history) { return Did::parse(history.did()).value(); }

DocumentHistory read(const WebvhHistory& history) {
  auto read = DocumentHistory::of(did_of(history), history.log());
  REQUIRE(read);
  return *std::move(read);
}

}  // namespace

TEST_CASE("a key stands from the entry that brings it to the one that takes it away") {
  WebvhHistory history;
  const auto first = history.did() + "#key-1";
  REQUIRE(history.add("{}", 1));
  REQUIRE(history.add("{}", 1, history.document_with("key-2", 101)));
  const auto documents = read(history);
  CHECK(documents.is_dated());
  CHECK(documents.versions().size() == 3);
  const auto old = documents.periods(first, issuing);
  REQUIRE(old.size() == 1);
  CHECK(old[0].from == day(0));
  CHECK(old[0].until == day(2));
  CHECK(keys::print_multikey(*old[0].method->key) == tests::multikey(100));
  const auto now = documents.periods(history.did() + "#key-2", issuing);
  REQUIRE(now.size() == 1);
  CHECK(now[0].from == day(2));
  CHECK_FALSE(now[0].until);
  CHECK(documents.periods(first, Purpose::key_agreement).empty());
  CHECK(documents.periods(history.did() + "#key-3", issuing).empty());
}

TEST_CASE("another key under the same name is another period, and so is one that came back") {
  WebvhHistory history;
  const auto before = history.document();
  REQUIRE(history.add("{}", 1, history.document_with("key-1", 101)));
  REQUIRE(history.add("{}", 1, before));
  const auto documents = read(history);
  const auto all = documents.periods(history.did() + "#key-1", issuing);
  REQUIRE(all.size() == 3);
  CHECK(all[0].until == day(1));
  CHECK(keys::print_multikey(*all[1].method->key) == tests::multikey(101));
  CHECK(all[2].from == day(2));
  CHECK_FALSE(all[2].until);
}

TEST_CASE("a key that is kept only to say since when it is not to be believed stands for nothing") {
  WebvhHistory history;
  const auto name = history.did() + "#key-1";
  REQUIRE(history.add("{}", 1, history.document_without_key(webvh_start + 12 * hour_ms)));
  const auto documents = read(history);
  const auto all = documents.periods(name, issuing);
  REQUIRE(all.size() == 1);
  CHECK(all[0].until == day(1));
  CHECK(documents.withdrawn_since(*all[0].method) == webvh_start + 12 * hour_ms);
  REQUIRE(history.add("{}", 1, history.document_with("key-1", 101)));
  const auto reused = read(history);
  CHECK_FALSE(reused.withdrawn_since(*all[0].method));
}

TEST_CASE("a DID that was deactivated keeps its past") {
  WebvhHistory history;
  REQUIRE(history.add(R"({"deactivated":true,"updateKeys":[]})", 1));
  const auto documents = read(history);
  CHECK(documents.newest().error().code == deactivated);
  const auto all = documents.periods(history.did() + "#key-1", issuing);
  REQUIRE(all.size() == 1);
  CHECK(all[0].until == day(1));
}

TEST_CASE("a DID that moved is known by both names") {
  WebvhHistory history(R"("portable":true)");
  const auto moved = tests::replaced_all(history.document(), "school.example", "club.example");
  const auto known_as = R"({"alsoKnownAs":[")" + history.did() + R"("],)" + moved.substr(1);
  REQUIRE(history.add("{}", 1, known_as));
  const auto documents = read(history);
  CHECK(documents.is_about(did_of(history)));
  const auto now = documents.newest()->id();
  CHECK(now.text() == tests::replaced_all(history.did(), "school.example", "club.example"));
  CHECK(documents.is_about(now));
  for (const auto& name : {history.did(), now.text()}) {
    const auto all = documents.periods(name + "#key-1", issuing);
    REQUIRE(all.size() == 1);
    CHECK(all[0].from == day(0));
    CHECK_FALSE(all[0].until);
  }
  CHECK_FALSE(documents.is_about(*Did::parse("did:web:school.example")));
  CHECK(DocumentHistory::of(*Did::parse("did:web:school.example"), history.log()).error().code ==
        bad_log);
}

TEST_CASE("what became of a key after a move holds by each name, and by no name but those") {
  WebvhHistory history(R"("portable":true)");
  const auto there = tests::replaced_all(history.did(), "school.example", "club.example");
  const auto moved = tests::replaced_all(history.document(), "school.example", "club.example");
  REQUIRE(
      history.add("{}", 1, R"({"alsoKnownAs":[")" + history.did() + R"("],)" + moved.substr(1)));
  REQUIRE(history.add("{}", 1, history.document_without_key(webvh_start + 30 * hour_ms)));
  const auto documents = read(history);
  for (const auto& name : {history.did(), there}) {
    const auto all = documents.periods(name + "#key-1", issuing);
    REQUIRE(all.size() == 1);
    CHECK(all[0].until == day(2));
    CHECK(documents.withdrawn_since(*all[0].method) == webvh_start + 30 * hour_ms);
  }
  const auto never = tests::replaced_all(history.did(), "school.example", "famous.example");
  CHECK(documents.periods(never + "#key-1", issuing).empty());
}

TEST_CASE("a log that is not sound to its end has no history to go by") {
  WebvhHistory history;
  const auto scid = history.did().substr(10, 46);
  const auto broken = WebvhLog::read(history.text() + "{}\n", scid, history.now());
  CHECK(broken.entries().size() == 1);
  CHECK(DocumentHistory::of(did_of(history), broken).error().code == bad_log);
}

TEST_CASE("one document alone says nothing of its time") {
  const WebvhHistory history;
  const DocumentHistory documents(*read_document(history.document()));
  CHECK_FALSE(documents.is_dated());
  CHECK(documents.newest()->id() == did_of(history));
  CHECK(documents.periods(history.did() + "#key-1", issuing).size() == 1);
}

TEST_CASE("a resolution brings the history with it, but for an earlier version") {
  WebvhHistory history;
  REQUIRE(history.add("{}", 1, history.document_with("key-2", 101)));
  const auto resolve = [&](Version version) {
    Resolution resolution(did_of(history), {.now = history.now(), .version = std::move(version)});
    CHECK_FALSE(resolution.documents());
    resolution.supply(Reply{200, history.text()});
    CHECK(resolution.texts()->log == history.text());
    return *resolution.documents();
  };
  CHECK(resolve(LastVersion{}).versions().size() == 2);
  const auto first = resolve(std::uint32_t{1});
  CHECK_FALSE(first.is_dated());
  CHECK(first.newest()->find_method(history.did() + "#key-1") != nullptr);
}

TEST_CASE("a log continues another that it begins with, and no other") {
  WebvhHistory history;
  const auto early = history.log();
  REQUIRE(history.add("{}", 1));
  CHECK(history.log().continues(early));
  CHECK(early.continues(early));
  CHECK_FALSE(early.continues(history.log()));
  CHECK_FALSE(history.log().continues(WebvhHistory("", "club.example").log()));
}

namespace {

std::string school_document(std::uint8_t key, std::uint8_t feed_key) {
  const std::string did = "did:web:school.example";
  return R"({"id":")" + did + R"(","verificationMethod":[{"id":")" + did +
         R"(#key-1","type":"Multikey","controller":")" + did + R"(","publicKeyMultibase":")" +
         tests::multikey(key) + R"("}],"assertionMethod":[")" + did +
         R"(#key-1"],"service":[{"id":")" + did +
         R"(#bot","type":"BitOfTrustNode","serviceEndpoint":{"feedKey":")" +
         tests::multikey(feed_key) + "\"}}]}";
}

DocumentVersion version(std::uint8_t key, std::uint8_t feed_key, int from,
                        bool is_by_feed = false) {
  return {.document = read_document(school_document(key, feed_key)).value(),
          .from = day(from),
          .is_by_feed = is_by_feed};
}

std::optional<UnixTime> unproved(const DocumentHistory& history, std::uint8_t key) {
  return history.unproved_since(tests::update_key(key)->public_key());
}

}  // namespace

TEST_CASE("what was seen stands until the next was seen") {
  const auto seen = DocumentHistory::seen({version(1, 9, 0), version(2, 9, 5)});
  CHECK_FALSE(seen.is_dated());
  const auto all = seen.periods("did:web:school.example#key-1", issuing);
  REQUIRE(all.size() == 2);
  CHECK(all[0].until == day(5));
  CHECK_FALSE(all[1].until);
}

TEST_CASE(
    "a key that was not seen first proves nothing, unless the first owner's feed brought it") {
  const auto by_web = DocumentHistory::seen({version(1, 9, 0), version(2, 9, 5)});
  CHECK_FALSE(unproved(by_web, 1));
  CHECK(unproved(by_web, 2) == day(5));
  CHECK_FALSE(unproved(by_web, 3));
  const auto by_feed =
      DocumentHistory::seen({version(1, 9, 0), version(2, 8, 5, true), version(3, 8, 6, true)});
  CHECK_FALSE(unproved(by_feed, 2));
  CHECK_FALSE(unproved(by_feed, 3));
  const auto taken =
      DocumentHistory::seen({version(1, 9, 0), version(1, 7, 5), version(2, 7, 6, true)});
  CHECK(unproved(taken, 2) == day(6));
}
