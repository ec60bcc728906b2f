// FeedReader: the port through which feeds that are held are read. node/records implements it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "crypto/base/bytes.hpp"
#include "crypto/base/sha2.hpp"
#include "node/feed/entry.hpp"
#include "node/feed/feed_id.hpp"
#include "node/feed/fork.hpp"

namespace waarmerk::node::feed {

/// How an accepted entry is kept. A void entry keeps its place in the chain and has no effect; of a
/// bare one the payload was erased before we could have it.
enum class EntryState : std::uint8_t { ok = 0, voided = 1, bare = 2 };

/// Both ends are included.
struct SeqRange {
  std::uint64_t from = 1;
  std::uint64_t to = 1;

  friend bool operator==(const SeqRange&, const SeqRange&) = default;
};

/// Something happened to `feed`: its head moved, or a fork was found. Numbers grow from 1.
struct Arrival {
  std::uint64_t number = 0;
  FeedId feed{};
};

/// What is held, as of the last write that was acknowledged.
class FeedReader {
 public:
  virtual ~FeedReader() = default;

  /// The newest accepted entry's header.
  virtual std::optional<Header> head(const FeedId& feed) const = 0;

  /// The accepted headers of the range that are held, in order; at most `count_max`.
  virtual std::vector<Header> headers(const FeedId& feed, std::uint32_t epoch, SeqRange range,
                                      std::size_t count_max) const = 0;

  virtual std::optional<Bytes> payload(const Sha256& hash) const = 0;

  /// The arrivals numbered above `after`, in order. Old ones may be dropped, but never the newest
  /// of a feed. Later none comes with a number below one that was told.
  virtual std::vector<Arrival> arrivals(std::uint64_t after, std::size_t count_max) const = 0;

  /// Up to which number arrivals() tells them all: that of the last of them, or above; 0 where
  /// there was none.
  virtual std::uint64_t newest_arrival() const = 0;

  /// Of the first epoch that is forked the proof with the lowest seq.
  virtual std::optional<ForkProof> fork(const FeedId& feed) const = 0;

  /// The same of one epoch.
  virtual std::optional<ForkProof> fork_in(const FeedId& feed, std::uint32_t epoch) const {
    auto proof = fork(feed);
    return proof && proof->epoch() == epoch ? proof : std::nullopt;
  }
};

}  // namespace waarmerk::node::feed
