#include "node/feed/chain.hpp"

#include <doctest/doctest.h>

#include <functional>
#include <variant>

#include "tests/support/issuer.hpp"

namespace waarmerk::node::feed {

namespace {

using tests::Issuer;
using tests::MemoryFeeds;
using tests::start_time;

// An issuer whose feed holds `entries` entries.
struct Feed {
  explicit Feed(std::size_t entries) {
    for (std::size_t i = 0; i < entries; ++i)
      issuer.publish(feeds, i == 0 ? issuer.introduction() : Issuer::status(i));
  }

  Admission admit_entry(const Entry& entry, UnixTime now = start_time) const {
    return admit({issuer.feed(), feeds}, entry.header, entry.payload, issuer.keys(), now);
  }
  // The next entry, changed and signed again.
  Admission admit_changed(const std::function<void(Header&)>& change,
                          UnixTime now = start_time) const {
    auto entry = issuer.sign(feeds, Issuer::status(99));
    change(entry.header);
    REQUIRE(sign_header(entry.header, issuer.signer()));
    return admit_entry(entry, now);
  }

  Issuer issuer{1};
  MemoryFeeds feeds;
};

ErrorCode code_of(const Admission& admission) {
  const auto* refused = std::get_if<Refused>(&admission);
  return refused == nullptr ? ErrorCode{} : refused->error.code;
}

bool is_accepted(const Admission& admission, EntryState state) {
  const auto* accepted = std::get_if<Accepted>(&admission);
  return accepted != nullptr && accepted->state == state;
}

}  // namespace

TEST_CASE("what follows is accepted, from the first entry on") {
  for (const std::size_t held : {0U, 1U, 2U, 3U, 7U, 12U, 39U}) {
    const Feed feed(held);
    const auto next =
        feed.issuer.sign(feed.feeds, held == 0 ? feed.issuer.introduction() : Issuer::status(held));
    CHECK(is_accepted(feed.admit_entry(next), EntryState::ok));
  }
}

TEST_CASE("an entry that is held already is a duplicate, whatever its signature") {
  const Feed feed(3);
  auto held = *feed.feeds.head(feed.issuer.feed());
  CHECK(std::holds_alternative<Duplicate>(feed.admit_entry({held, {}})));
  held.sig[0] ^= 1;
  CHECK(std::holds_alternative<Duplicate>(feed.admit_entry({held, {}})));
}

TEST_CASE("an entry beyond a gap waits, when it is signed well") {
  const Feed feed(2);
  Feed ahead(4);
  const auto head = *ahead.feeds.head(ahead.issuer.feed());
  CHECK(std::holds_alternative<Gap>(
      feed.admit_entry({head, *ahead.feeds.payload(head.payload_hash)})));
  auto forged = head;
  forged.sig[5] ^= 1;
  CHECK(code_of(feed.admit_entry({forged, {}})) == bad_signature);
}

TEST_CASE("a link to another entry is refused") {
  const Feed feed(3);
  CHECK(code_of(feed.admit_changed([](Header& h) { h.prev.value[0] ^= 1; })) == wrong_previous);
  CHECK(code_of(feed.admit_changed([](Header& h) { h.skip.value[0] ^= 1; })) == wrong_skip);
  const Feed longer(4);
  CHECK(code_of(longer.admit_changed([](Header& h) { h.skip.value[0] ^= 1; })) == wrong_skip);
  CHECK(is_accepted(longer.admit_changed([](Header&) {}), EntryState::ok));
}

TEST_CASE("time runs forward in a feed, and at most five minutes ahead of ours") {
  const Feed feed(2);
  CHECK(code_of(feed.admit_changed([](Header& h) { h.ts = h.ts - 1; })) == time_goes_back);
  const auto ahead = [](Header& h) { h.ts = start_time + 5 * minute_ms; };
  CHECK(is_accepted(feed.admit_changed(ahead), EntryState::ok));
  const auto too_far = [](Header& h) { h.ts = start_time + 5 * minute_ms + 1; };
  CHECK(code_of(feed.admit_changed(too_far)) == time_in_future);
}

TEST_CASE("an entry of another feed or epoch is refused") {
  const Feed feed(2);
  CHECK(code_of(feed.admit_changed([](Header& h) { h.feed.value[0] ^= 1; })) == wrong_feed);
  CHECK(code_of(feed.admit_changed([](Header& h) { h.epoch = 1; })) == wrong_epoch);
}

TEST_CASE("only a key of the feed signs it, and only while it counts") {
  const Feed feed(2);
  const Issuer other(2);
  const auto next = feed.issuer.sign(feed.feeds, Issuer::status(1));
  const ChainState state(feed.issuer.feed(), feed.feeds);
  const auto judge = [&](const FeedKeys& keys) {
    return code_of(admit(state, next.header, next.payload, keys, start_time));
  };
  CHECK(judge(feed.issuer.keys()) == ErrorCode{});
  CHECK(judge(other.keys()) == unauthorised_key);
  auto retired = feed.issuer.keys();
  retired.keys[0].until = start_time;
  CHECK(judge(retired) == unauthorised_key);
  retired.keys[0].until = start_time + 1;
  CHECK(judge(retired) == ErrorCode{});
  retired.keys[0].from = start_time + 1;
  CHECK(judge(retired) == unauthorised_key);
}

TEST_CASE("an unknown type is kept, unless it must be understood") {
  const Feed feed(2);
  const auto of_type = [](int type, std::uint8_t flags) {
    return [=](Header& h) {
      h.type = static_cast<EntryType>(type);
      h.flags = flags;
    };
  };
  CHECK(is_accepted(feed.admit_changed(of_type(64, 0)), EntryState::ok));
  CHECK(is_accepted(feed.admit_changed(of_type(63, 0)), EntryState::ok));
  CHECK(code_of(feed.admit_changed(of_type(64, flag_critical))) == unknown_critical);
  CHECK(code_of(feed.admit_changed(of_type(63, flag_critical))) == unknown_critical);
  CHECK(is_accepted(feed.admit_changed(of_type(2, flag_critical)), EntryState::ok));
  CHECK(is_accepted(feed.admit_changed(of_type(3, flag_critical)), EntryState::voided));
}

TEST_CASE("a payload has a size that its type allows") {
  const Feed feed(2);
  const auto of_size = [](EntryType type, std::uint32_t size) {
    return [=](Header& h) {
      h.type = type;
      h.payload_size = size;
    };
  };
  CHECK(code_of(feed.admit_changed(of_size(EntryType::status, 256 * 1024 + 1))) ==
        payload_too_large);
  CHECK(code_of(feed.admit_changed(of_size(EntryType::profile, 64 * 1024 + 1))) ==
        payload_too_large);
}

TEST_CASE("bytes with another digest than the header names are refused") {
  const Feed feed(2);
  auto entry = feed.issuer.sign(feed.feeds, Issuer::status(1));
  entry.payload.back() ^= 1;
  CHECK(code_of(feed.admit_entry(entry)) == wrong_payload);
}

TEST_CASE("a header that no payload can fit keeps its place and has no effect") {
  const Feed feed(2);
  CHECK(is_accepted(feed.admit_changed([](Header& h) { h.payload_size = 256 * 1024; }),
                    EntryState::voided));
  auto empty = feed.issuer.sign(feed.feeds, {}).header;
  empty.payload_hash.value[0] ^= 1;
  REQUIRE(sign_header(empty, feed.issuer.signer()));
  CHECK(is_accepted(
      admit({feed.issuer.feed(), feed.feeds}, empty, std::nullopt, feed.issuer.keys(), start_time),
      EntryState::voided));
}

TEST_CASE("a payload that says what it must not keeps its place and has no effect") {
  const Feed feed(2);
  CHECK(is_accepted(feed.admit_changed([](Header& h) { h.type = EntryType::did_log; }),
                    EntryState::voided));
  CHECK(is_accepted(feed.admit_changed([](Header& h) { h.type = EntryType::profile; }),
                    EntryState::voided));
}

TEST_CASE("an entry without its payload is bare; an empty payload needs no bytes") {
  const Feed feed(2);
  const ChainState state(feed.issuer.feed(), feed.feeds);
  const auto status = feed.issuer.sign(feed.feeds, Issuer::status(1)).header;
  const auto beat = feed.issuer.sign(feed.feeds, {}).header;
  const auto keys = feed.issuer.keys();
  CHECK(is_accepted(admit(state, status, std::nullopt, keys, start_time), EntryState::bare));
  CHECK(is_accepted(admit(state, beat, std::nullopt, keys, start_time), EntryState::ok));
}

TEST_CASE("a second body for a place is a conflict with a proof, however long ago") {
  Feed feed(2);
  const auto other = feed.issuer.sign(feed.feeds, Issuer::status(50));
  feed.issuer.publish(feed.feeds, Issuer::status(2));
  feed.issuer.publish(feed.feeds, Issuer::status(3));
  const auto admission = feed.admit_entry(other);
  const auto* conflict = std::get_if<Conflict>(&admission);
  REQUIRE(conflict != nullptr);
  CHECK(conflict->proof.seq() == 3);
  CHECK(verify_fork_proof(conflict->proof, feed.issuer.keys()));
  auto forged = other;
  forged.header.sig[0] ^= 1;
  CHECK(code_of(feed.admit_entry(forged)) == bad_signature);
}

TEST_CASE("a forked feed grows no more, and shows an earlier fork still") {
  Feed feed(2);
  const auto earlier = feed.issuer.sign(feed.feeds, Issuer::status(40));
  feed.issuer.publish(feed.feeds, Issuer::status(2));
  const auto other = feed.issuer.sign(feed.feeds, Issuer::status(50)).header;
  const auto held = feed.issuer.publish(feed.feeds, Issuer::status(3)).header;
  const auto next = feed.issuer.sign(feed.feeds, Issuer::status(4));
  feed.feeds.keep_fork(*make_fork_proof(held, other));
  CHECK(code_of(feed.admit_entry(next)) == forked);
  CHECK(std::holds_alternative<Conflict>(feed.admit_entry(earlier)));
  CHECK(
      append({feed.issuer.feed(), feed.feeds}, Issuer::status(4), start_time, feed.issuer.signer())
          .error()
          .code == forked);
}

TEST_CASE("nothing follows the end of a feed") {
  Feed feed(2);
  auto draft = Issuer::status(2);
  draft.flags = flag_end_of_feed;
  const auto after = feed.admit_changed([](Header&) {});
  feed.issuer.publish(feed.feeds, draft);
  CHECK(is_accepted(after, EntryState::ok));
  CHECK(
      append({feed.issuer.feed(), feed.feeds}, Issuer::status(3), start_time, feed.issuer.signer())
          .error()
          .code == ended);
  const auto last = *feed.feeds.head(feed.issuer.feed());
  Entry more{last, {}};
  more.header.flags = 0;
  more.header.type = EntryType::heartbeat;
  more.header.seq = 4;
  more.header.prev = entry_hash(last);
  more.header.skip = entry_hash(feed.feeds.headers(feed.issuer.feed(), 0, {1, 1}, 1).front());
  more.header.payload_size = 0;
  more.header.payload_hash = sha256(Bytes{});
  REQUIRE(sign_header(more.header, feed.issuer.signer()));
  CHECK(code_of(feed.admit_entry(more)) == ended);
}

TEST_CASE("a batch is judged entry by entry before any of it is written") {
  const Feed source(6);
  const MemoryFeeds empty;
  ChainState state(source.issuer.feed(), empty);
  for (const auto& header :
       source.feeds.headers(source.issuer.feed(), 0, {.from = 1, .to = 6}, 6)) {
    CHECK(is_accepted(admit(state, header, std::nullopt, source.issuer.keys(), start_time),
                      EntryState::bare));
    state.apply(header);
  }
  CHECK(state.head() == head_of(*source.feeds.head(source.issuer.feed())));
}

TEST_CASE("our clock may go back, our feed may not") {
  const Feed feed(2);
  CHECK(feed.issuer.sign(feed.feeds, Issuer::status(1), start_time - hour_ms).header.ts ==
        start_time);
}

TEST_CASE("we do not sign what others would refuse") {
  const Feed feed(1);
  const ChainState state(feed.issuer.feed(), feed.feeds);
  const auto sign = [&](EntryType type, Bytes payload) {
    return append(state, {type, std::move(payload), 0}, start_time, feed.issuer.signer());
  };
  CHECK(sign(EntryType::profile, Bytes(64 * 1024 + 1, 'x')).error().code == payload_too_large);
  CHECK(sign(EntryType::profile, to_bytes(bytes_of("[]"))).error().code == bad_payload);
  CHECK(sign(EntryType::profile, to_bytes(bytes_of("{}"))));
  CHECK(sign(EntryType::did_log, Issuer(2).introduction().payload).error().code == wrong_feed);
}

TEST_CASE("parking holds 64 entries, each for ten minutes, and forgets what is held") {
  Parking parking;
  Header header{};
  for (header.seq = 10; header.seq < 10 + parked_max; ++header.seq)
    CHECK(parking.put(header, std::nullopt, start_time));
  CHECK(parking.put(header, std::nullopt, start_time).error().code == parking_full);
  CHECK(parking.take(10));
  CHECK_FALSE(parking.take(10));
  parking.drop_stale(start_time + 10 * minute_ms, 12);
  CHECK(parking.all().size() == parked_max - 3);
  parking.drop_stale(start_time + 10 * minute_ms + 1, 12);
  CHECK(parking.all().empty());
}

namespace {

// A feed of three entries whose DID names the key of `next` for epoch 1.
struct Renewed : Feed {
  Renewed() : Feed(3) {}

  Admission judge(const Entry& entry, UnixTime now = start_time) const {
    return admit({issuer.feed(), feeds}, entry.header, entry.payload, issuer.keys_with(next), now);
  }
  // The EPOCH, changed and signed again.
  Admission judge_changed(const std::function<void(Header&)>& change) const {
    auto entry = issuer.begin_epoch(feeds, next);
    change(entry.header);
    REQUIRE(sign_header(entry.header, next.signer()));
    return judge(entry);
  }
  Entry begin() {
    auto entry = issuer.begin_epoch(feeds, next);
    feeds.keep(entry);
    return entry;
  }
  // Signed with the key of the new epoch.
  Entry say(Draft draft) const {
    return *append({issuer.feed(), feeds}, std::move(draft), start_time, next.signer());
  }
  void fork() {
    const auto head = *feeds.head(issuer.feed());
    auto other = head;
    other.ts = other.ts + 1;
    REQUIRE(sign_header(other, issuer.signer()));
    feeds.keep_fork(*make_fork_proof(head, other));
  }

  Issuer next{9};
};

}  // namespace

TEST_CASE("an epoch begins where the DID names its key, and the feed goes on in it") {
  Renewed feed;
  CHECK(is_accepted(feed.judge(feed.issuer.begin_epoch(feed.feeds, feed.next)), EntryState::ok));
  feed.begin();
  const auto second = feed.say(Issuer::status(7));
  CHECK(second.header.epoch == 1);
  CHECK(second.header.seq == 2);
  CHECK(is_accepted(feed.judge(second), EntryState::ok));
  const auto old = feed.issuer.sign(feed.feeds, Issuer::status(8));
  CHECK(code_of(feed.judge(old)) == unauthorised_key);
}

TEST_CASE("nobody begins an epoch without the key that the DID names for it") {
  const Renewed feed;
  const auto entry = feed.issuer.begin_epoch(feed.feeds, feed.issuer);
  CHECK(code_of(feed.judge(entry)) == unauthorised_key);
  CHECK(code_of(feed.admit_entry(feed.issuer.begin_epoch(feed.feeds, feed.next))) ==
        unauthorised_key);
  auto forged = feed.issuer.begin_epoch(feed.feeds, feed.next);
  forged.header.sig[0] ^= 1;
  CHECK(code_of(feed.judge(forged)) == bad_signature);
}

TEST_CASE("an epoch is the next one, begins with its EPOCH, and has no skip link there") {
  const Renewed feed;
  CHECK(code_of(feed.judge_changed([](Header& h) { h.epoch = 2; })) == wrong_epoch);
  CHECK(code_of(feed.judge_changed([](Header& h) { h.seq = 2; })) == wrong_epoch);
  CHECK(code_of(feed.judge_changed([](Header& h) { h.type = EntryType::heartbeat; })) ==
        wrong_epoch);
  CHECK(code_of(feed.judge_changed([](Header& h) { h.skip.value[0] = 1; })) == wrong_skip);
  CHECK(
      is_accepted(feed.judge_changed([](Header& h) { h.prev.value[0] ^= 1; }), EntryState::voided));
  const MemoryFeeds nothing;
  const auto entry = feed.issuer.begin_epoch(feed.feeds, feed.next);
  CHECK(code_of(admit({feed.issuer.feed(), nothing}, entry.header, entry.payload,
                      feed.issuer.keys_with(feed.next), start_time)) == wrong_epoch);
}

TEST_CASE("a feed that is forked, or was ended by a thief, goes on in a new epoch") {
  Renewed torn;
  torn.fork();
  CHECK_FALSE(append({torn.issuer.feed(), torn.feeds}, {}, start_time, torn.issuer.signer()));
  const auto entry = torn.begin();
  CHECK(decode_epoch_start(entry.payload)->fork);
  CHECK(is_accepted(torn.judge(torn.say(Issuer::status(7))), EntryState::ok));

  Renewed shut;
  shut.issuer.publish(shut.feeds,
                      {EntryType::close, *encode_close({.reason = "stolen"}), flag_end_of_feed});
  CHECK_FALSE(append({shut.issuer.feed(), shut.feeds}, {}, start_time, shut.issuer.signer()));
  CHECK(std::holds_alternative<Duplicate>(shut.judge(shut.begin())));
  CHECK(is_accepted(shut.judge(shut.say(Issuer::status(7))), EntryState::ok));
}

TEST_CASE("of two that begin one epoch there is a proof") {
  Renewed feed;
  const auto other = feed.issuer.begin_epoch(feed.feeds, feed.next, start_time + 1);
  feed.begin();
  const auto admission = feed.judge(other, start_time + 1);
  const auto* conflict = std::get_if<Conflict>(&admission);
  REQUIRE(conflict != nullptr);
  CHECK(conflict->proof.epoch() == 1);
  CHECK(verify_fork_proof(conflict->proof, feed.issuer.keys_with(feed.next)));
  feed.feeds.keep_fork(conflict->proof);
  CHECK(code_of(feed.judge(feed.issuer.sign({}, Issuer::status(1)))) != ErrorCode{});
  CHECK_FALSE(append({feed.issuer.feed(), feed.feeds}, {}, start_time, feed.next.signer()));
}

}  // namespace waarmerk::node::feed
