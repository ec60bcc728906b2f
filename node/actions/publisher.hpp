// Publisher: what this node says on its own feed, one entry at a time, on disk before it is said.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "crypto/base/clock.hpp"
#include "crypto/base/result.hpp"
#include "node/actions/identity.hpp"
#include "node/actions/turn.hpp"
#include "node/feed/own_feed.hpp"
#include "node/records/records.hpp"
#include "node/task/task.hpp"

namespace waarmerk::node::actions {

/// Used on the node's strand. All outlive it.
class Publisher {
 public:
  Publisher(const Identity& self, records::Records& records, const Clock& clock,
            feed::Standing standing);

  /// Called after each entry that is on disk, so that peers can be told.
  void on_published(std::function<void()> tell) { tell_ = std::move(tell); }

  feed::Standing standing() const { return own_.standing(); }
  void stand(feed::Standing standing) { own_.stand(standing); }
  /// Somebody showed an entry that we signed (feed::OwnFeed::seen).
  void seen(const feed::FeedHead& head) { own_.seen(head); }
  bool is_behind() const { return own_.is_behind(); }
  /// A peer said since the start that it knows no more of our feed than we hold.
  void confirm() { is_confirmed_ = true; }
  bool is_confirmed() const { return is_confirmed_; }

  /// Waits for its turn on the feed. Only who holds the turn signs and writes.
  Task<Turn::Hold> take_turn() { return turn_.take(); }

  /// From now on nothing is signed, for this reason, until it goes on.
  void hold_back(Error why) { held_back_ = std::move(why); }
  void go_on() { held_back_.reset(); }

  /// Fails with feed.ended where we closed our feed or deactivated our DID, and with what holds us
  /// back.
  Result<void> expect_open() const;
  /// Fails with feed.not_safe unless it is safe to publish, and with feed.ended.
  Result<void> expect_safe() const;

  /// Signs the entry and writes it together with `rows`, durably. Fails as sign() and write() do.
  Task<Result<void>> publish(feed::Draft draft, storage::Batch rows);

  /// The next entry, which must be written before another is signed. Fails with feed.not_safe, or
  /// as signing does, and then nothing has changed.
  Result<feed::Entry> sign(feed::Draft draft);
  /// The EPOCH that begins the next epoch of our feed, likewise; also where it is forked or ended.
  Result<feed::Entry> sign_epoch(const feed::EpochStart& start);
  /// Fails as the journal does; after that only a restart publishes again.
  Task<Result<void>> write(feed::Entry entry, storage::Batch rows);

 private:
  const Identity& self_;
  records::Records& records_;
  const Clock& clock_;
  feed::OwnFeed own_;
  bool is_confirmed_ = false;
  Turn turn_;
  std::function<void()> tell_;
  std::optional<Error> held_back_;
};

}  // namespace waarmerk::node::actions
