#include "node/feed/own_feed.hpp"

#include <doctest/doctest.h>

#include "tests/support/issuer.hpp"

namespace waarmerk::node::feed {

namespace {

using tests::Issuer;
using tests::MemoryFeeds;
using tests::start_time;

struct Own {
  explicit Own(Standing standing) : own(issuer.feed(), feeds, feeds, standing) {}

  Result<Entry> prepare(Draft draft) {
    return own.prepare(std::move(draft), start_time, issuer.signer());
  }
  void save(const Entry& entry) {
    feeds.keep(entry);
    feeds.remember(entry.header);
    own.saved();
  }

  Issuer issuer{1};
  MemoryFeeds feeds;
  OwnFeed own;
};

const Bytes nonce{1, 2, 3};
const Bytes other_nonce{1, 2, 4};

}  // namespace

TEST_CASE("entries are signed one after the other, each after the last was saved") {
  Own own(Standing::safe);
  const auto first = own.prepare(own.issuer.introduction());
  REQUIRE(first);
  CHECK(own.prepare(Issuer::status(1)).error().code == already_signed);
  own.save(*first);
  const auto second = own.prepare(Issuer::status(1));
  REQUIRE(second);
  CHECK(second->header.seq == 2);
  CHECK(second->header.prev == entry_hash(first->header));
}

TEST_CASE("no place is signed twice, even when the entry is gone from the store") {
  Own own(Standing::safe);
  const auto first = own.prepare(own.issuer.introduction());
  REQUIRE(first);
  own.feeds.remember(first->header);  // in the outbox, but not in the chain
  own.own.saved();
  CHECK(own.prepare(own.issuer.introduction()).error().code == already_signed);
}

TEST_CASE("a refused draft leaves the place free") {
  Own own(Standing::safe);
  CHECK(own.prepare({EntryType::profile, {}, 0}).error().code == bad_payload);
  CHECK(own.prepare(own.issuer.introduction()));
}

TEST_CASE("after a write that may have failed nothing is signed until peers were asked") {
  Own own(Standing::safe);
  REQUIRE(own.prepare(own.issuer.introduction()));
  own.own.uncertain();
  CHECK(own.prepare(own.issuer.introduction()).error().code == not_safe);
  own.own.stand(Standing::safe);
  CHECK(own.prepare(own.issuer.introduction()));
}

TEST_CASE("nothing is signed unless it is safe") {
  for (const auto standing : {Standing::asking, Standing::behind, Standing::forked}) {
    Own own(standing);
    CHECK(own.prepare(own.issuer.introduction()).error().code == not_safe);
  }
}

TEST_CASE("nothing that peers say undoes a fork of ours") {
  Own own(Standing::forked);
  own.own.stand(Standing::safe);
  CHECK(own.own.standing() == Standing::forked);
}

TEST_CASE("whoever was shown a later entry of its own signs nothing before that is held") {
  Own own(Standing::safe);
  MemoryFeeds theirs;
  const auto first = own.issuer.publish(theirs, own.issuer.introduction());
  const auto second = own.issuer.publish(theirs, Issuer::status(1));
  own.own.seen(feed_head_of(second.header));
  own.own.seen(feed_head_of(first.header));
  CHECK(own.own.standing() == Standing::behind);
  own.own.stand(Standing::safe);
  CHECK(own.prepare(own.issuer.introduction()).error().code == not_safe);
  own.feeds.keep(first);
  CHECK(own.own.standing() == Standing::behind);
  own.feeds.keep(second);
  CHECK(own.own.standing() == Standing::safe);
  CHECK(own.prepare(Issuer::status(2))->header.seq == 3);
}

TEST_CASE("an entry of somebody else's feed says nothing about our own") {
  Own own(Standing::safe);
  MemoryFeeds theirs;
  const Issuer other{2};
  own.own.seen(feed_head_of(other.publish(theirs, other.introduction()).header));
  CHECK(own.own.standing() == Standing::safe);
}

TEST_CASE("a start is safe when the two nonces agree, or nothing was ever signed") {
  CHECK(standing_at_start({nonce, nonce, true}, 3) == Standing::safe);
  CHECK(standing_at_start({{}, {}, false}, 3) == Standing::safe);
  CHECK(standing_at_start({nonce, other_nonce, true}, 3) == Standing::asking);
  CHECK(standing_at_start({nonce, {}, false}, 3) == Standing::asking);
  CHECK(standing_at_start({{}, nonce, false}, 3) == Standing::asking);
  CHECK(standing_at_start({{}, {}, true}, 3) == Standing::asking);
}

TEST_CASE("a start without anyone to ask is safe at once") {
  CHECK(standing_at_start({nonce, other_nonce, true}, 0) == Standing::safe);
}

TEST_CASE("an epoch is begun once, and makes a forked feed safe again when it is saved") {
  Own own(Standing::safe);
  own.save(*own.prepare(own.issuer.introduction()));
  own.own.stand(Standing::forked);
  const Issuer next(9);
  const auto head = *own.feeds.head(own.issuer.feed());
  const EpochStart start{entry_hash(head), std::nullopt, "2-Qm"};
  const auto begin = [&] { return own.own.prepare_epoch(start, start_time, next.signer()); };
  const auto entry = begin();
  REQUIRE(entry);
  CHECK(entry->header.epoch == 1);
  CHECK(entry->header.seq == 1);
  CHECK(begin().error().code == already_signed);
  CHECK(own.own.standing() == Standing::forked);
  own.save(*entry);
  CHECK(own.own.standing() == Standing::safe);
  CHECK(own.own.prepare({}, start_time, next.signer())->header.seq == 2);
}

TEST_CASE("no epoch is begun before peers were asked, nor twice after the entry was lost") {
  Own own(Standing::asking);
  const Issuer next(9);
  const EpochStart start{{}, std::nullopt, "2-Qm"};
  const auto begin = [&] { return own.own.prepare_epoch(start, start_time, next.signer()); };
  CHECK(begin().error().code == not_safe);
  own.own.stand(Standing::behind);
  CHECK(begin().error().code == not_safe);
  own.own.stand(Standing::safe);
  const auto entry = begin();
  REQUIRE(entry);
  own.feeds.remember(entry->header);
  own.own.uncertain();
  CHECK(own.own.standing() == Standing::asking);
  own.own.stand(Standing::safe);
  CHECK(begin().error().code == already_signed);
}

}  // namespace waarmerk::node::feed
