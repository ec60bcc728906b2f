// HeadRecovery: asks peers how far our own feed went, before we sign again (spec/wire/feed.md 7).
//
// A node that was restored from a backup would sign a seq for a second time, and fork itself. So it
// asks, fetches its own newer entries, and only then goes on.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "crypto/base/time.hpp"
#include "node/feed/chain.hpp"
#include "node/feed/feed_reader.hpp"
#include "node/feed/own_feed.hpp"

namespace waarmerk::node::feed {

/// One round of asking `peers` peers, numbered from 0, for `GET /f/{feed}/head`.
class HeadRecovery {
 public:
  /// `newest_epoch` is the last that our DID names.
  HeadRecovery(FeedId feed, const FeedReader& reader, SignatureCheck is_ours, std::size_t peers,
               UnixTime started, std::uint32_t newest_epoch = 0);

  /// The next peer to ask, each once; several may be asked at a time.
  std::optional<std::size_t> next();

  /// The peer holds no entry of ours (nothing), or this one. A header that we did not sign counts
  /// as no answer.
  void supply(std::size_t peer, const std::optional<Header>& head);
  /// Somebody whose word does not count shows a head. Where we signed it, it is there. False where
  /// we did not.
  bool show(const Header& head);
  /// The peer did not answer.
  void supply_silence(std::size_t peer);

  /// Nothing while a peer is unasked or its answer awaited, or for 2 minutes after the start: the
  /// one that knows the newest entry may be the last. Three have to answer, or all of fewer.
  /// `safe`: we hold the newest entry; `behind`: fetch up to newest(), then ask again; `asking`:
  /// too few answered, start another round later; `forked`: see fork().
  std::optional<Standing> outcome(UnixTime now) const;

  /// How many have answered.
  std::size_t given() const;
  /// The newest entry of ours that a peer holds.
  const std::optional<Header>& newest() const { return newest_; }
  /// Whether that is newer than what we hold.
  bool is_ahead() const;
  const std::optional<ForkProof>& fork() const { return fork_; }

 private:
  /// Whether our DID names a later epoch than this: then a fork of it may be healed already.
  bool may_be_healed(std::uint32_t epoch) const { return newest_epoch_ > epoch; }

  enum class Answer { none, asked, given, silent };

  FeedId feed_;
  const FeedReader& reader_;
  SignatureCheck is_ours_;
  std::vector<Answer> answers_;
  UnixTime started_;
  std::uint32_t newest_epoch_;
  std::optional<Header> newest_;
  std::optional<ForkProof> fork_;
};

}  // namespace waarmerk::node::feed
