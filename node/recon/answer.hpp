// Answer: one message in the making, range by range from left to right, never more than it may be.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "crypto/base/result.hpp"
#include "node/recon/item_set.hpp"
#include "node/recon/message.hpp"

namespace waarmerk::node::recon {

/// A range as its receiver sees it: the ranks of our own items in it, and its end.
struct OwnRange {
  Ranks ranks;
  Bound upper;
};

/// What a side does about a range of which the other side said something new; most often it calls
/// the Answer, which it outlives.
struct Moves {
  std::function<Result<void>(const OwnRange&, const IdList&)> on_list;
  std::function<void(const OwnRange&)> on_difference;  ///< of the fingerprints
};

/// Where no more fits, the message ends with a fingerprint of all that is left, and is full: what
/// would follow is left out, and comes back in the next round.
class Answer {
 public:
  /// `bytes_max` is at least 4096.
  Answer(const ItemSet& ours, std::size_t buckets, std::size_t bytes_max);

  bool is_full() const { return full_; }
  /// Nothing was said but that all is equal.
  bool is_empty() const { return writer_.size() == 1; }
  const Bytes& bytes() const { return writer_.bytes(); }

  /// Goes through what the other side said, as far as there is room. A range of which no more need
  /// be said, because no move calls one of those below, is skipped.
  Result<void> follow(const std::vector<Range>& said, const Moves& moves);

  /// A fingerprint of the range.
  void ask(const OwnRange& range);
  /// Lists the items, or as many of them as fit; which, is returned.
  Ranks list(const OwnRange& range);
  /// A fingerprint for each of the parts. There is an item.
  void split(const OwnRange& range);

 private:
  void flush_skip();
  bool has_room(std::size_t bytes) const;
  bool finish_unless_room(std::size_t from, std::size_t bytes);
  Bound bound_at(std::size_t rank, const OwnRange& range) const;

  const ItemSet& ours_;
  std::size_t buckets_;
  std::size_t bytes_max_;
  MessageWriter writer_;
  std::optional<Bound> skipped_;  // not written yet: a Skip at the end is never written
  bool full_ = false;
};

}  // namespace waarmerk::node::recon
